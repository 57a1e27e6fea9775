/** The neighbour graph of a real index: where it is, when it is left out, and what happens when it is damaged. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { MOST_DOCUMENTS } from '../../src/backends/document-vectors.js';
import { openIndex } from '../../src/backends/open.js';
import { generationPath, readCurrent, readManifest } from '../../src/index/directory.js';
import { verifyIndex } from '../../src/index/verify.js';
import { ingestDocuments } from '../../src/ingest.js';
import { completeSettings, SETTINGS, type Settings } from '../../src/settings.js';
import { withSeeds } from './collections.js';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'broadsheet-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const DOCUMENTS = [
  { id: 'a', title: 'The ferry', body: 'The ferry left the harbour at noon.' },
  { id: 'b', title: 'The harbour', body: 'A ferry broke the quay of the harbour.' },
  { id: 'c', title: 'Cricket', body: 'All out for nine.' },
  { id: 'd', title: 'The', body: 'Of the and.' },
];

async function build(settings: Partial<Settings> = {}) {
  const report = await ingestDocuments({
    directory,
    settings: completeSettings(settings),
    now: () => new Date(0),
    documents: DOCUMENTS,
  });
  return readManifest(directory, report.generation).neighbours;
}

const graphFile = () => join(generationPath(directory, readCurrent(directory)!.generation), 'neighbours.bin');

test('documents with words in common find each other', async () => {
  expect(await build()).toEqual({ file: 'neighbours.bin', neighbours: 10, postings: expect.any(Number) });
  const index = await openIndex(directory);
  const neighbours = ['a', 'b', 'c', 'd'].map((id) => {
    const { documents } = index.neighbours!.neighboursOf(index.columns.find(id)!);
    return Array.from(documents, (document) => index.columns.ids.get(document));
  });
  index.close();
  expect(neighbours).toEqual([['b'], ['a'], [], []]);
  expect(index.degraded).toBeUndefined();
  expect(verifyIndex(directory).checks.filter(({ ok }) => !ok)).toEqual([]);
  expect(verifyIndex(directory).checks).toContainEqual({
    name: 'neighbours',
    ok: true,
    detail: '2 neighbours of 4 documents',
  });
});

describe('it is left out, with the reason,', () => {
  test.each([
    {
      name: 'above so many documents',
      settings: { maxNeighbourDocuments: 3 },
      leftOut: '4 documents are more than maxNeighbourDocuments (3).',
    },
    {
      name: 'never to be made',
      settings: { maxNeighbourDocuments: 0 },
      leftOut: '4 documents are more than maxNeighbourDocuments (0).',
    },
    {
      name: 'above so many postings',
      settings: { maxNeighbourPostings: 1 },
      leftOut: expect.stringMatching(/^\d+ postings are more than maxNeighbourPostings \(1\)\.$/),
    },
  ])('$name', async ({ settings, leftOut }) => {
    expect(await build(settings)).toEqual({ leftOut });
    const index = await openIndex(directory);
    index.close();
    expect({ neighbours: index.neighbours, degraded: index.degraded }).toEqual({});
    expect(verifyIndex(directory).checks.filter(({ ok }) => !ok)).toEqual([]);
  });

  test('no setting allows more documents than there is room for', () => {
    expect(SETTINGS.maxNeighbourDocuments.maximum).toBe(MOST_DOCUMENTS);
  });

  test('but not at the limit', async () => {
    const { postings } = await build();
    expect(await build({ maxNeighbourDocuments: 4, maxNeighbourPostings: postings! })).toMatchObject({ postings });
  });
});

describe('an index with a damaged one opens without it, and says so', () => {
  test.each([
    { name: 'a flipped bit', damage: (bytes: Buffer) => bytes.fill(bytes[bytes.length - 1]! ^ 1, bytes.length - 1) },
    { name: 'a lost byte', damage: (bytes: Buffer) => bytes.subarray(1) },
  ])('$name', async ({ damage }) => {
    await build();
    writeFileSync(graphFile(), damage(readFileSync(graphFile())));
    const index = await openIndex(directory);
    index.close();
    expect({ backend: index.backend.name, neighbours: index.neighbours }).toEqual({ backend: 'packed' });
    expect(index.degraded).toContain('neighbours.bin');
    expect(
      verifyIndex(directory)
        .checks.filter(({ ok }) => !ok)
        .map(({ name }) => name),
    ).toEqual(['neighbours.bin', 'neighbours']);
  });

  test('it is missing', async () => {
    await build();
    rmSync(graphFile());
    const index = await openIndex(directory);
    index.close();
    expect(index.degraded).toContain('neighbours.bin');
  });
});

test('the same documents give the same bytes', async () => {
  const read = () =>
    withSeeds((index) => readFileSync(join(generationPath(index.directory, index.generation), 'neighbours.bin')));
  const [first, second] = [await read(), await read()];
  expect(first.length).toBeGreaterThan(1000);
  expect(first.equals(second)).toBe(true);
});
