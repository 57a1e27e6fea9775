/**
 * Exact counts over time, without gaps: every bucket between the first and the last that is not empty is there.
 */
import { formatDay, mondayOf, parsePeriod, UNDATED } from '../documents/date.js';
import { SearchError } from '../errors.js';
import type { Bitmap } from './bitmap.js';

export type Interval = 'day' | 'week' | 'month' | 'year';

export interface DateHistogram {
  readonly interval: Interval;
  readonly buckets: readonly { readonly key: string; readonly count: number }[];
  readonly undated: number;
}

/** More than this is no picture but a download. */
const MAX_BUCKETS = 10_000;

/** Longest span in days for which `auto` takes an interval: 31 to about 60 bars each. */
const AUTO: readonly (readonly [interval: Interval, days: number])[] = [
  ['day', 45],
  ['week', 400],
  ['month', 6 * 366],
];

/** Throws `invalid_parameter` where the interval is too fine for the span. */
export function countByDate(dates: Int32Array, documents: Bitmap, wanted: Interval | 'auto'): DateHistogram {
  const days = new Map<number, number>();
  let [first, last, undated] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0];
  documents.forEach((document) => {
    const date = dates[document]!;
    if (date === UNDATED) {
      undated += 1;
      return;
    }
    days.set(date, (days.get(date) ?? 0) + 1);
    if (date < first) first = date;
    if (date > last) last = date;
  });
  const interval = wanted === 'auto' ? autoInterval(last - first + 1) : wanted;
  const counts = emptyBuckets(interval, first, last);
  for (const [day, count] of days) {
    const key = bucketOf(day, interval);
    counts.set(key, (counts.get(key) ?? 0) + count);
  }
  return { interval, buckets: [...counts].map(([key, count]) => ({ key, count })), undated };
}

/** The key of the bucket that a day falls in. */
function bucketOf(day: number, interval: Interval): string {
  if (interval === 'week') return formatDay(mondayOf(day));
  return formatDay(day).slice(0, interval === 'day' ? 10 : interval === 'month' ? 7 : 4);
}

function autoInterval(span: number): Interval {
  return AUTO.find(([, days]) => span <= days)?.[0] ?? 'year';
}

function emptyBuckets(interval: Interval, first: number, last: number): Map<string, number> {
  const buckets = new Map<string, number>();
  for (let day = first; day <= last; day = firstDayAfter(day, interval)) {
    if (buckets.size >= MAX_BUCKETS) {
      throw new SearchError('invalid_parameter', `histogram=${interval} is too fine for these documents.`, {
        parameter: 'histogram',
        expected: `an interval that gives at most ${MAX_BUCKETS} buckets from ${formatDay(first)} to ${formatDay(last)}`,
        hint: 'Take a longer interval, or histogram=auto.',
      });
    }
    buckets.set(bucketOf(day, interval), 0);
  }
  return buckets;
}

/** The first day of the next bucket. */
function firstDayAfter(day: number, interval: Interval): number {
  if (interval === 'day') return day + 1;
  if (interval === 'week') return mondayOf(day) + 7;
  return parsePeriod(bucketOf(day, interval))!.to + 1;
}
