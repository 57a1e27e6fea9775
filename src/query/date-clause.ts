/**
 * Reads `date:2021-12`, `date:2021..2022`, `before:2022` and `after:2021-06-30`. `date:` includes what it names;
 * `before:` and `after:` exclude it, so `after:2021` begins on 2022-01-01.
 */
import { parsePeriod } from '../documents/date.js';

/** Inclusive bounds in days since 1970-01-01; an absent bound is open. */
export interface DateBounds {
  readonly from?: number;
  readonly to?: number;
}

/** Undefined where the text is no date clause at all, `invalid` where it is one whose date does not exist. */
export function readDateClause(text: string): DateBounds | 'invalid' | undefined {
  const match = /^(date|before|after):(.+)$/i.exec(text);
  if (match === null) return undefined;
  const [, name = '', value = ''] = match;
  if (name.toLowerCase() === 'date' && value.includes('..')) return readRange(value);
  const period = parsePeriod(value);
  if (period === undefined) return 'invalid';
  if (name.toLowerCase() === 'before') return { to: period.from - 1 };
  if (name.toLowerCase() === 'after') return { from: period.to + 1 };
  return period;
}

/** `A..B`, and `A..` or `..B` with one bound left open. */
function readRange(value: string): DateBounds | 'invalid' {
  const match = /^([\d-]*)\.\.([\d-]*)$/u.exec(value);
  if (match === null) return 'invalid';
  const [, first = '', last = ''] = match;
  const from = parsePeriod(first)?.from;
  const to = parsePeriod(last)?.to;
  if ((from === undefined && first !== '') || (to === undefined && last !== '')) return 'invalid';
  if (from !== undefined && to !== undefined) return from <= to ? { from, to } : 'invalid';
  if (from !== undefined) return { from };
  return to === undefined ? 'invalid' : { to };
}
