import { expect, test } from '@jest/globals';
import { ERROR_CODES, SearchError } from '../../src/errors.js';
import { PROBLEMS, problemOf, toSearchError } from '../../src/http/problems.js';
import { problem } from '../../src/http/schemas.js';

test.each(ERROR_CODES)('%s is a problem document', (code) => {
  const shown = problemOf(new SearchError(code, 'Message.', { parameter: 'p', expected: 'this', found: 1 }), 'req-1');
  expect(problem.parse(shown)).toEqual(shown);
  expect(shown.type).toBe(`/problems/${code.replaceAll('_', '-')}`);
  expect(shown.status).toBe(PROBLEMS[code].status);
});

test('a wrong parameter is told as the contract words it', () => {
  const error = new SearchError('invalid_parameter', 'limit is not valid.', {
    parameter: 'limit',
    expected: 'a whole number from 0 to 100',
    found: 'abc',
  });
  expect(problemOf(error, 'req-1')).toEqual({
    type: '/problems/invalid-parameter',
    title: 'A parameter is not valid',
    status: 400,
    detail: 'limit must be a whole number from 0 to 100; got "abc".',
    instance: 'req-1',
    code: 'invalid_parameter',
    parameter: 'limit',
    expected: 'a whole number from 0 to 100',
  });
});

test.each([
  'index_missing',
  'index_damaged',
  'index_incompatible',
  'build_running',
  'folder_unreadable',
  'file_unreadable',
  'write_failed',
  'internal',
] as const)('%s names no file of the machine', (code) => {
  const file = '/srv/secret/index-data/CURRENT';
  const error = new SearchError(code, `Cannot read ${file}.`, {
    parameter: file,
    found: file,
    hint: file,
    cause: new Error(file),
  });
  expect(JSON.stringify(problemOf(error, 'req-1'))).not.toContain('secret');
});

test.each([
  { thrown: new TypeError('x is not a function'), code: 'internal' },
  { thrown: 'text', code: 'internal' },
  { thrown: undefined, code: 'internal' },
  { thrown: { type: 'entity.too.large', status: 413 }, code: 'payload_too_large' },
  { thrown: { type: 'entity.parse.failed', status: 400 }, code: 'invalid_parameter' },
  { thrown: { type: 'charset.unsupported', status: 415 }, code: 'unsupported_media_type' },
  { thrown: { type: 'toString', status: 400 }, code: 'invalid_parameter' },
  { thrown: Object.assign(new Error(), { status: 404 }), code: 'invalid_parameter' },
])('$thrown becomes $code', ({ thrown, code }) => {
  expect(toSearchError(thrown)).toMatchObject({ code });
  expect(toSearchError(thrown)).toBeInstanceOf(SearchError);
});
