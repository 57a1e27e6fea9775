/**
 * The list that a request asks for: what the back end finds, the best of it ranked again, copies folded into one hit,
 * and of that the part between `offset` and `limit` or behind a cursor. Parts of one list fit together, however it is
 * cut.
 */
import type { SearchRequest } from '../answer.js';
import type { Candidate, Found } from '../backends/backend.js';
import type { OpenIndex } from '../backends/open.js';
import type { RecipeWeights } from '../ranking/recipe.js';
import { decodeCursor, encodeCursor } from './cursor.js';
import { Folding } from './fold.js';
import { type ListOrder, openOrder, type Place } from './list-order.js';
import type { OpenQuestion } from './question.js';
import type { ReadQuery } from './read-query.js';
import type { Ranked } from './second-stage.js';

/** With `parts` where it was ranked by more than the back end. */
export interface ListedHit extends Candidate, Partial<Pick<Ranked, 'parts' | 'gate'>> {
  /** Where copies are folded into it: all of them that match, itself included, ascending. */
  readonly versions?: readonly number[];
}

export interface List {
  readonly found: Pick<Found, 'total' | 'matches' | 'scoreOf'>;
  /** The part that was asked for. */
  readonly shown: readonly ListedHit[];
  /** Hits before it. */
  readonly before: number;
  /** Hits in the whole list, where copies are folded. */
  readonly groups?: number;
  readonly nextCursor: string | null;
}

/** Throws `invalid_parameter`, `cursor_expired`, `deadline_exceeded`, or `unsupported` by this back end. */
export function listHits(
  index: OpenIndex,
  request: SearchRequest,
  read: ReadQuery,
  question: OpenQuestion,
  weights: RecipeWeights,
): List {
  const cursor = request.cursor === undefined ? undefined : decodeCursor(request.cursor, index.hash, request);
  const before = cursor?.offset ?? request.offset;
  const order = openOrder(index, read, question, weights, cursor === undefined ? before + request.limit : 0);
  const { found } = order;
  const folding =
    request.fold === 'off' ? undefined : new Folding(index.duplicates, request.fold, found, question.filter);
  const groups = folding?.count();
  const { hits: shown, end } =
    folding === undefined
      ? takePlain(order, cursor ?? { place: before }, request.limit, question)
      : takeFolded(order, folding, cursor, before, request.limit, question);
  const offset = before + shown.length;
  const hasMore = shown.length > 0 && offset < (groups ?? found.total);
  const nextCursor = hasMore ? encodeCursor({ ...end, offset }, index.hash, request) : null;
  return { found, shown, before, ...(groups === undefined ? {} : { groups }), nextCursor };
}

/** Some hits, and the place behind the last document that was passed for them. */
interface Taken {
  readonly hits: readonly ListedHit[];
  readonly end: Required<Place>;
}

function takePlain(order: ListOrder, from: Place, limit: number, question: OpenQuestion): Taken {
  const hits = order.take(from, limit);
  return { hits, end: endOf(from, hits, question) };
}

/**
 * Passes over every document of which a better copy is in the list. Without a cursor the hits before the offset have to
 * be counted from the first one on.
 */
function takeFolded(
  order: ListOrder,
  folding: Folding,
  cursor: Place | undefined,
  before: number,
  limit: number,
  question: OpenQuestion,
): Taken {
  const skip = cursor === undefined ? before : 0;
  const wanted = skip + limit;
  const hits: ListedHit[] = [];
  let at = endOf(cursor ?? { place: 0 }, [], question);
  while (hits.length < wanted) {
    const asked = wanted - hits.length + SPARE;
    const batch = order.take(at, asked);
    const used: Candidate[] = [];
    for (const candidate of batch) {
      if (hits.length === wanted) break;
      used.push(candidate);
      const versions = folding.versionsOf(candidate.document);
      if (versions === undefined) hits.push(candidate);
      else if (!versions.some((other) => order.isBefore(other, candidate.document)))
        hits.push({ ...candidate, versions });
    }
    at = endOf(at, used, question);
    if (batch.length < asked) break;
  }
  return { hits: hits.slice(skip), end: at };
}

/** Candidates that are read at a time beyond those wanted, because some may be folded away. */
const SPARE = 8;

function endOf(from: Place, taken: readonly Candidate[], { sort }: Pick<OpenQuestion, 'sort'>): Required<Place> {
  const last = taken.at(-1);
  const place = from.place + taken.length;
  if (last === undefined) return { key: Number.POSITIVE_INFINITY, tie: 0, ...from, place };
  return { place, key: last.key, tie: sort.tie[last.document]! };
}
