import { expect, test } from '@jest/globals';
import { splitDateLine } from '../../src/documents/date-line.js';

test.each([
  { name: 'the usual form', input: ' date 2021-12-29 Fog.', date: '2021-12-29', rest: 'Fog.' },
  { name: 'no spaces before', input: 'date 2021-12-29 Fog.', date: '2021-12-29', rest: 'Fog.' },
  { name: 'many spaces', input: '\n\n   date    2021-12-29   Fog.', date: '2021-12-29', rest: 'Fog.' },
  { name: 'lines of its own', input: ' date\n2021-12-29\n\nFog.', date: '2021-12-29', rest: 'Fog.' },
  { name: 'nothing behind', input: ' date 2021-12-29', date: '2021-12-29', rest: '' },
  { name: 'an impossible day', input: ' date 2021-02-30 Fog.', date: '2021-02-30', rest: 'Fog.' },
  { name: 'the year zero', input: ' date 0000-00-00 Fog.', date: '0000-00-00', rest: 'Fog.' },
  { name: 'a year too far', input: ' date 99999-01-01 Fog.', date: '99999-01-01', rest: 'Fog.' },
  {
    name: 'two date lines',
    input: ' date 2021-12-29 date 2021-12-30 Fog.',
    date: '2021-12-29',
    rest: 'date 2021-12-30 Fog.',
  },
])('$name', ({ input, date, rest }) => expect(splitDateLine(input)).toEqual({ date, rest }));

test.each([
  { name: 'later in the text', input: 'Fog. date 2021-12-29 More.' },
  { name: 'prose', input: 'date palms grow here' },
  { name: 'prose with a year', input: 'date 2021 was a good year' },
  { name: 'a longer word', input: 'update 2021-12-29 Fog.' },
  { name: 'a range of dates', input: 'date 2021-12-29-2021-12-30 Fog.' },
  { name: 'nothing', input: '' },
])('$name is no date line', ({ input }) => expect(splitDateLine(input)).toBeUndefined());
