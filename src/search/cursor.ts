/**
 * Where a list goes on: opaque to clients, stable while the index is the same. It holds the key and tie of the last
 * hit, so going on costs the same at any depth; a hash of index and request keeps it from being used with others.
 */
import type { SearchRequest } from '../answer.js';
import type { After } from '../backends/backend.js';
import { SearchError } from '../errors.js';

export interface CursorPosition extends After {
  /** Hits before this place … */
  readonly offset: number;
  /** … and documents, which are more where copies were folded into hits. */
  readonly place: number;
}

export function encodeCursor(position: CursorPosition, index: string, request: SearchRequest): string {
  const { key, tie, offset, place } = position;
  // JSON has no infinity, which is the key of undated documents.
  const parts: Parts = [Number.isFinite(key) ? key : null, tie, offset, place, indexMark(index), requestMark(request)];
  return btoa(JSON.stringify(parts)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** Throws `cursor_expired` when the index has changed, `invalid_parameter` for a cursor of another request. */
export function decodeCursor(cursor: string, index: string, request: SearchRequest): CursorPosition {
  const parts = parse(cursor);
  if (parts === undefined) {
    throw new SearchError('invalid_parameter', 'The cursor is not one of ours.', {
      parameter: 'cursor',
      expected: 'the nextCursor of an answer',
    });
  }
  const [key, tie, offset, place, ofIndex, ofRequest] = parts;
  if (ofIndex !== indexMark(index)) {
    throw new SearchError('cursor_expired', 'The index has changed since this list was begun.', {
      parameter: 'cursor',
      hint: 'Send the request again without a cursor.',
    });
  }
  if (ofRequest !== requestMark(request)) {
    throw new SearchError('invalid_parameter', 'The cursor belongs to another request.', {
      parameter: 'cursor',
      hint: 'Send it with the same query, filters, dates and sort as the request that gave it.',
    });
  }
  return { key: key ?? Number.NEGATIVE_INFINITY, tie, offset, place };
}

type Parts = [key: number | null, tie: number, offset: number, place: number, index: string, request: string];

function parse(cursor: string): Parts | undefined {
  try {
    const parts: unknown = JSON.parse(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')));
    if (!Array.isArray(parts) || parts.length !== 6) return undefined;
    const [key, tie, offset, place, index, request] = parts as unknown[];
    const numbers =
      (key === null || typeof key === 'number') && [tie, offset, place].every((number) => Number.isInteger(number));
    return numbers && typeof index === 'string' && typeof request === 'string' ? (parts as Parts) : undefined;
  } catch {
    return undefined;
  }
}

/** The beginning of the hash that an index has anyway. */
function indexMark(index: string): string {
  return index.slice(0, 12);
}

/**
 * A hash of what must be the same for a list to go on; how many hits and how they are shown may change. It keeps
 * people from mistakes, not from mischief (a cursor opens nothing that a request does not), so FNV-1a (Fowler, Noll,
 * Vo 1991), once from each of two starts, is enough and costs a microsecond.
 */
function requestMark(request: SearchRequest): string {
  const { q, syntax, from, to, sort, filter, match, prefix, typos, fold } = request;
  const text = JSON.stringify([q, syntax, from, to, sort, filter, match, prefix, typos, fold]);
  let [one, other] = [0x811c9dc5, 0x050c5d1f];
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    one = Math.imul(one ^ code, 0x01000193);
    other = Math.imul(other ^ (code + i), 0x01000193);
  }
  return (one >>> 0).toString(36) + (other >>> 0).toString(36);
}
