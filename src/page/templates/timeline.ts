/**
 * The histogram as bars that narrow the dates. Each bar is one bucket of the answer, but a link may span several:
 * there are at most twelve links, so that each is at least 24 pixels wide in the narrowest column.
 */
import type { Histogram, Interval } from '../../answer.js';
import { addDays, dateInWords, periodInWords } from './dates.js';
import { changeState, type PageState, pageUrl } from './state.js';
import { formatNumber, STRINGS } from './strings.js';
import { type Child, h, type Tree } from './tree.js';

export function timeline(state: PageState, histogram: Histogram): Child {
  const { buckets, interval, undated } = histogram;
  const first = buckets[0];
  const last = buckets.at(-1);
  // A single bar narrows nothing.
  if (first === undefined || last === undefined || first === last) return undated > 0 && undatedLine(undated);
  return h(
    'section',
    { class: 'timeline', 'aria-labelledby': 'timeline' },
    h('h3', { id: 'timeline' }, STRINGS.timeline, ' ', h('small', {}, STRINGS.timelineBy[interval])),
    chart(state, histogram),
    h(
      'p',
      { class: 'timeline-ends', 'aria-hidden': 'true' },
      h('span', {}, dateInWords(first.key)),
      h('span', {}, dateInWords(last.key)),
    ),
    undated > 0 && undatedLine(undated),
    numbers(histogram),
  );
}

type Bucket = Histogram['buckets'][number];

interface Group {
  readonly slot: number;
  readonly bars: { readonly slot: number; readonly bucket: Bucket }[];
}

/** The picture is stretched to its column, so these are proportions and not pixels. */
const WIDTH = 1200;
const HEIGHT = 72;
const MOST_LINKS = 12;

/** How many buckets a link may span: spans that a calendar has names for. */
const SPANS: Readonly<Record<Interval, readonly number[]>> = {
  day: [1, 2, 3, 4, 7, 14, 28],
  week: [1, 2, 4, 8, 13, 26, 52],
  month: [1, 2, 3, 6, 12, 24, 60, 120],
  year: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000],
};

function chart(state: PageState, histogram: Histogram): Tree {
  const { groups, span } = groupBuckets(histogram);
  const highest = Math.max(...histogram.buckets.map(({ count }) => count), 1);
  const slotWidth = WIDTH / (groups.length * span);
  return h(
    'svg',
    {
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      preserveAspectRatio: 'none',
      role: 'group',
      'aria-labelledby': 'timeline',
      focusable: 'false',
    },
    groups.map((group) => groupLink(state, histogram.interval, group, { span, slotWidth, highest })),
  );
}

interface Scale {
  readonly span: number;
  readonly slotWidth: number;
  readonly highest: number;
}

function groupLink(state: PageState, interval: Interval, group: Group, scale: Scale): Child {
  const bars = group.bars.map(({ slot, bucket }) => bar(slot, bucket.count, scale));
  const first = group.bars[0]?.bucket;
  const last = group.bars.at(-1)?.bucket;
  const count = group.bars.reduce((sum, { bucket }) => sum + bucket.count, 0);
  if (first === undefined || last === undefined || count === 0) return bars;
  const from = first.key;
  const to = interval === 'week' ? addDays(last.key, 6) : last.key;
  const label = STRINGS.periodCount(periodInWords(from, to), count);
  const width = scale.slotWidth * scale.span;
  return h(
    'a',
    { id: `period-${from}`, href: pageUrl(changeState(state, { from, to })), 'aria-label': label },
    h('title', {}, label),
    h('rect', { class: 'zone', x: round(group.slot * scale.slotWidth), y: 0, width: round(width), height: HEIGHT }),
    bars,
  );
}

/** A count above zero is never drawn lower than a line that can be seen. */
function bar(slot: number, count: number, { slotWidth, highest }: Scale): Child {
  if (count === 0) return false;
  const height = Math.max(2, (count / highest) * (HEIGHT - 4));
  const width = Math.min(slotWidth * 0.82, WIDTH / 10);
  const x = slot * slotWidth + (slotWidth - width) / 2;
  return h('rect', {
    class: 'bar',
    x: round(x),
    y: round(HEIGHT - height),
    width: round(width),
    height: round(height),
  });
}

/**
 * Groups of equal width, the smallest span that needs no more than twelve. Months and years are aligned to the
 * calendar (a span of three is a quarter), so the first and last group may be partly empty.
 */
function groupBuckets({ buckets, interval }: Histogram): { groups: Group[]; span: number } {
  const ordinals = buckets.map(({ key }, index) => ordinal(interval, key, index));
  const first = ordinals[0] ?? 0;
  const last = ordinals.at(-1) ?? 0;
  const count = (span: number): number => Math.floor(last / span) - Math.floor(first / span) + 1;
  const longest = Math.ceil((last - first + 1) / (MOST_LINKS - 1));
  const span = SPANS[interval].find((candidate) => count(candidate) <= MOST_LINKS) ?? longest;
  const start = Math.floor(first / span) * span;
  const groups = Array.from({ length: count(span) }, (_, index): Group => ({ slot: index * span, bars: [] }));
  buckets.forEach((bucket, index) => {
    const slot = (ordinals[index] ?? 0) - start;
    groups[Math.floor(slot / span)]?.bars.push({ slot, bucket });
  });
  return { groups, span };
}

function ordinal(interval: Interval, key: string, index: number): number {
  const [year = 0, month = 1] = key.split('-').map(Number);
  if (interval === 'year') return year;
  return interval === 'month' ? year * 12 + month - 1 : index;
}

function undatedLine(count: number): Child {
  return h('p', { class: 'undated' }, STRINGS.undated(count));
}

/** The same numbers for those who cannot see the bars. */
function numbers({ buckets, interval }: Histogram): Child {
  const name = (key: string): string => (interval === 'week' ? STRINGS.weekOf(dateInWords(key)) : dateInWords(key));
  const cell = (tag: string, text: string, scope?: string): Tree => h(tag, { scope }, text);
  return h(
    'div',
    { class: 'visually-hidden' },
    h(
      'table',
      {},
      h('caption', {}, STRINGS.timeline),
      h('thead', {}, h('tr', {}, cell('th', STRINGS.timelinePeriod, 'col'), cell('th', STRINGS.timelineCount, 'col'))),
      h(
        'tbody',
        {},
        buckets
          .filter(({ count }) => count > 0)
          .map(({ key, count }) => h('tr', {}, cell('th', name(key), 'row'), cell('td', formatNumber(count)))),
      ),
    ),
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
