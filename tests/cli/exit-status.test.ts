import { expect, test } from '@jest/globals';
import { EXIT_STATUS_OF, EXIT_STATUSES, exitStatusOf } from '../../src/cli/exit-status.js';
import { ERROR_CODES, SearchError } from '../../src/errors.js';

function systemError(code: string, syscall?: string): Error {
  return Object.assign(new Error(code), { code, ...(syscall === undefined ? {} : { syscall }) });
}

test('every error code has a status that is explained, and none is success', () => {
  expect(Object.keys(EXIT_STATUS_OF).sort()).toEqual([...ERROR_CODES].sort());
  for (const code of ERROR_CODES) {
    const status = exitStatusOf(new SearchError(code, 'x'));
    expect(Object.keys(EXIT_STATUSES)).toContain(String(status));
    expect(status).not.toBe(0);
  }
});

test.each([
  { error: new SearchError('not_found', 'x'), status: 1 },
  { error: new SearchError('invalid_parameter', 'x'), status: 2 },
  { error: new SearchError('folder_unreadable', 'x'), status: 3 },
  { error: new SearchError('index_missing', 'x'), status: 4 },
  { error: new SearchError('index_damaged', 'x'), status: 4 },
  { error: new SearchError('check_failed', 'x'), status: 5 },
  { error: new SearchError('build_running', 'x'), status: 6 },
  { error: new SearchError('port_taken', 'x'), status: 7 },
  { error: systemError('EACCES', 'open'), status: 3 },
  { error: systemError('ENOSPC', 'write'), status: 3 },
  { error: systemError('EADDRINUSE', 'listen'), status: 7 },
  { error: systemError('ERR_INVALID_ARG_TYPE'), status: 70 },
  { error: new TypeError('x is not a function'), status: 70 },
  { error: 'a text', status: 70 },
])('$error ends with $status', ({ error, status }) => expect(exitStatusOf(error)).toBe(status));
