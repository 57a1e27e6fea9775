/**
 * Errors as HTTP shows them (RFC 9457): the one table from code to status and title, and the one shape. What an
 * error says about the machine (file names, a stack) goes to the log only.
 */
import type { ErrorCode } from '../errors.js';
import { SearchError } from '../errors.js';

interface ProblemKind {
  readonly status: number;
  readonly title: string;
  /** Seconds after which trying again may help. */
  readonly retryAfter?: number;
  /** Said instead of the error's own words, which name files of the machine. */
  readonly detail?: string;
}

const SEE_LOG = 'The log of the server has the details under this request id.';
const REBUILD = `Build the index again with the reindex command. ${SEE_LOG}`;

export const PROBLEMS: Readonly<Record<ErrorCode, ProblemKind>> = {
  invalid_parameter: { status: 400, title: 'A parameter is not valid' },
  unknown_parameter: { status: 400, title: 'A parameter is not known' },
  query_too_long: { status: 400, title: 'The query is too long' },
  unsupported: { status: 400, title: 'This is not supported' },
  unauthorized: { status: 401, title: 'The admin key is missing or wrong' },
  forbidden: { status: 403, title: 'This is switched off' },
  not_found: { status: 404, title: 'Not found' },
  method_not_allowed: { status: 405, title: 'This method is not allowed here' },
  cursor_expired: { status: 410, title: 'The cursor is no longer valid' },
  payload_too_large: { status: 413, title: 'The request is too large' },
  unsupported_media_type: { status: 415, title: 'This kind of body is not read' },
  too_many_requests: { status: 429, title: 'Too many requests' },
  index_missing: {
    status: 503,
    title: 'There is no index yet',
    retryAfter: 2,
    detail: 'No index has been built yet. Try again in a moment, or build one with the index command.',
  },
  index_damaged: {
    status: 503,
    title: 'The index is damaged',
    retryAfter: 30,
    detail: `The index on disk is damaged. ${REBUILD}`,
  },
  index_incompatible: {
    status: 503,
    title: 'The index was made by another version',
    retryAfter: 30,
    detail: `The index on disk does not fit this version or its settings. ${REBUILD}`,
  },
  build_running: {
    status: 503,
    title: 'The index is being built',
    retryAfter: 5,
    detail: 'Another process builds this index right now. Try again when it has finished.',
  },
  overloaded: { status: 503, title: 'The server is busy', retryAfter: 1 },
  deadline_exceeded: { status: 503, title: 'The query takes too long', retryAfter: 1 },
  folder_unreadable: {
    status: 500,
    title: 'The folder cannot be read',
    detail: `The folder of documents cannot be read. ${SEE_LOG}`,
  },
  file_unreadable: { status: 500, title: 'A file cannot be read', detail: `A file cannot be read. ${SEE_LOG}` },
  write_failed: {
    status: 500,
    title: 'The index cannot be written',
    detail: `The index cannot be written; the one that was there is still served. ${SEE_LOG}`,
  },
  port_taken: { status: 500, title: 'The port is taken', detail: `The port is taken. ${SEE_LOG}` },
  check_failed: { status: 500, title: 'A check failed', detail: `A check failed. ${SEE_LOG}` },
  internal: { status: 500, title: 'Something went wrong', detail: `This is a fault of the server. ${SEE_LOG}` },
};

export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  /** The request id, the same as in `X-Request-Id` and in the log. */
  readonly instance?: string;
  readonly code: ErrorCode;
  readonly parameter?: string;
  /** What would have been right. */
  readonly expected?: string;
  readonly hint?: string;
}

/** `status` replaces the one of the table where HTTP has a finer one than the closed list of codes. */
export function problemOf(error: SearchError, instance?: string, status?: number): Problem {
  const kind = PROBLEMS[error.code];
  const tells = kind.detail === undefined;
  return {
    type: `/problems/${error.code.replaceAll('_', '-')}`,
    title: kind.title,
    status: status ?? kind.status,
    detail: kind.detail ?? detailOf(error),
    ...(instance === undefined ? {} : { instance }),
    code: error.code,
    ...(tells && error.parameter !== undefined ? { parameter: error.parameter } : {}),
    ...(tells && error.expected !== undefined ? { expected: error.expected } : {}),
    ...(tells && error.hint !== undefined ? { hint: error.hint } : {}),
  };
}

/** Anything that was thrown, as an error of the closed list. */
export function toSearchError(thrown: unknown): SearchError {
  if (thrown instanceof SearchError) return thrown;
  const { type, status } =
    typeof thrown === 'object' && thrown !== null ? (thrown as { type?: unknown; status?: unknown }) : {};
  const known = BODY_ERRORS.get(type);
  if (known !== undefined) {
    const [code, message, hint] = known;
    return new SearchError(code, message, { ...(hint === undefined ? {} : { hint }), cause: thrown });
  }
  // Whatever else the framework blames on the request, such as a body that does not unpack.
  if (typeof status === 'number' && status >= 400 && status < 500)
    return new SearchError('invalid_parameter', 'The request cannot be read.', { cause: thrown });
  return new SearchError('internal', 'Unexpected error.', { cause: thrown });
}

/** What the body parser throws, by its `type`. */
const BODY_ERRORS = new Map<unknown, readonly [code: ErrorCode, message: string, hint?: string]>([
  ['entity.too.large', ['payload_too_large', 'The body is too large.', 'The limits are in GET /api/v1/index.']],
  ['entity.parse.failed', ['invalid_parameter', 'The body is not valid JSON.', 'Send one JSON object.']],
  ['encoding.unsupported', ['unsupported_media_type', 'The Content-Encoding of the body is not known.']],
  ['charset.unsupported', ['unsupported_media_type', 'The body must be UTF-8.']],
  ['request.aborted', ['invalid_parameter', 'The body ended too early.']],
  ['request.size.invalid', ['invalid_parameter', 'The body is not as long as Content-Length says.']],
]);

function detailOf(error: SearchError): string {
  const { code, parameter, expected, found, hint } = error;
  if (code !== 'invalid_parameter' || parameter === undefined || expected === undefined) return error.explain();
  const got = found === undefined ? '' : `; got ${JSON.stringify(found)}`;
  return `${parameter} must be ${expected}${got}.${hint === undefined ? '' : ` ${hint}`}`;
}
