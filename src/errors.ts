/**
 * Every way in which Broadsheet can refuse: a closed list of codes, and one error class that carries what was
 * expected, what was found and what to do. HTTP and the command line map the codes to their own statuses.
 */

export const ERROR_CODES = [
  'invalid_parameter',
  'unknown_parameter',
  'query_too_long',
  'unauthorized',
  'forbidden',
  'not_found',
  'method_not_allowed',
  'unsupported',
  'cursor_expired',
  'payload_too_large',
  'unsupported_media_type',
  'too_many_requests',
  'index_missing',
  'index_damaged',
  'index_incompatible',
  'build_running',
  'folder_unreadable',
  'file_unreadable',
  'write_failed',
  'port_taken',
  'check_failed',
  'overloaded',
  'deadline_exceeded',
  'internal',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

export interface ErrorDetails {
  /** What would have been right, in words: "a whole number from 0 to 100". */
  expected?: string;
  /** What was there instead; shown quoted. */
  found?: string | number;
  /** What the reader can do about it: a command, a setting, another value. */
  hint?: string;
  /** The parameter, setting or file that is at fault. */
  parameter?: string;
  cause?: unknown;
}

export class SearchError extends Error {
  override readonly name = 'SearchError';
  readonly code: ErrorCode;
  readonly expected: string | undefined;
  readonly found: string | number | undefined;
  readonly hint: string | undefined;
  readonly parameter: string | undefined;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.expected = details.expected;
    this.found = details.found;
    this.hint = details.hint;
    this.parameter = details.parameter;
  }

  /** The whole story in one line: message, what was expected and found, and the way out. */
  explain(): string {
    const parts = [this.message];
    if (this.expected !== undefined)
      parts.push(`Expected ${this.expected}${this.found === undefined ? '' : `, got ${JSON.stringify(this.found)}`}.`);
    else if (this.found !== undefined) parts.push(`Found ${JSON.stringify(this.found)}.`);
    if (this.hint !== undefined) parts.push(this.hint);
    return parts.join(' ');
  }
}

/**
 * True for a system error with one of these codes (`ENOENT`, `EACCES` …), or any where none is given. Errors of Node's
 * own modules may come from another realm, where `instanceof Error` does not know them.
 */
export function isSystemError(error: unknown, ...codes: string[]): error is NodeJS.ErrnoException {
  if (typeof error !== 'object' || error === null || error instanceof SearchError) return false;
  if (!('code' in error) || typeof error.code !== 'string') return false;
  return codes.length === 0 || codes.includes(error.code);
}
