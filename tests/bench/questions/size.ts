/**
 * How large is the index on disk, and what takes the room? A generation, which holds the texts, against the JSON of
 * MiniSearch together with the texts it needs beside it; and what of it answers a query of words alone, against the
 * index that Tantivy has made of as many of the same articles, if it was measured beside (`npm run bench:peers`).
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { generationPath, readCurrent } from '../../../src/index/directory.js';
import { type Answer, answerOf, figuresOf } from '../figure.js';
import { folderBytes, peerIndex } from '../peers/places.js';
import type { Workbench } from '../workbench.js';

export async function measureSize(bench: Workbench): Promise<Answer> {
  const { directory, json } = await bench.builds();
  const generation = generationPath(directory, readCurrent(directory)?.generation ?? 0);
  const files = readdirSync(generation)
    .sort()
    .map((name) => ({ name, bytes: statSync(join(generation, name)).size }));
  const texts = bench.documents().reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  const sum = files.reduce((total, { bytes }) => total + bytes, 0);
  const figure = figuresOf(bench.documents().length);
  return answerOf([
    figure('Index on disk, with the texts', 'MB', 'less', sum / 1e6, (statSync(json).size + texts) / 1e6),
    figure('The texts themselves', 'MB', 'less', texts / 1e6),
    ...files.map(({ name, bytes }) => figure(`\`${name}\` of it`, 'MB', 'less', bytes / 1e6)),
    figure(
      "`postings.bin` without positions and forms, against Tantivy's index without positions",
      'MB',
      'less',
      listBytes(readFileSync(join(generation, 'postings.bin'))) / 1e6,
      tantivyMegabytes(bench),
      '≤ 6.8 MB',
    ),
  ]);
}

/** Sections for the order of words and for unstemmed forms; Tantivy has neither here. With positions it has 6.8 MB. */
const BESIDE_LISTS = /^(?:positions|skips|forms)/;

const ELEMENT_BYTES: Readonly<Record<string, number>> = { u8: 1, u16: 2, u32: 4, i32: 4, f64: 8 };

/** Bytes of the other sections: their sizes stand in the JSON that the file begins with. */
export function listBytes(file: Buffer): number {
  const json = file.subarray(16, 16 + file.readUInt32LE(8)).toString('utf8');
  const { sections } = JSON.parse(json) as { sections: { name: string; type: string; length: number }[] };
  return sections
    .filter(({ name }) => !BESIDE_LISTS.test(name))
    .reduce((sum, { type, length }) => sum + length * ELEMENT_BYTES[type]!, 0);
}

function tantivyMegabytes(bench: Workbench): number | undefined {
  const folder = peerIndex(bench.data, 'tantivy', bench.documents().length);
  return existsSync(folder) ? folderBytes(folder) / 1e6 : undefined;
}
