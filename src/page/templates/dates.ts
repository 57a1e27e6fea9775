/**
 * Calendar days in words. Dates stay strings with the month names of the strings table: a time zone or another ICU
 * version could otherwise show a different day in the browser than on the server.
 */
import { STRINGS } from './strings.js';

/** `2021-12-29` is "29 December 2021", `2021-12` is "December 2021", `2021` stays as it is. */
export function dateInWords(date: string): string {
  const [year = '', month, day] = date.split('-');
  const name = month === undefined ? undefined : STRINGS.months[Number(month) - 1];
  if (name === undefined) return date;
  return day === undefined ? `${name} ${year}` : `${Number(day)} ${name} ${year}`;
}

/** "From May 2021", "Until 2022", "May 2021 to June 2021", or one name where both ends are the same. */
export function periodInWords(from: string | undefined, to: string | undefined): string {
  if (from === undefined) return to === undefined ? '' : STRINGS.until(dateInWords(to));
  if (to === undefined) return STRINGS.since(dateInWords(from));
  return from === to ? dateInWords(from) : STRINGS.span(dateInWords(from), dateInWords(to));
}

/** The first day of a year, month or day, as a date field wants it. */
export function firstDay(period: string): string {
  return `${period}-01-01`.slice(0, 10);
}

/** The last day of a year, month or day. */
export function lastDay(period: string): string {
  const [year = '', month, day] = period.split('-');
  if (month === undefined) return `${year}-12-31`;
  if (day !== undefined) return period;
  return isoDate(Date.UTC(Number(year), Number(month), 0));
}

export function addDays(date: string, days: number): string {
  return isoDate(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000);
}

function isoDate(milliseconds: number): string {
  return Number.isFinite(milliseconds) ? new Date(milliseconds).toISOString().slice(0, 10) : '';
}
