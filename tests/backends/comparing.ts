/**
 * How the tests of back ends ask and compare: real indexes of a few documents, answered by one back end, against the
 * oracle.
 */
import { expect } from '@jest/globals';
import { analyzer } from '../../src/analysis/analyzer.js';
import type { Backend, Candidate, Found, Question } from '../../src/backends/backend.js';
import { createDeadline, NO_DEADLINE } from '../../src/backends/deadline.js';
import type { IndexOnDisk } from '../../src/backends/open.js';
import { formatDay, UNDATED } from '../../src/documents/date.js';
import { SearchError } from '../../src/errors.js';
import { Bitmap } from '../../src/index/bitmap.js';
import { generationPath } from '../../src/index/directory.js';
import { expandForms } from '../../src/query/expand.js';
import { parseQuery } from '../../src/query/parser.js';
import { leafKey, type Query, scoringLeaves } from '../../src/query/query.js';
import { rankingFor } from '../../src/ranking/bm25.js';
import { selectDocuments } from '../../src/search/selections.js';
import { type Record, withIndex } from '../temporary-index.js';
import { Oracle } from './oracle.js';

export function read(index: IndexOnDisk, text: string): Query {
  const parsed = parseQuery(text, {
    analyzer,
    syntax: 'full',
    match: 'any',
    prefix: false,
    maxTerms: 256,
    maxDepth: 20,
    fields: index.columns.facets,
  });
  const source = {
    prefix: (prefix: string, maximum: number) => index.forms.withPrefix(prefix, maximum),
    wildcard: (pattern: string, maximum: number) => index.forms.withPattern(pattern, maximum),
    fuzzy: (form: string, edits: number, maximum: number) => index.forms.within(form, edits, maximum),
    exact: (form: string) => {
      const found = index.forms.find(form);
      return found === undefined ? { forms: [], count: 0 } : { forms: [found], count: 1 };
    },
  };
  return expandForms(parsed.query, source, { maxPrefixForms: 50, maxFuzzyForms: 20 }).query;
}

export function ask(index: IndexOnDisk, query: Query, options: Partial<Question> = {}) {
  return index.backend.find({ ...questionOf(index, query), ...options });
}

export function questionOf(index: IndexOnDisk, query: Query): Question {
  return {
    query,
    select: (leaf) => selectDocuments(index.columns, leaf, NO_DEADLINE),
    ranking: rankingFor(new Set(scoringLeaves(query).map(leafKey)).size),
    sort: { tie: index.columns.idRank },
    k: 1000,
    deadline: createDeadline(Number.POSITIVE_INFINITY, () => 0),
  };
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
  use: (index: IndexOnDisk) => void,
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
  readonly topics?: readonly string[];
}

export async function withOracle(
  documents: readonly Sample[],
  backend: Backend,
  use: (index: IndexOnDisk, oracle: Oracle) => void,
): Promise<void> {
  const samples = toRecords(documents);
  // Records without any text are no documents, so the numbers of the oracle are those of the index.
  const oracle = new Oracle(
    samples.map(({ title, text, day: date, topics = [] }) => ({
      title,
      body: text,
      ...(date === undefined ? {} : { day: date }),
      attributes: { topics, path: ['docs.jsonl'], ...(date === undefined ? {} : periodsOf(date)) },
    })),
  );
  const asRecords = samples.map(({ day: date, ...record }) => ({
    ...record,
    ...(date === undefined ? {} : { date: formatDay(date) }),
  }));
  await withBackend(asRecords, backend, (index) => use(index, oracle));
}

function periodsOf(date: number): { year: string[]; month: string[] } {
  return { year: [formatDay(date).slice(0, 4)], month: [formatDay(date).slice(0, 7)] };
}

