/**
 * Filters and exact counts by column: attributes and folder from their facet columns, year and month from the date.
 */
import { formatDay, parsePeriod, UNDATED } from '../documents/date.js';
import { SearchError } from '../errors.js';
import { Bitmap } from './bitmap.js';
import type { Columns, FacetColumn } from './columns.js';
import { filterByPath } from './paths.js';

export interface FacetCount {
  readonly value: string;
  readonly count: number;
}

/** Facets that are read off the date: how many characters of `YYYY-MM-DD` their values have. */
const DATE_FACETS: Readonly<Record<string, number>> = { year: 4, month: 7 };

export function facetFields(columns: Columns): string[] {
  return [...Object.keys(DATE_FACETS), ...columns.facets.keys()].sort();
}

/** Documents that have at least one of the values. Throws `invalid_parameter` for an unknown field. */
export function filterByValues(columns: Columns, field: string, values: readonly string[]): Bitmap {
  const found = new Bitmap(columns.documents);
  if (field in DATE_FACETS) {
    for (const value of values) addPeriod(columns, found, field, value);
    return found;
  }
  const column = columnOf(columns, field);
  const wanted = new Set(values.map((value) => column.values.find(value)));
  for (let document = 0; document < columns.documents; document += 1) {
    for (let i = column.starts[document]!; i < column.starts[document + 1]!; i += 1) {
      if (wanted.has(column.ordinals[i]!)) found.add(document);
    }
  }
  return found;
}

/** Documents dated within inclusive bounds in days; an absent bound is open, an undated document is never in it. */
export function filterByDate(columns: Columns, from: number | undefined, to: number | undefined): Bitmap {
  const found = new Bitmap(columns.documents);
  const [first, last] = [from ?? UNDATED + 1, to ?? Number.POSITIVE_INFINITY];
  columns.dates.forEach((date, document) => {
    if (date >= first && date <= last) found.add(document);
  });
  return found;
}

/**
 * Documents of which a value fits: of a facet, or their path. A field that no document has gives none. What fits begins
 * with `beginning`, capitals and small letters being the same.
 */
export function filterByMatch(
  columns: Columns,
  field: string,
  fits: (value: string) => boolean,
  beginning: string,
): Bitmap {
  if (field === 'path') return filterByPath(columns, fits, beginning);
  if (field in DATE_FACETS) return filterByDay(columns, DATE_FACETS[field]!, fits);
  const found = new Bitmap(columns.documents);
  const column = columns.facets.get(field);
  if (column === undefined) return found;
  const { values, starts, ordinals } = column;
  const isWanted = Uint8Array.from({ length: values.length }, (_, i) => (fits(values.get(i)) ? 1 : 0));
  for (let document = 0; document < columns.documents; document += 1) {
    for (let i = starts[document]!; i < starts[document + 1]!; i += 1) {
      if (isWanted[ordinals[i]!] === 1) found.add(document);
    }
  }
  return found;
}

/** How many of the documents have each value; values that none has are left out. Years and months ascend, others by count. */
export function countValues(columns: Columns, field: string, documents: Bitmap): FacetCount[] {
  if (field in DATE_FACETS) return countDates(columns, DATE_FACETS[field]!, documents);
  const column = columnOf(columns, field);
  const counts = new Uint32Array(column.values.length);
  documents.forEach((document) => {
    for (let i = column.starts[document]!; i < column.starts[document + 1]!; i += 1) counts[column.ordinals[i]!]! += 1;
  });
  const found: FacetCount[] = [];
  counts.forEach((count, i) => {
    if (count > 0) found.push({ value: column.values.get(i), count });
  });
  // Values are stored sorted and the sort is stable, so equal counts stay in alphabetical order.
  return found.sort((a, b) => b.count - a.count);
}

function filterByDay({ documents, dates }: Columns, length: number, fits: (value: string) => boolean): Bitmap {
  const found = new Bitmap(documents);
  const known = new Map<number, boolean>();
  // Documents of one day often stand together.
  let [day, isWanted] = [UNDATED, false];
  for (let document = 0; document < documents; document += 1) {
    const date = dates[document]!;
    if (date !== day) {
      day = date;
      isWanted = date !== UNDATED && (known.get(date) ?? fits(formatDay(date).slice(0, length)));
      known.set(date, isWanted);
    }
    if (isWanted) found.add(document);
  }
  return found;
}

function countDates(columns: Columns, length: number, documents: Bitmap): FacetCount[] {
  const byDay = new Map<number, number>();
  documents.forEach((document) => {
    const date = columns.dates[document]!;
    if (date !== UNDATED) byDay.set(date, (byDay.get(date) ?? 0) + 1);
  });
  const counts = new Map<string, number>();
  for (const [day, count] of [...byDay].sort(([a], [b]) => a - b)) {
    const value = formatDay(day).slice(0, length);
    counts.set(value, (counts.get(value) ?? 0) + count);
  }
  return [...counts].map(([value, count]) => ({ value, count }));
}

function addPeriod(columns: Columns, found: Bitmap, field: string, value: string): void {
  const period = value.length === DATE_FACETS[field] ? parsePeriod(value) : undefined;
  if (period === undefined) {
    throw new SearchError('invalid_parameter', `filter=${field}:${value} names no ${field}.`, {
      parameter: 'filter',
      expected: field === 'year' ? 'a year such as 2021' : 'a month such as 2021-12',
      found: value,
    });
  }
  found.or(filterByDate(columns, period.from, period.to));
}

function columnOf(columns: Columns, field: string): FacetColumn {
  const column = columns.facets.get(field);
  if (column !== undefined) return column;
  throw new SearchError('invalid_parameter', `This index has no facet "${field}".`, {
    expected: `one of ${facetFields(columns).join(', ')}`,
    found: field,
  });
}
