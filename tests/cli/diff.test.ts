import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { diff } from '../../src/cli/commands/diff.js';
import { ingest } from '../../src/ingest.js';
import { DEFAULT_SETTINGS } from '../../src/settings.js';
import { createFolder } from './broadsheet.js';
import { runHere } from './surroundings.js';

/** "ferry" and "strike" stand far apart in the first document and side by side in the second, which is longer. */
const DOCUMENTS = [
  { id: 'apart', text: `Ferry ${'pier quay sail deck crew rope '.repeat(3)}strike ferry strike.` },
  { id: 'apart-too', text: 'Ferry: the pier, the quay, one sail, one deck, one crew, one rope, one mast; strike.' },
  { id: 'beside', text: `A ferry strike. ${'Nothing else moved in the harbour. '.repeat(4)}` },
  { id: 'one', text: 'The ferry sails again.' },
  { id: 'none', text: 'All out for nine.' },
];

const home = createFolder({
  'time/docs.jsonl': DOCUMENTS.map((document) => JSON.stringify(document)).join('\n'),
  'time/queries.tsv': '1\tferry strike\n2\tnine\n',
  'time/qrels.tsv': '1\tbeside\t1\n2\tnone\t1\n',
  'words.json': '{ "nearWeight": 0, "neighbourWeight": 0, "pushWeight": 0 }',
  'near.json': '{ "nearWeight": 1, "neighbourWeight": 0, "pushWeight": 0 }',
  'shape.json': '{ "maxNeighbourDocuments": 0 }',
});
const path = (name: string) => join(home.path, name);
const compare = (...words: string[]) => runHere([diff], ['diff', ...words]);

beforeAll(async () => {
  await ingest({ folder: path('time'), directory: path('index'), settings: DEFAULT_SETTINGS, now: () => new Date(0) });
});
afterAll(() => home.remove());

const BETWEEN = ['--against', path('words.json'), '--settings', path('near.json')];

test('a query: which hits moved, and which part of the score moved them', async () => {
  const { status, stdout } = await compare('ferry', 'strike', '--index', path('index'), ...BETWEEN, '--json');
  expect(status).toBe(0);
  const result = JSON.parse(stdout);
  expect(result.query).toBe('ferry strike');
  const beside = result.hits.find(({ id }: { id: string }) => id === 'beside');
  expect(beside.after.rank).toBeLessThan(beside.before.rank);
  expect(beside.movedBy).toBe('near');
  expect(beside.change.near).toBeGreaterThan(0);
  expect(beside.change.bm25).toBe(0);
  for (const { after } of result.hits) {
    const parts = Object.values(after.parts as Record<string, number>);
    expect(parts.reduce((sum, part) => sum + part, 0)).toBeCloseTo(after.score, 9);
  }
});

test('is printed as a table, in the order of now', async () => {
  const { stdout, stderr } = await compare('ferry strike', '--index', path('index'), ...BETWEEN, '--limit', '2');
  expect(stderr).toMatch(/^\d hits moved; before: .*words\.json, now: .*near\.json\n$/);
  const [head, ...rows] = stdout.trimEnd().split('\n');
  expect(head).toMatch(/^now +before +score +Δ bm25 +Δ near .*moved by +id$/);
  expect(rows.map((row) => Number(row.trim().split(/ +/)[0]))).toEqual(rows.map((_, i) => i + 1));
  expect(rows.find((row) => row.endsWith('beside'))).toMatch(/ near {2}/);
});

test('the same settings move nothing', async () => {
  const { stdout, stderr } = await compare(
    'ferry',
    '--index',
    path('index'),
    '--against',
    path('words.json'),
    ...['--settings', path('words.json')],
  );
  expect(stderr).toContain('0 hits moved');
  expect(stdout).not.toMatch(/ near /);
});

test('nothing found is status 1', async () => {
  const { status, stdout } = await compare('zeppelin', '--index', path('index'), ...BETWEEN);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
});

test('a collection: the topics whose first hits changed most', async () => {
  const { status, stdout } = await compare('--collection', path('time'), ...BETWEEN);
  expect(status).toBe(0);
  const [head, systems, columns, ...rows] = stdout.trimEnd().split('\n');
  expect(head).toBe(`${path('time')}: the first 10 hits changed in 1 of 2 topics`);
  expect(systems).toBe(`${path('near.json')}, against ${path('words.json')}`);
  expect(columns).toMatch(/^topic +distance +new +moved by$/);
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatch(/^1 +0\.\d{3} +0 +near \d +ferry strike$/);
});

test('a collection against a run that was kept', async () => {
  writeFileSync(path('old.run'), '1 Q0 one 1 2 x\n1 Q0 gone 2 1 x\n2 Q0 none 1 1 x\n');
  const { stdout } = await compare('--collection', path('time'), '--against', path('old.run'), '--json');
  const result = JSON.parse(stdout);
  expect(result).toMatchObject({ topics: 2, changed: 1 });
  // Of the four hits now, one was there before; nothing is known of the parts of a run.
  expect(result.listed[0]).toMatchObject({ id: '1', entered: 3, movedBy: {} });
});

test.each([
  { words: ['ferry', '--against', path('missing.json')], status: 3, says: 'missing.json' },
  { words: ['ferry'], status: 2, says: '--against' },
  { words: ['--against', path('words.json')], status: 2, says: 'either a query or --collection' },
  {
    words: ['ferry', '--collection', path('time'), '--against', path('words.json')],
    status: 2,
    says: 'either a query',
  },
  { words: ['ferry', '--against', path('shape.json')], status: 2, says: 'shape it differently' },
  { words: ['ferry', '--against', path('time/qrels.tsv')], status: 3, says: 'qrels.tsv:1' },
])('refused: $words', async ({ words, status, says }) => {
  const ended = await compare(...words, '--index', path('index'));
  expect({ status: ended.status, stdout: ended.stdout }).toEqual({ status, stdout: '' });
  expect(ended.stderr).toContain(says);
});
