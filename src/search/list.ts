/**
 * The list that a request asks for: what the back end finds, the best of it ranked again, copies folded into one hit,
 * and of that the part between `offset` and `limit` or behind a cursor. Parts of one list fit together, however it is
 * cut.
 */
import type { SearchRequest } from '../answer.js';
import type { Candidate, Found, Question } from '../backends/backend.js';
import type { OpenIndex } from '../backends/open.js';
import type { RecipeWeights } from '../ranking/recipe.js';
import { decodeCursor, encodeCursor } from './cursor.js';
import { Folding } from './fold.js';
import { openOrder, type Place } from './list-order.js';
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
  question: Omit<Question, 'k' | 'after'>,
  weights: RecipeWeights,
): List {
  const cursor = request.cursor === undefined ? undefined : decodeCursor(request.cursor, index.hash, request);
  const before = cursor?.offset ?? request.offset;
  const order = openOrder(index, read, question, weights, cursor === undefined ? before + request.limit : 0);
  const { found } = order;
  if (request.fold === 'off') {
    const from: Place = cursor ?? { place: before };
    const shown = order.take(from, request.limit);
    const position = { ...endOf(from, shown, question), offset: before + shown.length };
    const hasMore = shown.length > 0 && position.offset < found.total;
    return { found, shown, before, nextCursor: hasMore ? encodeCursor(position, index.hash, request) : null };
  }
  const folding = new Folding(index.duplicates, request.fold, found, question.filter);
  const groups = folding.count();
  // Without a cursor the hits before the offset have to be counted from the first one on.
  const [from, skip]: [Place, number] = cursor === undefined ? [{ place: 0 }, before] : [cursor, 0];
  const { hits, end } = takeFolded(order, folding, from, skip + request.limit, question);
  const shown = hits.slice(skip);
  const position = { ...end, offset: before + shown.length };
  const hasMore = shown.length > 0 && position.offset < groups;
  return { found, shown, before, groups, nextCursor: hasMore ? encodeCursor(position, index.hash, request) : null };
}

/** Passes over every document of which a better copy is in the list. */
function takeFolded(
  order: ReturnType<typeof openOrder>,
  folding: Folding,
  from: Place,
  limit: number,
  question: Omit<Question, 'k' | 'after'>,
): { hits: ListedHit[]; end: Required<Place> } {
  const hits: ListedHit[] = [];
  let at = endOf(from, [], question);
  while (hits.length < limit) {
    const asked = limit - hits.length + SPARE;
    const batch = order.take(at, asked);
    const used: Candidate[] = [];
    for (const candidate of batch) {
      if (hits.length === limit) break;
      used.push(candidate);
      const versions = folding.versionsOf(candidate.document);
      if (versions === undefined) hits.push(candidate);
      else if (!versions.some((other) => order.isBefore(other, candidate.document)))
        hits.push({ ...candidate, versions });
    }
    at = endOf(at, used, question);
    if (batch.length < asked) break;
  }
  return { hits, end: at };
}

/** Candidates that are read at a time beyond those wanted, because some may be folded away. */
const SPARE = 8;

function endOf(from: Place, taken: readonly Candidate[], { sort }: Pick<Question, 'sort'>): Required<Place> {
  const last = taken.at(-1);
  const place = from.place + taken.length;
  if (last === undefined) return { key: Number.POSITIVE_INFINITY, tie: 0, ...from, place };
  return { place, key: last.key, tie: sort.tie[last.document]! };
}
