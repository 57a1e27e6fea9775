import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ListRequest } from '../../src/answer.js';
import type { OpenIndex } from '../../src/backends/open.js';
import { explainDocument } from '../../src/search/explain-document.js';
import { DEFAULT_REQUEST, search } from '../../src/search.js';
import { buildIndex } from '../temporary-index.js';

const RECORDS = [
  {
    id: 'ferry',
    date: '2021-12-29',
    section: 'harbour',
    text: 'The ferry left the harbour; the notice did not boil over.',
  },
  {
    id: 'storm',
    date: '2022-01-03',
    section: ['council', 'weather'],
    text: 'A storm broke the ferry quay and the breakwater.',
  },
  { id: 'undated', text: 'A boil notice for the harbour.' },
];

let base: string;
let index: OpenIndex;
beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'broadsheet-'));
  index = await buildIndex(base, RECORDS);
});
afterAll(() => {
  index.close();
  rmSync(base, { recursive: true, force: true });
});

function explain(id: string, request: Partial<ListRequest>) {
  return explainDocument(index, id, { ...DEFAULT_REQUEST, ...request });
}

describe('the words that a document lacks', () => {
  const missing = (id: string, q: string) =>
    explain(id, { q }).missing.map(({ required, message }) => [required, message]);

  test.each([
    { name: 'none', id: 'ferry', q: 'ferry harbour', expected: [] },
    {
      name: 'one of several',
      id: 'ferry',
      q: 'ferry storm',
      expected: [[false, '“storm” does not stand in the article.']],
    },
    {
      name: 'the only one',
      id: 'ferry',
      q: 'storm',
      expected: [[true, '“storm” is required, but does not stand in the article.']],
    },
    {
      name: 'a required one',
      id: 'ferry',
      q: 'ferry +storm',
      expected: [[true, '“storm” is required, but does not stand in the article.']],
    },
    {
      name: 'one of all',
      id: 'storm',
      q: 'ferry AND storm AND harbour',
      expected: [[true, '“harbour” is required, but does not stand in the article.']],
    },
    {
      name: 'alternatives within',
      id: 'undated',
      q: 'harbour AND (ferry OR storm)',
      expected: [
        [false, '“ferry” does not stand in the article.'],
        [false, '“storm” does not stand in the article.'],
      ],
    },
    {
      name: 'one that is nowhere',
      id: 'ferry',
      q: 'ferry "zeppelin"',
      expected: [[false, 'No article holds “zeppelin”.']],
    },
    {
      name: 'a required one that is nowhere',
      id: 'ferry',
      q: 'ferry +zeppelin',
      expected: [[true, '“zeppelin” is required, but no article holds it.']],
    },
    {
      name: 'a word that comes twice, once',
      id: 'ferry',
      q: 'ferry storm storms',
      expected: [[false, '“storms” does not stand in the article.']],
    },
    {
      name: 'a beginning',
      id: 'ferry',
      q: 'ferry brea*',
      expected: [[false, '“brea*” does not stand in the article.']],
    },
    {
      name: 'a phrase of which the words are there',
      id: 'ferry',
      q: '"boil notice" ferry',
      expected: [[false, '“boil notice” does not stand in the article, though all its words do.']],
    },
    {
      name: 'a phrase of which words lack',
      id: 'storm',
      q: '"boil notice" ferry',
      expected: [[false, '“boil notice” does not stand in the article, which lacks “boil”, “notice”.']],
    },
    { name: 'what is excluded is not missed', id: 'storm', q: 'storm -zeppelin -harbour', expected: [] },
  ])('$name', ({ id, q, expected }) => expect(missing(id, q)).toEqual(expected));

  test('come with what was typed and how many hold them', () => {
    expect(explain('ferry', { q: 'ferry breakwater' }).missing).toMatchObject([
      { typed: 'breakwater', documentFrequency: 1 },
    ]);
  });
});

