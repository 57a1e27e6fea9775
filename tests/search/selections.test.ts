import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { OpenIndex } from '../../src/backends/open.js';
import { buildIndex, type GivenDocument, openIndex } from '../../src/library.js';
import { DEFAULT_REQUEST, rank } from '../../src/search.js';

const DOCUMENTS: GivenDocument[] = [
  { id: '2021/12/ferry.txt', date: '2021-12-29', attributes: { topics: ['Crude', 'gold price'] }, body: 'A ferry.' },
  { id: '2021/storm.txt', date: '2022-01-03', attributes: { topics: ['crude oil'] }, body: 'A storm and a ferry.' },
  { id: 'r1', path: '2021/Records.jsonl', date: '2021-01-01', attributes: { Author: 'Zoë' }, body: 'A storm.' },
  { id: 'r2', path: '2021/Records.jsonl', body: 'A record of a ferry.' },
  { id: 'top.txt', body: 'A ferry at the top.' },
  { id: 'Élan/Cafe\u0301.TXT', body: 'Coffee.' },
];

let base: string;
let index: OpenIndex;
beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'broadsheet-'));
  await buildIndex({ documents: DOCUMENTS, directory: base });
  index = await openIndex(base);
});
afterAll(() => {
  index.close();
  rmSync(base, { recursive: true, force: true });
});

function find(q: string): string[] {
  return rank(index, { ...DEFAULT_REQUEST, q })
    .hits.map(({ id }) => id)
    .sort();
}

describe('a clause of an attribute selects', () => {
  test.each([
    { q: 'path:2021/*', ids: ['2021/12/ferry.txt', '2021/storm.txt', 'r1', 'r2'] },
    { q: 'path:2021/records.jsonl', ids: ['r1', 'r2'] },
    { q: 'path:r1', ids: [] },
    { q: 'path:*.txt', ids: ['2021/12/ferry.txt', '2021/storm.txt', 'top.txt', 'Élan/Café.TXT'] },
    { q: 'path:*', ids: ['2021/12/ferry.txt', '2021/storm.txt', 'r1', 'r2', 'top.txt', 'Élan/Café.TXT'] },
    { q: 'path:TOP.t*', ids: ['top.txt'] },
    { q: 'path:to', ids: [] },
    { q: 'path:2021/storm.txt.old', ids: [] },
    { q: 'path:élan/cafe\u0301.t*', ids: ['Élan/Café.TXT'] },
    { q: 'path:elan/*', ids: [] },
    { q: 'topics:crude', ids: ['2021/12/ferry.txt'] },
    { q: 'topics:crude*', ids: ['2021/12/ferry.txt', '2021/storm.txt'] },
    { q: 'topics:"Gold Price"', ids: ['2021/12/ferry.txt'] },
    { q: 'author:ZOË', ids: ['r1'] },
    { q: 'folder:2021', ids: ['2021/12/ferry.txt', '2021/storm.txt', 'r1', 'r2'] },
    { q: 'year:2021', ids: ['2021/12/ferry.txt', 'r1'] },
    { q: 'month:*-01', ids: ['2021/storm.txt', 'r1'] },
    { q: 'year:*', ids: ['2021/12/ferry.txt', '2021/storm.txt', 'r1'] },
    { q: '-path:2021/*', ids: ['top.txt', 'Élan/Café.TXT'] },
    { q: 'ferry path:2021/*', ids: ['2021/12/ferry.txt', '2021/storm.txt', 'r2'] },
    { q: 'ferry -topics:crude -year:2022', ids: ['r2', 'top.txt'] },
    { q: 'topics:crude OR path:top*', ids: ['2021/12/ferry.txt', 'top.txt'] },
    { q: '(storm topics:crude*) OR (ferry path:top*)', ids: ['2021/storm.txt', 'top.txt'] },
    { q: 'year:2021 topics:nothing', ids: [] },
  ])('$q', ({ q, ids }) => expect(find(q)).toEqual(ids));
});

test('it selects and never scores', () => {
  const scores = (q: string) => rank(index, { ...DEFAULT_REQUEST, q }).hits.map(({ score }) => score);
  expect(scores('path:2021/* year:2021')).toEqual([0, 0]);
});
