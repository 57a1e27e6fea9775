/**
 * How large is the index on disk, and what takes the room? A generation, which holds the texts, against the JSON of
 * MiniSearch together with the texts it needs beside it.
 */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { generationPath, readCurrent } from '../../../src/index/directory.js';
import { type Answer, answerOf, figuresOf } from '../figure.js';
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
  ]);
}