describe('what excludes a document', () => {
  test.each<{ name: string; id: string; request: Partial<ListRequest>; expected: string[] }>([
    { name: 'nothing', id: 'ferry', request: { q: 'ferry' }, expected: [] },
    { name: 'the words alone', id: 'ferry', request: { q: 'storm' }, expected: [] },
    {
      name: 'a filter',
      id: 'storm',
      request: { q: 'ferry', filter: [{ field: 'section', value: 'harbour' }] },
      expected: ['filter: The filter section:harbour leaves it out: its section is “council”, “weather”.'],
    },
    {
      name: 'filters of one field are one',
      id: 'undated',
      request: {
        filter: [
          { field: 'section', value: 'harbour' },
          { field: 'section', value: 'council' },
          { field: 'year', value: '2021' },
        ],
      },
      expected: [
        'filter: The filter section:harbour, section:council leaves it out: it has no section.',
        'filter: The filter year:2021 leaves it out: it has no year.',
      ],
    },
    {
      name: 'bounds',
      id: 'ferry',
      request: { q: 'ferry', from: '2022' },
      expected: ['date: from=2022 leaves it out: it is dated 2021-12-29.'],
    },
    {
      name: 'the other bound',
      id: 'storm',
      request: { q: 'ferry', to: '2021' },
      expected: ['date: to=2021 leaves it out: it is dated 2022-01-03.'],
    },
    {
      name: 'bounds, when it has no date',
      id: 'undated',
      request: { to: '2021' },
      expected: ['date: to=2021 leaves it out: it has no date.'],
    },
    {
      name: 'bounds that it is within',
      id: 'ferry',
      request: { q: 'storm', from: '2021-12-29', to: '2021-12-29' },
      expected: [],
    },
    {
      name: 'an exclusion',
      id: 'storm',
      request: { q: 'ferry -breakwater -harbour' },
      expected: ['exclusion: -breakwater leaves it out: “breakwater” stands in the article.'],
    },
    {
      name: 'an excluded group',
      id: 'storm',
      request: { q: 'ferry -(breakwater OR harbour)' },
      expected: ['exclusion: -(breakwater OR harbour) leaves it out: the article matches (breakwater OR harbour).'],
    },
    {
      name: 'an exclusion in the one alternative that it fits',
      id: 'ferry',
      request: { q: '(ferry AND -harbour) OR storm' },
      expected: ['exclusion: -harbour leaves it out: “harbour” stands in the article.'],
    },
    {
      name: 'an exclusion in an alternative that is not needed',
      id: 'ferry',
      request: { q: '(ferry AND -harbour) OR notice' },
      expected: [],
    },
    {
      name: 'a date in the query',
      id: 'ferry',
      request: { q: 'ferry after:2021' },
      expected: ['date: after:2021 leaves it out: it is dated 2021-12-29.'],
    },
    {
      name: 'and not a date that it is of',
      id: 'ferry',
      request: { q: 'ferry date:2021 -harbour' },
      expected: ['exclusion: -harbour leaves it out: “harbour” stands in the article.'],
    },
    {
      name: 'a value in the query',
      id: 'ferry',
      request: { q: 'ferry section:weather path:*' },
      expected: ['filter: section:weather leaves it out: its section is “harbour”.'],
    },
    {
      name: 'all at once',
      id: 'ferry',
      request: { q: 'storm -harbour', filter: [{ field: 'year', value: '2022' }], from: '2022' },
      expected: [
        'filter: The filter year:2022 leaves it out: its year is “2021”.',
        'date: from=2022 leaves it out: it is dated 2021-12-29.',
        'exclusion: -harbour leaves it out: “harbour” stands in the article.',
      ],
    },
  ])('$name', ({ id, request, expected }) => {
    const answer = explain(id, request);
    expect(answer.excludedBy.map(({ kind, message }) => `${kind}: ${message}`)).toEqual(expected);
  });

  test.each<Partial<ListRequest>>([
    { q: 'ferry' },
    { q: 'storm' },
    { q: 'ferry -breakwater' },
    { q: '(ferry AND -harbour) OR storm' },
    { q: 'ferry after:2021' },
    { q: 'ferry', filter: [{ field: 'section', value: 'weather' }] },
    { q: '', to: '2021' },
    { q: '"boil notice"' },
    { q: 'the', match: 'all' },
  ])('is told exactly where %j does not find it', (request) => {
    const found = search(index, { ...DEFAULT_REQUEST, ...request }).hits.map(({ id }) => id);
    for (const { id } of RECORDS) {
      const { matches, rank, score, explanation, missing, excludedBy } = explain(id, request);
      expect({ id, matches }).toEqual({ id, matches: found.includes(id) });
      expect(rank).toBe(matches ? found.indexOf(id) + 1 : null);
      if (matches) expect(excludedBy).toEqual([]);
      else {
        expect({ score, explanation }).toEqual({ score: 0, explanation: undefined });
        expect(missing.length + excludedBy.length).toBeGreaterThan(0);
      }
    }
  });
});

test('the query is told as it was read', () => {
  expect(explain('ferry', { q: 'the fery' }).query).toMatchObject({
    readAs: 'ferry',
    ignored: ['the'],
    corrections: [{ used: 'ferry' }],
  });
});

test('a document that is not there is not found', () => {
  expect(() => explain('nope', { q: 'ferry' })).toThrow(
    expect.objectContaining({ code: 'not_found', parameter: 'id' }),
  );
});

test('a filter that is none is refused', () => {
  expect(() => explain('ferry', { filter: [{ field: 'colour', value: 'red' }] })).toThrow(
    expect.objectContaining({ code: 'invalid_parameter' }),
  );
});
