import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SearchRequest } from '../src/answer.js';
import type { OpenIndex } from '../src/backends/open.js';
import { SearchError } from '../src/errors.js';
import { DEFAULT_REQUEST, readDocument, search } from '../src/search.js';
import { DEFAULT_SETTINGS } from '../src/settings.js';
import { buildIndex } from './temporary-index.js';

const RECORDS = [
  {
    id: 'a',
    date: '2021-12-29',
    section: 'harbour',
    topics: ['ferry', 'storm'],
    text: 'The ferry left the harbour in a storm.\n\nNobody was hurt.',
  },
  {
    id: 'b',
    date: '2021-12-01',
    section: 'harbour',
    topics: ['ferry'],
    text: 'Ferries were late. The café at the pier stayed open.',
  },
  {
    id: 'c',
    date: '2022-01-03',
    section: 'council',
    title: 'Election called',
    text: 'The council called elections after the storm.',
  },
  { id: 'd', section: 'council', text: 'An undated notice on the harbour dues, the election and the harbour master.' },
  {
    id: 'e/é #1?',
    date: '2022-02-28',
    section: 'sport',
    text: 'Rowers won five races; the regatta was held in calm water.',
  },
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

function ask(request: Partial<SearchRequest>) {
  return search(index, { ...DEFAULT_REQUEST, ...request });
}

function ids(request: Partial<SearchRequest>): string[] {
  return ask(request).hits.map((hit) => hit.id);
}

function refusal(action: () => unknown): { code: string; parameter: string | undefined } {
  try {
    action();
  } catch (error) {
    if (error instanceof SearchError) return { code: error.code, parameter: error.parameter };
    throw error;
  }
  return { code: 'fine', parameter: undefined };
}

describe('matching', () => {
  test.each<{ name: string; request: Partial<SearchRequest>; expected: string[] }>([
    { name: 'any word', request: { q: 'ferry election' }, expected: ['a', 'b', 'c', 'd'] },
    { name: 'every word', request: { q: 'storm election', match: 'all' }, expected: ['c'] },
    { name: 'an excluded word', request: { q: 'storm -ferry' }, expected: ['c'] },
    { name: 'exclusions only', request: { q: '-storm -harbour' }, expected: ['b', 'e/é #1?'] },
    { name: 'a required word', request: { q: '+storm ferry' }, expected: ['a', 'c'] },
    { name: 'a phrase with stop words', request: { q: '"left the harbour"' }, expected: ['a'] },
    { name: 'accents', request: { q: 'cafe' }, expected: ['b'] },
    { name: 'words and dates', request: { q: 'ferry before:2021-12-15' }, expected: ['b'] },
    { name: 'any of several words within dates', request: { q: 'ferry regatta after:2021-12' }, expected: ['e/é #1?'] },
    {
      name: 'an optional word beside a required one within dates',
      request: { q: '+storm ferry date:2021..2022' },
      expected: ['a', 'c'],
    },
    { name: 'dates only', request: { q: 'date:2022', sort: 'date:asc' }, expected: ['c', 'e/é #1?'] },
    { name: 'bounds of the request', request: { q: 'storm', from: '2022', to: '2022-01' }, expected: ['c'] },
    { name: 'a filter', request: { q: 'harbour', filter: [{ field: 'section', value: 'council' }] }, expected: ['d'] },
    {
      name: 'values of one field are alternatives',
      request: {
        q: 'storm',
        filter: [
          { field: 'section', value: 'council' },
          { field: 'section', value: 'harbour' },
        ],
      },
      expected: ['a', 'c'],
    },
    {
      name: 'fields are all required',
      request: {
        q: 'storm',
        filter: [
          { field: 'section', value: 'council' },
          { field: 'year', value: '2021' },
        ],
      },
      expected: [],
    },
    { name: 'the last word as a prefix', request: { q: 'the electi', prefix: true }, expected: ['c', 'd'] },
    { name: 'operators as text', request: { q: '-storm OR regatta', syntax: 'none' }, expected: ['a', 'c', 'e/é #1?'] },
  ])('$name', ({ request, expected }) => expect(ids(request).sort()).toEqual(expected));
});

describe('order', () => {
  test('an empty query lists everything, newest first, undated last', () =>
    expect(ids({})).toEqual(['e/é #1?', 'c', 'a', 'b', 'd']));
  test('undated documents come last in ascending order too', () =>
    expect(ids({ sort: 'date:asc' })).toEqual(['b', 'a', 'c', 'e/é #1?', 'd']));
  test('relevance puts more and rarer words first', () => expect(ids({ q: 'ferry storm harbour' })[0]).toBe('a'));
  test('scores never rise', () => {
    const scores = ask({ q: 'ferry storm harbour election' }).hits.map((hit) => hit.score);
    expect(scores).toEqual(scores.toSorted((x, y) => y - x));
  });
});

describe('paging', () => {
  test.each<Partial<SearchRequest>>([
    { q: 'harbour storm election' },
    { q: '' },
    { q: 'storm harbour', sort: 'date:asc' },
  ])('cursors of %j give the whole list once', (request) => {
    const whole = ask(request).hits;
    const walked: { id: string; rank: number }[] = [];
    let cursor: string | undefined;
    do {
      const answer = ask({ ...request, limit: 2, ...(cursor === undefined ? {} : { cursor }) });
      walked.push(...answer.hits);
      expect(answer.total).toBe(whole.length);
      cursor = answer.nextCursor ?? undefined;
    } while (cursor !== undefined);
    expect(walked.map(({ id, rank }) => ({ id, rank }))).toEqual(whole.map(({ id, rank }) => ({ id, rank })));
  });

  test('offset and limit choose hits', () => expect(ids({ offset: 1, limit: 2 })).toEqual(['c', 'a']));

  test('a cursor of another request, of another index or of nobody is refused', () => {
    const cursor = ask({ limit: 1 }).nextCursor!;
    expect(refusal(() => ask({ q: 'storm', cursor }))).toEqual({ code: 'invalid_parameter', parameter: 'cursor' });
    expect(refusal(() => ask({ cursor: 'abc' }))).toEqual({ code: 'invalid_parameter', parameter: 'cursor' });
    const other: OpenIndex = { ...index, hash: `sha256:${'0'.repeat(64)}` };
    expect(refusal(() => search(other, { ...DEFAULT_REQUEST, cursor }))).toEqual({
      code: 'cursor_expired',
      parameter: 'cursor',
    });
  });
});

describe('counts', () => {
  test('facets count documents, and leave their own filter out', () => {
    const answer = ask({
      q: 'harbour storm ferry',
      facets: ['section', 'year'],
      filter: [{ field: 'section', value: 'harbour' }],
    });
    expect(answer.total).toBe(2);
    expect(answer.facets).toEqual({
      section: [
        { value: 'council', count: 2 },
        { value: 'harbour', count: 2 },
      ],
      year: [{ value: '2021', count: 2 }],
    });
  });

  test('a document counts once for each of its values', () => {
    expect(ask({ facets: ['topics'] }).facets).toEqual({
      topics: [
        { value: 'ferry', count: 2 },
        { value: 'storm', count: 1 },
      ],
    });
  });

  test('the histogram counts all matches, undated apart', () => {
    expect(ask({ histogram: 'month', limit: 0 }).histogram).toEqual({
      interval: 'month',
      buckets: [
        { key: '2021-12', count: 2 },
        { key: '2022-01', count: 1 },
        { key: '2022-02', count: 1 },
      ],
      undated: 1,
    });
  });

  test('an unknown facet names those that there are', () => {
    expect(() => ask({ facets: ['colour'] })).toThrow(SearchError);
    expect(refusal(() => ask({ filter: [{ field: 'colour', value: 'red' }] }))).toMatchObject({
      code: 'invalid_parameter',
    });
  });
});

describe('the receipt', () => {
  test('lists terms with their forms and frequencies, and what was ignored', () => {
    expect(ask({ q: 'the Ferry' }).query).toMatchObject({
      text: 'the Ferry',
      readAs: 'ferry',
      ignored: ['the'],
      terms: [{ typed: 'ferry', term: 'ferri', documentFrequency: 2, forms: { ferries: 1, ferry: 1 } }],
    });
  });

  test('a word that no document holds is corrected, and the correction can be undone', () => {
    const answer = ask({ q: 'ferry electon' });
    expect(answer.query.corrections).toEqual([{ typed: 'electon', used: 'election', undo: 'ferry "electon"' }]);
    expect(answer.query.readAs).toBe('ferry election');
    expect(ids({ q: 'ferry electon' })).toEqual(ids({ q: 'ferry election' }));
    const undone = ask({ q: answer.query.corrections[0]!.undo });
    expect(undone.query.corrections).toEqual([]);
    expect(undone.total).toBe(2);
  });

  test.each([
    { name: 'a word that exists', q: 'storm' },
    { name: 'a required word', q: '+electon' },
    { name: 'a quoted word', q: '"electon"' },
    { name: 'a number', q: '2023' },
    { name: 'a short word', q: 'fxy' },
    { name: 'an excluded word', q: 'storm -electon' },
  ])('$name is never corrected', ({ q }) => expect(ask({ q }).query.corrections).toEqual([]));

  test('the last word is not corrected while it begins a known word', () => {
    expect(ask({ q: 'harbour electi', prefix: true }).query.corrections).toEqual([]);
    expect(ask({ q: 'harbour elextion', prefix: true }).query.corrections).toMatchObject([{ used: 'election' }]);
  });

  test('what it was read as gives the same answer when it is sent again', () => {
    for (const q of [
      'the ferry',
      '+storm ferry',
      'storm -ferry after:2021',
      '"the harbour" election',
      'elect*',
      'to be or not to be',
      '"electon" ferry',
      '+electon ferry',
      'electon',
      'ferry regatta date:2021',
    ]) {
      const first = ask({ q });
      const second = ask({ q: first.query.readAs });
      expect({ q, readAs: second.query.readAs, hits: second.hits.map(({ id, score }) => ({ id, score })) }).toEqual({
        q,
        readAs: first.query.readAs,
        hits: first.hits.map(({ id, score }) => ({ id, score })),
      });
    }
  });

  test('a query over the limit is refused', () => {
    expect(refusal(() => ask({ q: 'x'.repeat(DEFAULT_SETTINGS.maxQueryLength + 1) }))).toEqual({
      code: 'query_too_long',
      parameter: 'q',
    });
    expect(ask({ q: 'x'.repeat(DEFAULT_SETTINGS.maxQueryLength) }).total).toBe(0);
  });

  test('a prefix with too many forms says so', () => {
    const few = { ...DEFAULT_SETTINGS, maxPrefixForms: 1 };
    expect(search(index, { ...DEFAULT_REQUEST, q: 'el*' }, few).query.limitsHit).toMatchObject([
      { limit: 'maxPrefixForms', maximum: 1 },
    ]);
    expect(ask({ q: 'el*' }).query.limitsHit).toEqual([]);
  });
});

describe('hits', () => {
  test('carry the fields that were asked for', () => {
    const [hit] = ask({ q: 'called', fields: ['title', 'body', 'attributes'], snippets: 0 }).hits;
    expect(hit).toMatchObject({
      id: 'c',
      title: 'Election called',
      titleHighlights: [[9, 15]],
      body: RECORDS[2]!.text,
      attributes: { section: ['council'] },
      snippets: [],
    });
    expect(hit).not.toHaveProperty('date');
  });

  test('carry marked snippets', () => {
    const [hit] = ask({ q: 'ferry', snippets: 1 }).hits;
    expect(hit?.snippets[0]?.html).toMatch(/<mark>Ferr(y|ies)<\/mark>|<mark>ferry<\/mark>/);
  });
});

describe('one document', () => {
  test('has its paragraphs and what of the query stands in it', () => {
    const document = readDocument(index, 'a', 'storm -ferry');
    expect(document.paragraphs.map(([start, end]) => document.body.slice(start, end))).toEqual([
      'The ferry left the harbour in a storm.',
      'Nobody was hurt.',
    ]);
    expect(document.highlights.body.map(([start, end]) => document.body.slice(start, end))).toEqual(['storm']);
  });

  test('is found by an id with any characters', () => expect(readDocument(index, 'e/é #1?').date).toBe('2022-02-28'));
  test('that is not there is not found', () =>
    expect(refusal(() => readDocument(index, 'zzz'))).toEqual({ code: 'not_found', parameter: 'id' }));
});
