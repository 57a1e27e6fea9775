/**
 * Words of the query that stand near each other in a document (after Rasolofo, Savoy 2003, "Term proximity scoring for
 * keyword-based retrieval systems"; Tao, Zhai 2007, "An exploration of proximity measures in information retrieval").
 * Each pair of distinct words whose least distance m is at most `nearDistance` content words adds
 *
 *   nearWeight · min(idf_a, idf_b) / (1 + m)
 *
 * m counts steps from one content word to the next, so that words side by side have m = 1; stop words between them do
 * not count. Title and body are measured apart.
 */
import type { Field } from '../../documents/document.js';
import { RECIPE } from '../recipe.js';

/** One distinct stem of the query in one document. */
export interface WordInDocument {
  readonly idf: number;
  /** Which content words of their field they are: `title` of the title, then `body` of the body, each ascending. */
  readonly positions: ArrayLike<number>;
  readonly title: number;
  readonly body: number;
}

/** Which words of a query are compared, by their places in it. */
export type Pairs = readonly (readonly [first: number, second: number])[];

export interface NearPair {
  /** Their places among the words of the query; `first` is the smaller one. */
  readonly first: number;
  readonly second: number;
  readonly distance: number;
  /** Where they are that near. */
  readonly field: Field;
  readonly bonus: number;
}

/** The pairs that are near, for the explanation. `words` come in the order in which the query first has them. */
export function nearPairs(
  words: readonly WordInDocument[],
  nearWeight: number = RECIPE.nearWeight,
  pairs: Pairs = pairsOf(words.length),
): NearPair[] {
  const near: NearPair[] = [];
  for (const [first, second] of pairs) {
    const [a, b] = [words[first]!, words[second]!];
    const distance = distanceOf(a, b);
    if (distance > RECIPE.nearDistance) continue;
    const field = distanceInTitle(a, b) === distance ? 'title' : 'body';
    near.push({ first, second, distance, field, bonus: bonusOf(a, b, distance, nearWeight) });
  }
  return near;
}

/** Their sum. */
export function nearBonus(
  words: readonly WordInDocument[],
  nearWeight: number = RECIPE.nearWeight,
  pairs: Pairs = pairsOf(words.length),
): number {
  let sum = 0;
  for (let i = 0; i < pairs.length; i += 1) {
    const [a, b] = [words[pairs[i]![0]]!, words[pairs[i]![1]]!];
    const distance = distanceOf(a, b);
    if (distance <= RECIPE.nearDistance) sum += bonusOf(a, b, distance, nearWeight);
  }
  return sum;
}

function bonusOf(a: WordInDocument, b: WordInDocument, distance: number, nearWeight: number): number {
  return (nearWeight * Math.min(a.idf, b.idf)) / (1 + distance);
}

function distanceOf(a: WordInDocument, b: WordInDocument): number {
  const inBody = leastDistance(a.positions, b.positions, a.title, a.title + a.body, b.title, b.title + b.body);
  return Math.min(distanceInTitle(a, b), inBody);
}

function distanceInTitle(a: WordInDocument, b: WordInDocument): number {
  return leastDistance(a.positions, b.positions, 0, a.title, 0, b.title);
}

/** Each with each, or in a long query each with the one behind it: which words of the query are compared. */
export function pairsOf(words: number): Pairs {
  const pairs: [number, number][] = [];
  for (let first = 0; first < words; first += 1) {
    const last = words <= RECIPE.nearWords ? words - 1 : Math.min(first + 1, words - 1);
    for (let second = first + 1; second <= last; second += 1) pairs.push([first, second]);
  }
  return pairs;
}

/** The least difference between a number of one ascending range and one of the other; Infinity where one is empty. */
export function leastDistance(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  fromA = 0,
  toA = a.length,
  fromB = 0,
  toB = b.length,
): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = fromA, j = fromB; i < toA && j < toB; ) {
    const difference = a[i]! - b[j]!;
    least = Math.min(least, Math.abs(difference));
    if (difference < 0) i += 1;
    else j += 1;
  }
  return least;
}
