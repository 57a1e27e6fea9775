import { expect, test } from '@jest/globals';
import { parseDay, UNDATED } from '../../src/documents/date.js';
import { SearchError } from '../../src/errors.js';
import { Bitmap } from '../../src/index/bitmap.js';
import { countByDate, type Interval } from '../../src/index/histogram.js';

function count(days: readonly (string | undefined)[], interval: Interval | 'auto') {
  const dates = Int32Array.from(days, (day) => (day === undefined ? UNDATED : parseDay(day)!));
  return countByDate(dates, Bitmap.full(days.length), interval);
}

test.each<{ name: string; days: (string | undefined)[]; interval: Interval; expected: Record<string, number> }>([
  {
    name: 'days, gaps filled',
    days: ['2021-12-31', '2022-01-02'],
    interval: 'day',
    expected: { '2021-12-31': 1, '2022-01-01': 0, '2022-01-02': 1 },
  },
  {
    name: 'weeks begin on Monday',
    days: ['2021-12-26', '2021-12-27', '2022-01-02'],
    interval: 'week',
    expected: { '2021-12-20': 1, '2021-12-27': 2 },
  },
  {
    name: 'months, gaps filled',
    days: ['2021-11-30', '2022-01-01'],
    interval: 'month',
    expected: { '2021-11': 1, '2021-12': 0, '2022-01': 1 },
  },
  {
    name: 'years before 1970',
    days: ['1963-01-01', '1964-12-31'],
    interval: 'year',
    expected: { '1963': 1, '1964': 1 },
  },
  { name: 'nothing', days: [], interval: 'month', expected: {} },
])('$name', ({ days, interval, expected }) => {
  const histogram = count(days, interval);
  expect(Object.fromEntries(histogram.buckets.map(({ key, count: n }) => [key, n]))).toEqual(expected);
  expect(histogram.interval).toBe(interval);
});

test('undated documents are counted apart', () => {
  expect(count([undefined, '2021-01-01', undefined], 'year')).toEqual({
    interval: 'year',
    buckets: [{ key: '2021', count: 1 }],
    undated: 2,
  });
});

test.each([
  { first: '2021-01-01', last: '2021-02-01', expected: 'day' },
  { first: '2021-01-01', last: '2021-12-01', expected: 'week' },
  { first: '2019-01-01', last: '2023-12-31', expected: 'month' },
  { first: '1987-01-01', last: '2023-12-31', expected: 'year' },
])('auto takes $expected from $first to $last', ({ first, last, expected }) =>
  expect(count([first, last], 'auto').interval).toBe(expected),
);

test('an interval that is too fine is refused with a way out', () => {
  expect(() => count(['1900-01-01', '2023-12-31'], 'day')).toThrow(SearchError);
});
