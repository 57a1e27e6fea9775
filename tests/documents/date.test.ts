import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatDay, mondayOf, parseDay, parsePeriod } from '../../src/documents/date.js';

/** The platform's own calendar, which reads years below 100 as 19xx unless they are set apart. */
function utcDay(year: number, month: number, day: number): number {
  return new Date(0).setUTCFullYear(year, month - 1, day) / 86_400_000;
}

describe('parseDay', () => {
  test.each([
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['1963-11-22', -2232],
    ['2021-12-29', 18_990],
    ['2000-02-29', 11_016],
    ['2024-02-29', 19_782],
    ['0001-01-01', -719_162],
    ['9999-12-31', 2_932_896],
  ])('%s is day %d', (text, expected) => expect(parseDay(text)).toBe(expected));

  test.each([
    '2021-02-29',
    '1900-02-29',
    '2100-02-29',
    '2021-02-30',
    '2022-13-05',
    '2022-00-05',
    '2022-01-00',
    '2022-01-32',
    '2022-04-31',
    '0000-01-01',
    '99999-01-01',
    '2021-1-5',
    '2021-12',
    '2021',
    '2021/12/29',
    ' 2021-12-29',
    '2021-12-29\n',
    '２０２１-12-29',
    '',
  ])('%j is no day', (text) => expect(parseDay(text)).toBeUndefined());

  test('every day of 0001 to 9999 counts as the platform counts it, and is written back the same', () => {
    const day = fc.integer({ min: utcDay(1, 1, 1), max: utcDay(9999, 12, 31) });
    fc.assert(
      fc.property(day, (expected) => {
        const date = new Date(expected * 86_400_000);
        const [year, month, dayOfMonth] = [date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate()];
        const text = [String(year).padStart(4, '0'), month, dayOfMonth]
          .map((part) => String(part).padStart(2, '0'))
          .join('-');
        expect(parseDay(text)).toBe(expected);
        expect(formatDay(expected)).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });

  test('of all days that can be written, exactly those of the calendar are read', () => {
    const [year, month, day] = [
      fc.integer({ min: 0, max: 9999 }),
      fc.integer({ min: 0, max: 13 }),
      fc.integer({ min: 0, max: 32 }),
    ];
    fc.assert(
      fc.property(year, month, day, (y, m, d) => {
        const date = new Date(utcDay(y, m, d) * 86_400_000);
        const exists = y > 0 && date.getUTCFullYear() === y && date.getUTCMonth() === m - 1 && date.getUTCDate() === d;
        const text = `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
        expect(parseDay(text)).toBe(exists ? utcDay(y, m, d) : undefined);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('parsePeriod', () => {
  test.each([
    { text: '1963', from: '1963-01-01', to: '1963-12-31' },
    { text: '2020-02', from: '2020-02-01', to: '2020-02-29' },
    { text: '2021-02', from: '2021-02-01', to: '2021-02-28' },
    { text: '2021-12', from: '2021-12-01', to: '2021-12-31' },
    { text: '2021-12-29', from: '2021-12-29', to: '2021-12-29' },
    { text: '9999', from: '9999-01-01', to: '9999-12-31' },
  ])('$text is all of its days', ({ text, from, to }) => {
    expect(parsePeriod(text)).toEqual({ from: parseDay(from), to: parseDay(to) });
  });

  test.each(['0000', '2021-13', '2021-00', '21', '2021-', '2021-12-29-01', 'today'])('%j is no period', (text) => {
    expect(parsePeriod(text)).toBeUndefined();
  });
});

test('the Monday of a week is the same for all of its days', () => {
  fc.assert(
    fc.property(fc.integer({ min: -719_162, max: 2_932_896 }), (day) => {
      const monday = mondayOf(day);
      expect(new Date(monday * 86_400_000).getUTCDay()).toBe(1);
      expect(day - monday).toBeGreaterThanOrEqual(0);
      expect(day - monday).toBeLessThan(7);
    }),
  );
});
