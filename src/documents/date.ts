/**
 * Calendar days as whole numbers since 1970-01-01, without time zones: dates are read as the source has them and
 * never pass through `Date`. Years 0001 to 9999 of the Gregorian calendar.
 */

/** The stored day of a document without a date; it satisfies no date clause. */
export const UNDATED = -0x8000_0000;

/** Inclusive bounds in days since 1970-01-01. */
export interface Period {
  readonly from: number;
  readonly to: number;
}

/** The day of a valid `YYYY-MM-DD`, or undefined (30 February, month 13, any other form). */
export function parseDay(text: string): number | undefined {
  const period = /^\d{4}-\d{2}-\d{2}$/.test(text) ? parsePeriod(text) : undefined;
  return period?.from;
}

/** All days of `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, or undefined where no such year, month or day exists. */
export function parsePeriod(text: string): Period | undefined {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  if (match === null) return undefined;
  const year = Number(match[1]);
  if (year < 1) return undefined;
  if (match[2] === undefined) return { from: daysFromCivil(year, 1, 1), to: daysFromCivil(year, 12, 31) };
  const month = Number(match[2]);
  if (month < 1 || month > 12) return undefined;
  if (match[3] === undefined)
    return { from: daysFromCivil(year, month, 1), to: daysFromCivil(year, month, daysInMonth(year, month)) };
  const day = Number(match[3]);
  if (day < 1 || day > daysInMonth(year, month)) return undefined;
  const days = daysFromCivil(year, month, day);
  return { from: days, to: days };
}

/** `YYYY-MM-DD` of a day. */
export function formatDay(days: number): string {
  const { year, month, day } = civilFromDays(days);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** The Monday on or before a day. 1970-01-01 was a Thursday. */
export function mondayOf(days: number): number {
  return days - ((((days + 3) % 7) + 7) % 7);
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/**
 * Counts in 400-year eras that begin on 1 March, so that the leap day is the last day of a year and month lengths
 * follow one linear rule.
 */
function daysFromCivil(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

function civilFromDays(days: number): { year: number; month: number; day: number } {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}
