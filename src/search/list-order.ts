/**
 * All that matches in its final order, read from any place on. Where the query is ranked, the best of it, the window,
 * is ranked again as a whole; behind it the order of the back end stands.
 */
import type { Candidate, Found } from '../backends/backend.js';
import type { OpenIndex } from '../backends/open.js';
import { canScore } from '../query/query.js';
import { RECIPE, type RecipeWeights } from '../ranking/recipe.js';
import type { OpenQuestion } from './question.js';
import type { ReadQuery } from './read-query.js';
import { behindWindow, cutList, type Ranked, rankWindow } from './second-stage.js';

/** Behind so many documents; behind the window also what the last of them was sorted by. */
export interface Place {
  readonly place: number;
  readonly key?: number;
  readonly tie?: number;
}

export interface ListOrder {
  readonly found: Found;
  /** What comes behind a place, at most so many. */
  take(from: Place, limit: number): readonly (Candidate & Partial<Pick<Ranked, 'parts' | 'gate'>>)[];
  /** Of two documents that are in the list. */
  isBefore(a: number, b: number): boolean;
}

/** `expected`: how far the list will be read from its beginning, as far as one can tell. */
export function openOrder(
  index: OpenIndex,
  read: ReadQuery,
  question: OpenQuestion,
  weights: RecipeWeights,
  expected: number,
): ListOrder {
  return isRankedAgain(index, read, question, weights)
    ? rankedTwice(index, read, question, weights, expected)
    : rankedOnce(index, question, expected);
}

/** Sorting by date, and queries of filters only, need no second look. */
function isRankedAgain(index: OpenIndex, read: ReadQuery, { sort }: OpenQuestion, weights: RecipeWeights): boolean {
  if (sort.keys !== undefined || !canScore(read.query)) return false;
  const hasNear = weights.nearWeight > 0 && index.backend.positions !== undefined;
  return hasNear || (index.neighbours !== undefined && (weights.lambda > 0 || weights.pushWeight > 0));
}

function rankedOnce(index: OpenIndex, question: OpenQuestion, expected: number): ListOrder {
  const found = index.backend.find({ ...question, k: expected });
  return { found, take: reader(index, question, found), isBefore: beforeBy(question, found) };
}

function rankedTwice(
  index: OpenIndex,
  read: ReadQuery,
  question: OpenQuestion,
  weights: RecipeWeights,
  expected: number,
): ListOrder {
  const found = index.backend.find({ ...question, k: Math.max(RECIPE.window, expected) });
  const reranked = rankWindow(index, read, found, question.filter, weights);
  const window = reranked.documents.length;
  const placeOf = new Map<number, number>();
  const isBeforeBehind = beforeBy(question, found);
  const takeBehind = reader(index, question, found);
  const lastOfWindow = found.candidates[window - 1];
  return {
    found,
    take(from, limit) {
      if (from.place + limit <= found.candidates.length || found.candidates.length === found.total)
        return cutList(found, reranked, from.place, from.place + limit);
      const first = from.place < window ? cutList(found, reranked, from.place, window) : [];
      // The hit that ends the window is seldom the one that the back end had last.
      const start =
        from.place <= window && lastOfWindow !== undefined
          ? { place: window, key: lastOfWindow.key, tie: question.sort.tie[lastOfWindow.document]! }
          : from;
      const behind = takeBehind(start, limit - first.length);
      return [...first, ...behind.map((candidate) => behindWindow(candidate, reranked))];
    },
    isBefore(a, b) {
      if (placeOf.size === 0)
        for (const [place, document] of reranked.documents.entries()) placeOf.set(document, place);
      const [placeA, placeB] = [placeOf.get(a), placeOf.get(b)];
      if (placeA !== undefined && placeB !== undefined) return placeA < placeB;
      return placeA === undefined && placeB === undefined ? isBeforeBehind(a, b) : placeA !== undefined;
    },
  };
}

/** Reads on in the order of the back end: from what was found, or by asking again for what comes behind. */
function reader(index: OpenIndex, question: OpenQuestion, { candidates, total }: Found): ListOrder['take'] {
  return ({ place, key, tie }, limit) => {
    if (place + limit <= candidates.length || candidates.length === total)
      return candidates.slice(place, place + limit);
    if (key === undefined || tie === undefined || place === 0)
      return index.backend.find({ ...question, k: place + limit }).candidates.slice(place);
    return index.backend.find({ ...question, after: { key, tie }, k: limit }).candidates;
  };
}

function beforeBy({ sort }: OpenQuestion, { scoreOf }: Found): ListOrder['isBefore'] {
  const keyOf = sort.keys === undefined ? scoreOf : (document: number) => sort.keys![document]!;
  return (a, b) => {
    const [keyA, keyB] = [keyOf(a), keyOf(b)];
    return keyA > keyB || (keyA === keyB && sort.tie[a]! < sort.tie[b]!);
  };
}
