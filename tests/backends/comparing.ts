/**
 * How the tests of back ends ask and compare: real indexes of a few documents, answered by one back end, against the
 * oracle.
 */
import { expect } from '@jest/globals';
import { analyzer } from '../../src/analysis/analyzer.js';
import type { Backend, Candidate, Question } from '../../src/backends/backend.js';
import { createDeadline } from '../../src/backends/deadline.js';
import type { OpenIndex } from '../../src/backends/open.js';
import { formatDay, UNDATED } from '../../src/documents/date.js';
import { Bitmap } from '../../src/index/bitmap.js';
import { generationPath } from '../../src/index/directory.js';
import { filterByDate } from '../../src/index/facets.js';
import { expandPrefixes } from '../../src/query/expand.js';
import { parseQuery } from '../../src/query/parser.js';
import { leafKey, positiveLeaves, type Query } from '../../src/query/query.js';
import { rankingFor } from '../../src/ranking/bm25.js';
import { type Record, withIndex } from '../temporary-index.js';
import { Oracle } from './oracle.js';

export function read(index: OpenIndex, text: string): Query {
  const parsed = parseQuery(text, {
    analyzer,
    syntax: 'full',
    match: 'any',
    prefix: false,
    maxTerms: 256,
    maxDepth: 20,
  });
  return expandPrefixes(parsed.query, (prefix) => index.forms.withPrefix(prefix, 50)).query;
}

export function ask(index: OpenIndex, query: Query, options: Partial<Question> = {}) {
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
    k: 1000,
    deadline: createDeadline(Number.POSITIVE_INFINITY, () => 0),
    ...options,
  });
}

export function members(bitmap: Bitmap): number[] {
  const found: number[] = [];
  bitmap.forEach((document) => {
    found.push(document);
  });
  return found;
}

/** The same index, answered by one back end. */
export async function withBackend(
  records: readonly Record[],
  backend: Backend,
  use: (index: OpenIndex) => void,
): Promise<void> {
  await withIndex(records, async (index) => {
    const path = generationPath(index.directory, index.generation);
    use({ ...index, backend: await backend.open({ ...index, path }) });
  });
}

export interface Sample {
  readonly title: string;
  readonly text: string;
  readonly day: number | undefined;
}

export async function withOracle(
  documents: readonly Sample[],
  backend: Backend,
  use: (index: OpenIndex, oracle: Oracle) => void,
): Promise<void> {
  const samples = toRecords(documents);
  // Records without any text are no documents, so the numbers of the oracle are those of the index.
  const oracle = new Oracle(
    samples.map(({ title, text, day: date }) => ({ title, body: text, ...(date === undefined ? {} : { day: date }) })),
  );
  const asRecords = samples.map(({ day: date, ...record }) => ({
    ...record,
    ...(date === undefined ? {} : { date: formatDay(date) }),
  }));
  await withBackend(asRecords, backend, (index) => use(index, oracle));
}

function toRecords(documents: readonly Sample[]) {
  return documents.map((document, i) => ({
    ...document,
    text: document.text === '' ? 'storm' : document.text,
    // Neither in the order of the documents nor against it; 1009 is prime, so no two are the same.
    id: `d${String((i * 400) % 1009).padStart(4, '0')}`,
  }));
}

export function compare(index: OpenIndex, oracle: Oracle, text: string): void {
  const query = read(index, text);
  const found = ask(index, query);
  const expected = oracle.matches(query);
  expect({ text, matches: members(found.matches()) }).toEqual({ text, matches: expected });
  expect(found.total).toBe(expected.length);
  expect(found.candidates.map(({ document }) => document).toSorted((a, b) => a - b)).toEqual(expected);
  for (const { document, score } of found.candidates) expect(score).toBeCloseTo(oracle.score(document, query), 9);
  const ordered = found.candidates.map(({ document, score }) => [score, index.columns.idRank[document]!] as const);
  expect(ordered).toEqual(ordered.toSorted((a, b) => b[0] - a[0] || a[1] - b[1]));
  expect(ask(index, query, { k: 2 }).candidates).toEqual(found.candidates.slice(0, 2));
}

export interface Pages {
  readonly text: string;
  /** Bit i: document i passes the filter. */
  readonly filter: bigint | undefined;
  readonly keys: 'score' | 'newest' | 'oldest';
  readonly k: number;
}

/** Reads a list to its end, each page from where the one before it ended. */
export function comparePages(index: OpenIndex, oracle: Oracle, { text, filter: bits, keys: sort, k }: Pages): void {
  const query = read(index, text);
  const { dates, documents, idRank } = index.columns;
  const matches = oracle.matches(query);
  const wanted = matches.filter((document) => bits === undefined || ((bits >> BigInt(document)) & 1n) === 1n);
  const filter = new Bitmap(documents);
  for (let document = 0; document < documents; document += 1)
    if (((bits ?? 0n) >> BigInt(document)) & 1n) filter.add(document);
  const keyOf = (date: number): number =>
    date === UNDATED ? Number.NEGATIVE_INFINITY : sort === 'newest' ? date : -date;
  const options = {
    ...(bits === undefined ? {} : { filter }),
    sort: { tie: idRank, ...(sort === 'score' ? {} : { keys: Float64Array.from(dates, keyOf) }) },
    k,
  };
  const listed: Candidate[] = [];
  for (let page = ask(index, query, options); page.candidates.length > 0; ) {
    expect({ text, total: page.total, size: page.candidates.length }).toEqual({
      text,
      total: wanted.length,
      size: Math.min(k, wanted.length - listed.length),
    });
    expect(members(page.matches())).toEqual(matches);
    listed.push(...page.candidates);
    const { key, document } = listed.at(-1)!;
    page = ask(index, query, { ...options, after: { key, tie: idRank[document]! } });
  }
  expect(listed.map(({ document }) => document).toSorted((a, b) => a - b)).toEqual(wanted);
  const scores = new Map(ask(index, query).candidates.map(({ document, score }) => [document, score]));
  for (const { document, score, key } of listed) {
    expect(score).toBe(scores.get(document));
    expect(key).toBe(sort === 'score' ? score : keyOf(dates[document]!));
  }
  const order = listed.map(({ document, key }) => [key, idRank[document]!] as const);
  expect(order).toEqual(order.toSorted(([a, tieOfA], [b, tieOfB]) => (a === b ? tieOfA - tieOfB : b > a ? 1 : -1)));
}
