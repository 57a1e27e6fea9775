/**
 * Where a list goes on: opaque to clients, stable while the index is the same. It holds the key and tie of the last
 * hit, so going on costs the same at any depth; a hash of index and request keeps it from being used with others.
 */
import { hash } from 'node:crypto';
import type { SearchRequest } from '../answer.js';
import type { After } from '../backends/backend.js';
import { SearchError } from '../errors.js';

export interface CursorPosition extends After {
  /** Hits before this place. */
  readonly offset: number;
}

export function encodeCursor(position: CursorPosition, index: string, request: SearchRequest): string {
  const { key, tie, offset } = position;
  // JSON has no infinity, which is the key of undated documents.
  return Buffer.from(
    JSON.stringify([Number.isFinite(key) ? key : null, tie, offset, mark(index), mark(question(request))]),
  ).toString('base64url');
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
  const [key, tie, offset, indexMark, requestMark] = parts;
  if (indexMark !== mark(index)) {
    throw new SearchError('cursor_expired', 'The index has changed since this list was begun.', {
      parameter: 'cursor',
      hint: 'Send the request again without a cursor.',
    });
  }
  if (requestMark !== mark(question(request))) {
    throw new SearchError('invalid_parameter', 'The cursor belongs to another request.', {
      parameter: 'cursor',
      hint: 'Send it with the same query, filters, dates and sort as the request that gave it.',
    });
  }
  return { key: key ?? Number.NEGATIVE_INFINITY, tie, offset };
}

type Parts = [key: number | null, tie: number, offset: number, index: string, request: string];

function parse(cursor: string): Parts | undefined {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (!Array.isArray(parts) || parts.length !== 5) return undefined;
    const [key, tie, offset, index, request] = parts as unknown[];
    const numbers = (key === null || typeof key === 'number') && Number.isInteger(tie) && Number.isInteger(offset);
    return numbers && typeof index === 'string' && typeof request === 'string' ? (parts as Parts) : undefined;
  } catch {
    return undefined;
  }
}

/** What must be the same for a list to go on; how many hits and how they are shown may change. */
function question(request: SearchRequest): string {
  const { q, syntax, from, to, sort, filter, match, prefix, typos } = request;
  return JSON.stringify([q, syntax, from, to, sort, filter, match, prefix, typos]);
}

function mark(text: string): string {
  return hash('sha256', text).slice(0, 12);
}
