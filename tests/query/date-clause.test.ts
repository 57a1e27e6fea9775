import { expect, test } from '@jest/globals';
import { formatDay } from '../../src/documents/date.js';
import { readDateClause } from '../../src/query/date-clause.js';

function show(text: string): string {
  const bounds = readDateClause(text);
  if (bounds === undefined || bounds === 'invalid') return String(bounds);
  return [bounds.from, bounds.to].map((day) => (day === undefined ? '' : formatDay(day))).join('..');
}

test.each([
  { text: 'date:2021-12-29', expected: '2021-12-29..2021-12-29' },
  { text: 'date:2021-02', expected: '2021-02-01..2021-02-28' },
  { text: 'date:2021', expected: '2021-01-01..2021-12-31' },
  { text: 'date:2021-12..2022-01', expected: '2021-12-01..2022-01-31' },
  { text: 'date:2021..', expected: '2021-01-01..' },
  { text: 'date:..2021', expected: '..2021-12-31' },
  { text: 'before:2022', expected: '..2021-12-31' },
  { text: 'before:2021-06-30', expected: '..2021-06-29' },
  { text: 'after:2021', expected: '2022-01-01..' },
  { text: 'after:2021-06-30', expected: '2021-07-01..' },
  { text: 'AFTER:2021-06', expected: '2021-07-01..' },
  { text: 'date:2022..2021', expected: 'invalid' },
  { text: 'date:2021-13', expected: 'invalid' },
  { text: 'date:2021-02-29', expected: 'invalid' },
  { text: 'date:..', expected: 'invalid' },
  { text: 'date:2021..soon', expected: 'invalid' },
  { text: 'date:2021...2022', expected: 'invalid' },
  { text: 'before:2021..2022', expected: 'invalid' },
  { text: 'before:soon', expected: 'invalid' },
  { text: 'date:', expected: 'undefined' },
  { text: 'dates:2021', expected: 'undefined' },
  { text: '2021', expected: 'undefined' },
])('$text is $expected', ({ text, expected }) => expect(show(text)).toBe(expected));
