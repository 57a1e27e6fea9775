/**
 * The filters of a request as sets of documents: values of one field are OR'ed, fields and dates are AND'ed.
 */
import type { SearchRequest } from '../answer.js';
import { parsePeriod } from '../documents/date.js';
import { SearchError } from '../errors.js';
import type { Bitmap } from '../index/bitmap.js';
import type { Columns } from '../index/columns.js';
import { filterByDate, filterByValues } from '../index/facets.js';

export interface Filters {
  /** What passes every filter; absent where there is none. */
  readonly all: Bitmap | undefined;
  /** What passes every filter but that of one field. */
  without(field: string): Bitmap | undefined;
}

/** Throws `invalid_parameter` for an unknown field or a date that does not exist. */
export function filtersOf(columns: Columns, request: Pick<SearchRequest, 'filter' | 'from' | 'to'>): Filters {
  const values = new Map<string, string[]>();
  for (const { field, value } of request.filter) values.set(field, [...(values.get(field) ?? []), value]);
  const sets = new Map([...values].map(([field, wanted]) => [field, filterByValues(columns, field, wanted)]));
  const from = bound('from', request.from)?.from;
  const to = bound('to', request.to)?.to;
  const dates = from === undefined && to === undefined ? [] : [filterByDate(columns, from, to)];
  return {
    all: intersect([...sets.values(), ...dates]),
    without: (field) => intersect([...[...sets].filter(([name]) => name !== field).map(([, set]) => set), ...dates]),
  };
}

function bound(parameter: 'from' | 'to', text: string | undefined) {
  if (text === undefined) return undefined;
  const period = parsePeriod(text);
  if (period !== undefined) return period;
  throw new SearchError('invalid_parameter', `${parameter} is not a date.`, {
    parameter,
    expected: 'a year, month or day that exists, such as 2021, 2021-12 or 2021-12-29',
    found: text,
  });
}

function intersect(sets: readonly Bitmap[]): Bitmap | undefined {
  const [first, ...others] = sets;
  return others.reduce((all, set) => all?.and(set), first?.clone());
}
