/**
 * What every back end must do, whatever it is made of: the same matches and the same scores as the oracle, in the
 * promised order. A back end's own test calls this with its name.
 */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { analyzer } from '../../src/analysis/analyzer.js';
import { createDeadline } from '../../src/backends/deadline.js';
import type { OpenIndex } from '../../src/backends/open.js';
import { formatDay } from '../../src/documents/date.js';
import type { Bitmap } from '../../src/index/bitmap.js';
import { filterByDate } from '../../src/index/facets.js';
import { expandPrefixes } from '../../src/query/expand.js';
import { parseQuery } from '../../src/query/parser.js';
import { leafKey, positiveLeaves, type Query } from '../../src/query/query.js';
import { rankingFor } from '../../src/ranking/bm25.js';
import { type Record, withIndex } from '../temporary-index.js';
import { Oracle } from './oracle.js';

/** Words that share stems, prefixes and stop words, and one that every object has as a property. */
const WORDS = [
  'port',
  'ports',
  'ported',
  'porter',
  'election',
  'elections',
  'elect',
  'storm',
  'constructor',
  'the',
  'of',
  'own',
  'owns',
  'US',
  '175,000',
];

const words = (most: number) => fc.array(fc.constantFrom(...WORDS), { maxLength: most }).map((list) => list.join(' '));
const day = fc.option(fc.integer({ min: 18_000, max: 18_010 }), { nil: undefined });
const corpus = fc.array(fc.record({ title: words(3), text: words(12), day }), { minLength: 1, maxLength: 12 });

const clause = fc.oneof(
  fc.constantFrom(...WORDS),
  fc.constantFrom('por*', 'elec*', 'po*'),
  fc.array(fc.constantFrom(...WORDS), { minLength: 2, maxLength: 3 }).map((list) => `"${list.join(' ')}"`),
  fc.integer({ min: 18_000, max: 18_010 }).map((date) => `after:${formatDay(date)}`),
);
const signed = fc.tuple(fc.constantFrom('', '', '', '+', '-'), clause).map((parts) => parts.join(''));
const queryText = fc.oneof(
  fc.array(signed, { minLength: 1, maxLength: 5 }).map((list) => list.join(' ')),
  fc.tuple(clause, clause, clause).map(([a, b, c]) => `(${a} OR ${b}) AND NOT ${c}`),
);

export function read(index: OpenIndex, text: string): Query {
  const parsed = parseQuery(text, {
    analyzer,
    syntax: 'full',
    match: 'any',
    prefix: false,
    maxTerms: 256,
    maxDepth: 20,
  });
  return expandPrefixes(parsed.query, (prefix) => index.forms.withPrefix(prefix), 50).query;
}

export function ask(index: OpenIndex, query: Query, k = 1000) {
  return index.backend.find({
    query,
    selectDates: (leaf) => filterByDate(index.columns, leaf.from, leaf.to),
    ranking: rankingFor(
      new Set(
        positiveLeaves(query)
          .filter((leaf) => leaf.kind !== 'date')
          .map(leafKey),
      ).size,
    ),
    sort: { tie: index.columns.idRank },
    k,
    deadline: createDeadline(Number.POSITIVE_INFINITY, () => 0),
  });
}

export function members(bitmap: Bitmap): number[] {
  const found: number[] = [];
  bitmap.forEach((document) => {
    found.push(document);
  });
  return found;
}

export function describeBackend(name: string): void {
  describe(`the ${name} back end`, () => {
    test('finds and scores as the oracle does, on any collection', async () => {
      await fc.assert(
        fc.asyncProperty(corpus, fc.array(queryText, { minLength: 10, maxLength: 20 }), async (documents, texts) => {
          const records = toRecords(documents);
          // Records without any text are no documents, so the numbers of the oracle are those of the index.
          const oracle = new Oracle(
            records.map(({ title, text, day: date }) => ({
              title,
              body: text,
              ...(date === undefined ? {} : { day: date }),
            })),
          );
          await withIndex(
            records.map(({ day: date, ...record }) => ({
              ...record,
              ...(date === undefined ? {} : { date: formatDay(date) }),
            })),
            (index) => {
              for (const text of texts) compare(index, oracle, text);
            },
          );
        }),
        { numRuns: 40 },
      );
    });

    test('frequencies above 255 and long documents are exact', async () => {
      const records = [
        { id: 'a', text: `${'storm '.repeat(300)}port` },
        { id: 'b', text: `${'filler '.repeat(70_000)}storm` },
        { id: 'c', text: 'port of storm', title: 'storm' },
      ];
      const oracle = new Oracle(records.map(({ text, title = '' }) => ({ title, body: text })));
      await withIndex(records, (index) => {
        for (const text of ['storm', '"storm port"', '+storm -port', 'filler storm', 'fil*'])
          compare(index, oracle, text);
      });
    });

    test('an empty collection answers nothing', async () => {
      await withIndex([], (index) => {
        expect(members(ask(index, read(index, 'storm')).matches)).toEqual([]);
        expect(members(ask(index, read(index, '-storm')).matches)).toEqual([]);
      });
    });

    test('equal scores are ordered by document id, not by place in the file', async () => {
      const records: Record[] = ['m', 'z', 'a', 'B', 'é'].map((id) => ({ id, text: 'the same storm' }));
      await withIndex(records, (index) => {
        const order = ask(index, read(index, 'storm')).candidates.map(({ document }) =>
          index.columns.ids.get(document),
        );
        expect(order).toEqual(['B', 'a', 'm', 'z', 'é']);
      });
    });

    test('a query that takes too long is refused and names what took it', async () => {
      await withIndex([{ id: 'a', text: 'storm '.repeat(70_000) }], (index) => {
        let time = 0;
        const deadline = createDeadline(5, () => (time += 3));
        const late = () =>
          index.backend.find({
            query: read(index, '"storm storm storm"'),
            selectDates: () => filterByDate(index.columns, undefined, undefined),
            ranking: rankingFor(1),
            sort: { tie: index.columns.idRank },
            k: 1,
            deadline,
          });
        expect(() => {
          for (let i = 0; i < 5; i += 1) late();
        }).toThrow(/longer than 5 ms.*storm storm storm/);
      });
    });
  });
}

function toRecords(documents: readonly { title: string; text: string; day: number | undefined }[]) {
  return documents.map((document, i) => ({
    ...document,
    text: document.text === '' ? 'storm' : document.text,
    id: `d${String(i).padStart(2, '0')}`,
  }));
}

function compare(index: OpenIndex, oracle: Oracle, text: string): void {
  const query = read(index, text);
  const found = ask(index, query);
  const expected = oracle.matches(query);
  expect({ text, matches: members(found.matches) }).toEqual({ text, matches: expected });
  for (const { document, score } of found.candidates) expect(score).toBeCloseTo(oracle.score(document, query), 9);
  const ordered = found.candidates.map(({ document, score }) => [score, index.columns.idRank[document]!] as const);
  expect(ordered).toEqual(ordered.toSorted((a, b) => b[0] - a[0] || a[1] - b[1]));
  expect(ask(index, query, 2).candidates).toEqual(found.candidates.slice(0, 2));
}