function toRecords(documents: readonly Sample[]) {
  return documents.map((document, i) => ({
    ...document,
    text: document.text === '' ? 'storm' : document.text,
    // Neither in the order of the documents nor against it; 1009 is prime, so no two are the same.
    id: `d${String((i * 400) % 1009).padStart(4, '0')}`,
  }));
}

export function compare(index: IndexOnDisk, oracle: Oracle, text: string): void {
  const query = read(index, text);
  const found = ask(index, query);
  const expected = oracle.matches(query);
  expect({ text, matches: members(found.matches) }).toEqual({ text, matches: expected });
  expect(found.total).toBe(expected.length);
  expect(found.candidates.map(({ document }) => document).toSorted((a, b) => a - b)).toEqual(expected);
  for (const { document, score } of found.candidates) expect(score).toBeCloseTo(oracle.score(document, query), 9);
  const ordered = found.candidates.map(({ document, score }) => [score, index.columns.idRank[document]!] as const);
  expect(ordered).toEqual(ordered.toSorted((a, b) => b[0] - a[0] || a[1] - b[1]));
  expect(ask(index, query, { k: 2 }).candidates).toEqual(found.candidates.slice(0, 2));
  compareParts(index, query, found.candidates);
}

/** What a back end says of each leaf adds up to the score, and is what BM25 makes of what it counted. */
function compareParts(index: IndexOnDisk, query: Query, candidates: readonly Candidate[]): void {
  const documents = candidates.map(({ document }) => document);
  const explained = index.backend.explain(questionOf(index, query), documents);
  for (const [i, { score }] of candidates.entries()) {
    const leaves = explained[i]!;
    expect(leaves.map(({ leaf }) => leaf)).toEqual(scoringLeaves(query));
    expect(leaves.reduce((sum, leaf) => sum + leaf.score, 0)).toBeCloseTo(score, 9);
    const wrong = leaves.filter(
      ({ title, body, tf, weight, norm, score: part }) =>
        tf !== 2 * title + body || !(Math.abs(part - (weight * tf) / (tf + norm)) <= 1e-12),
    );
    expect(wrong).toEqual([]);
  }
}

/** The same for thousands of queries: in one word what is wrong, if anything. */
export function findDifference(index: IndexOnDisk, oracle: Oracle, query: Query): string | undefined {
  const found = askOrRefuse(index, query);
  if (found === undefined) return 'unsupported';
  const { candidates, matches, total } = found;
  const expected = oracle.matches(query);
  if (String(members(matches)) !== String(expected) || total !== expected.length) return 'matches';
  if (String(candidates.map(({ document }) => document).sort((a, b) => a - b)) !== String(expected))
    return 'candidates';
  const isWrong = ({ document, score }: Candidate): boolean =>
    !(Math.abs(score - oracle.score(document, query)) <= 1e-9);
  if (candidates.some(isWrong)) return 'score';
  return undefined;
}

/** The leaves of a query that are counted in other documents than the oracle finds. */
export function findWrongCounts(index: IndexOnDisk, oracle: Oracle, query: Query): string[] {
  return index.backend
    .explain(questionOf(index, query), [0])[0]!
    .filter(({ leaf, documentFrequency }) => documentFrequency !== oracle.documentFrequency(leaf))
    .map(({ leaf }) => leaf.text);
}

function askOrRefuse(index: IndexOnDisk, query: Query): Found | undefined {
  try {
    return ask(index, query);
  } catch (error) {
    if (error instanceof SearchError && error.code === 'unsupported') return undefined;
    throw error;
  }
}

export interface Pages {
  readonly text: string;
  /** Bit i: document i passes the filter. */
  readonly filter: bigint | undefined;
  readonly keys: 'score' | 'newest' | 'oldest';
  readonly k: number;
}

/** Reads a list to its end, each page from where the one before it ended. */
export function comparePages(index: IndexOnDisk, oracle: Oracle, { text, filter: bits, keys: sort, k }: Pages): void {
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
    expect(members(page.matches)).toEqual(matches);
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
