/**
 * The exit statuses of the program, and the one table from error codes to them. Scripts rely on these numbers: a
 * status is never reused for something else.
 */
import { type ErrorCode, isSystemError, SearchError } from '../errors.js';

export const EXIT_STATUSES = {
  0: 'fine',
  1: 'ran, but found nothing',
  2: 'wrong usage',
  3: 'a folder or file problem',
  4: 'index missing, damaged or incompatible',
  5: 'a gate, check or evaluation below its line',
  6: 'another build is running',
  7: 'network or cluster',
  70: 'a fault in the program itself',
  130: 'interrupted; the old index stays good',
} as const;

export type ExitStatus = keyof typeof EXIT_STATUSES;

export const EXIT_STATUS_OF: Readonly<Record<ErrorCode, ExitStatus>> = {
  not_found: 1,
  invalid_parameter: 2,
  unknown_parameter: 2,
  query_too_long: 2,
  unsupported: 2,
  cursor_expired: 2,
  payload_too_large: 2,
  unsupported_media_type: 2,
  method_not_allowed: 2,
  // On the command line nothing else competes for the time: the query itself costs too much.
  deadline_exceeded: 2,
  folder_unreadable: 3,
  file_unreadable: 3,
  write_failed: 3,
  index_missing: 4,
  index_damaged: 4,
  index_incompatible: 4,
  check_failed: 5,
  build_running: 6,
  unauthorized: 7,
  forbidden: 7,
  too_many_requests: 7,
  overloaded: 7,
  port_taken: 7,
  // sysexits.h calls it EX_SOFTWARE. 1 would tell a script that a search found nothing.
  internal: 70,
};

const NETWORK_ERRORS = [
  'EADDRINUSE',
  'EADDRNOTAVAIL',
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EAI_AGAIN',
];

export function exitStatusOf(error: unknown): ExitStatus {
  if (error instanceof SearchError) return EXIT_STATUS_OF[error.code];
  if (isSystemError(error, ...NETWORK_ERRORS)) return 7;
  // What is left of the system's errors names a file: ENOENT, EACCES, ENOSPC … Those of Node itself name no call.
  if (isSystemError(error) && error.syscall !== undefined) return 3;
  return 70;
}
