/**
 * How much of a query the snippets of a hit cover: the share of the query's terms in the body that also stand in what
 * is shown of it. Read from the tokens of the analyzer, not from the matches that snippets are chosen by, so that an
 * error there cannot hide. Beside the snippets are measured the beginning of the body and its densest window.
 */
import { analyzer } from '../analysis/analyzer.js';
import type { Range } from '../snippets/highlight.js';

/** The terms of a query, each with its idf. */
export type TermWeights = ReadonlyMap<string, number>;

export interface ShownHit {
  readonly body: string;
  /** The ranges that are shown where one snippet is wanted, and where two are. */
  readonly one: readonly Range[];
  readonly two: readonly Range[];
}

/** Shares from 0 to 1. */
export interface Coverage {
  readonly terms: number;
  /** Each term counted by its idf. */
  readonly weight: number;
}

/** What can be shown of a body, in as many characters as one snippet has, and as two have. */
export const WAYS = ['beginning', 'densest window', 'snippets'] as const;

export interface HitCoverage {
  readonly one: Readonly<Record<Way, Coverage>>;
  readonly two: Readonly<Record<Way, Coverage>>;
}

type Way = (typeof WAYS)[number];

/** A token of the body whose term is in the query. */
interface Occurrence {
  readonly start: number;
  readonly end: number;
  readonly term: string;
}

/** The content terms of a text, each once. */
export function contentTerms(text: string): string[] {
  return [...new Set(analyzer.analyze(text).flatMap(({ term, stopWord }) => (stopWord ? [] : [term])))];
}

/** `length` of each snippet. Undefined where the body holds none of the terms: then there is nothing to cover. */
export function coverHit(weights: TermWeights, { body, one, two }: ShownHit, length: number): HitCoverage | undefined {
  const occurrences = analyzer.analyze(body).filter(({ term, stopWord }) => !stopWord && weights.has(term));
  if (occurrences.length === 0) return undefined;
  const densest = densestWindow(occurrences, length);
  // The second window is the one that adds most to the first.
  const next = densestWindow(occurrences, length, new Set(termsWithin(occurrences, [densest])));
  const cover = (ranges: readonly Range[]) => coverageOf(weights, occurrences, ranges);
  return {
    one: { beginning: cover([[0, length]]), 'densest window': cover([densest]), snippets: cover(one) },
    two: { beginning: cover([[0, 2 * length]]), 'densest window': cover([densest, next]), snippets: cover(two) },
  };
}

/**
 * The window that begins with an occurrence and holds most different terms, but for those that are left out; the first
 * of equal ones. Every window is looked at as a whole: slow, and plainly right.
 */
function densestWindow(occurrences: readonly Occurrence[], length: number, leftOut = new Set<string>()): Range {
  let [best, most]: [Range, number] = [[0, 0], -1];
  for (const { start } of occurrences) {
    const window: Range = [start, start + length];
    const terms = termsWithin(occurrences, [window]).filter((term) => !leftOut.has(term)).length;
    if (terms > most) [best, most] = [window, terms];
  }
  return best;
}

/** Each once. A word that is cut is not shown. */
function termsWithin(occurrences: readonly Occurrence[], ranges: readonly Range[]): string[] {
  const shown = occurrences.filter((one) => ranges.some(([start, end]) => one.start >= start && one.end <= end));
  return [...new Set(shown.map(({ term }) => term))];
}

function coverageOf(weights: TermWeights, occurrences: readonly Occurrence[], ranges: readonly Range[]): Coverage {
  const present = [...new Set(occurrences.map(({ term }) => term))];
  const shown = termsWithin(occurrences, ranges);
  const weigh = (terms: readonly string[]) => terms.reduce((sum, term) => sum + weights.get(term)!, 0);
  return { terms: shown.length / present.length, weight: weigh(shown) / weigh(present) };
}

/** Over hits, or over such means of topics. All 0 where there are none. */
export function meanCoverage(covered: readonly HitCoverage[]): HitCoverage {
  const meanOf = (value: (hit: HitCoverage) => number) =>
    covered.reduce((sum, hit) => sum + value(hit), 0) / Math.max(1, covered.length);
  const meansOf = (shown: keyof HitCoverage) =>
    Object.fromEntries(
      WAYS.map((way) => [
        way,
        { terms: meanOf((hit) => hit[shown][way].terms), weight: meanOf((hit) => hit[shown][way].weight) },
      ]),
    ) as Record<Way, Coverage>;
  return { one: meansOf('one'), two: meansOf('two') };
}
