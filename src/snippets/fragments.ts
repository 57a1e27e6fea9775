/**
 * Chooses the fragments of a text that answer best: each match opens a fragment of the wanted length; it is worth the
 * weights of the different leaves in it, a little for repeats, and a little for words that stand close together. The
 * best one is cut at sentence or word boundaries; the next is the best of what is left of the text, where a leaf that
 * was shown already is worth little. Boilerplate is passed over.
 */
import { lastSentenceStart } from '../documents/sentences.js';
import type { Range } from './highlight.js';
import type { Match } from './matches.js';
import type { WordPlaces } from './word-places.js';

/**
 * A repeated word adds this share of its weight, once for each repeat; one that an earlier fragment shows is worth this
 * share too. So the second fragment shows what the first one lacks, and where that is nothing, the next best place.
 */
const REPEAT = 0.1;

/** A fragment whose words all stand within a few words is worth up to this share more. */
const CLOSENESS = 0.3;

/** A fragment ends with a sentence when that leaves at least this share of the wanted length. */
const FULL_ENOUGH = 0.5;

/** Values are whole numbers of such parts: the sum over a window that moves is then exact, so equal windows stay equal. */
const UNITS = 2 ** 30;

function toUnits(weight: number): number {
  return Math.round(weight * UNITS);
}

interface Fragment {
  readonly start: number;
  readonly end: number;
  readonly value: number;
  /** The part of the text, free of other fragments, in which it stands. */
  readonly gap: Range;
}

/**
 * Up to `count` ranges of the text, best first, each at most `length` UTF-16 units. `weights` belong to the leaves.
 * Without matches: the beginning of the text. No fragment begins or ends in one of the ranges to `avoid`, ascending and
 * apart from each other, and matches in them count for nothing, unless the text holds nothing else.
 */
export function chooseFragments(
  text: string,
  words: WordPlaces,
  matches: readonly Match[],
  weights: readonly number[],
  count: number,
  length: number,
  avoid: readonly Range[] = [],
): Range[] {
  if (count === 0 || text === '') return [];
  const beginning = behindRanges(text, avoid, 0);
  if (beginning === text.length && avoid.length > 0)
    return chooseFragments(text, words, matches, weights, count, length);
  const counted = avoid.length === 0 ? matches : matches.filter((match) => !touches(match, avoid));
  const whole: Range = [0, text.length];
  if (counted.length === 0) {
    const nothing = { start: beginning, end: beginning, value: 0, gap: whole };
    return [cut(text, words, nothing, length, avoid)];
  }
  const chosen: Range[] = [];
  const worths = weights.map(toUnits);
  const shown = new Set<number>();
  for (let gaps = [whole]; ; ) {
    const best = bestFragment(counted, worths, gaps, length);
    if (best === undefined) return chosen;
    const range = cut(text, words, best, length, avoid);
    chosen.push(range);
    if (chosen.length === count) return chosen;
    for (const match of counted) if (isWithin(match, range)) shown.add(match.leaf);
    for (const leaf of shown) worths[leaf] = toUnits(REPEAT * weights[leaf]!);
    gaps = gapsBeside(gaps, range).filter((gap) => isWorthShowing(gap, counted, shown, length));
  }
}

function touches(match: Match, ranges: readonly Range[]): boolean {
  return ranges.some(([start, end]) => match.start < end && match.end > start);
}

/** The first place from `place` on that is in no range and no space, or the length of the text. */
function behindRanges(text: string, ranges: readonly Range[], place: number): number {
  let behind = place;
  for (const [start, end] of ranges) {
    behind = behindSpace(text, behind);
    if (behind >= start && behind < end) behind = end;
  }
  return behindSpace(text, behind);
}

function behindSpace(text: string, place: number): number {
  let behind = place;
  while (behind < text.length && /\s/.test(text[behind]!)) behind += 1;
  return behind;
}

function beforeSpace(text: string, place: number, least: number): number {
  let before = place;
  while (before > least && /\s/.test(text[before - 1]!)) before -= 1;
  return before;
}

function isWithin({ start, end }: Match, [from, to]: Range): boolean {
  return start >= from && end <= to;
}

/** What a fragment leaves of the gaps. */
function gapsBeside(gaps: readonly Range[], [from, to]: Range): Range[] {
  const left: Range[] = [];
  for (const gap of gaps) {
    if (from < gap[0] || to > gap[1]) left.push(gap);
    else left.push([gap[0], from], [to, gap[1]]);
  }
  return left;
}

/** What is left beside a fragment may be a few words, which are only worth showing for a leaf that is not shown yet. */
function isWorthShowing(gap: Range, matches: readonly Match[], shown: ReadonlySet<number>, length: number): boolean {
  if (gap[1] - gap[0] >= length * FULL_ENOUGH) return true;
  return matches.some((match) => isWithin(match, gap) && !shown.has(match.leaf));
}

/** The first of those that are worth most, or undefined where no match begins in a gap. */
function bestFragment(
  matches: readonly Match[],
  worths: readonly number[],
  gaps: readonly Range[],
  length: number,
): Fragment | undefined {
  let best: Fragment | undefined;
  // Empty again behind each gap, since every match that came in has left by then.
  const window = new Window(worths);
  let next = 0;
  for (const gap of gaps) {
    while (next < matches.length && matches[next]!.start < gap[0]) next += 1;
    for (let first = next; first < matches.length && matches[first]!.start < gap[1]; first += 1) {
      const { start, end, leaf } = matches[first]!;
      const limit = Math.min(start + length, gap[1]);
      for (; next < matches.length && matches[next]!.end <= limit; next += 1) window.add(matches[next]!.leaf);
      if (next === first) {
        // A single match longer than a fragment is shown all the same, cut.
        next += 1;
        best ??= { start, end: Math.min(end, limit), value: 0, gap };
        continue;
      }
      const value = window.worth((matches[next - 1]!.end - start) / length);
      if (best === undefined || value > best.value)
        best = { start, end: furthestEnd(matches, first, next), value, gap };
      window.remove(leaf);
    }
  }
  return best;
}

/** What the matches in it are worth, while the window moves over the text. */
class Window {
  private readonly worths: readonly number[];
  private readonly counts: number[];
  private leaves = 0;
  private sum = 0;

  constructor(worths: readonly number[]) {
    this.worths = worths;
    this.counts = worths.map(() => 0);
  }

  add(leaf: number): void {
    this.sum += this.worthOfNext(leaf);
    if (this.counts[leaf] === 0) this.leaves += 1;
    this.counts[leaf]! += 1;
  }

  remove(leaf: number): void {
    this.counts[leaf]! -= 1;
    if (this.counts[leaf] === 0) this.leaves -= 1;
    this.sum -= this.worthOfNext(leaf);
  }

  /** `width`: the share of a fragment that the matches take up. */
  worth(width: number): number {
    return this.leaves < 2 ? this.sum : this.sum * (1 + CLOSENESS * (1 - Math.min(1, width)));
  }

  private worthOfNext(leaf: number): number {
    const worth = this.worths[leaf]!;
    return this.counts[leaf] === 0 ? worth : Math.round(worth * REPEAT);
  }
}

function furthestEnd(matches: readonly Match[], from: number, to: number): number {
  let furthest = 0;
  for (let i = from; i < to; i += 1) furthest = Math.max(furthest, matches[i]!.end);
  return furthest;
}

/** Widens a fragment to at most `length` units around it, from the start of a sentence where there is room for it. */
function cut(
  text: string,
  words: WordPlaces,
  { start: from, end: to, gap }: Fragment,
  length: number,
  avoid: readonly Range[],
): Range {
  const room = Math.max(0, length - (to - from));
  const sentence = lastSentenceStart(text, Math.max(gap[0], from - room), from);
  const wanted = Math.max(gap[0], from - Math.floor(room / 2));
  const start = behindRanges(text, avoid, sentence ?? wordStart(words, wanted, from));
  let end = Math.min(gap[1], start + length);
  if (end < text.length) {
    const enough = Math.min(end, start + length * FULL_ENOUGH);
    end = endOfFragment(text, words, Math.max(to, start + 1), end, enough);
  }
  end = beforeSpace(text, end, start);
  const least = Math.max(to, start + 1);
  for (const range of avoid.toReversed())
    if (range[0] >= least && range[0] < end && end <= range[1]) end = beforeSpace(text, range[0], start);
  return [start, end];
}

/** The start of the last sentence before `limit` that leaves enough, else the end of the last whole word before it. */
function endOfFragment(text: string, words: WordPlaces, least: number, limit: number, enough: number): number {
  const sentence = lastSentenceStart(text, Math.max(least, enough), limit);
  if (sentence !== undefined) return sentence;
  const end = words.endBefore(limit) ?? limit;
  return end >= least ? end : limit;
}

/** The start of the first word at or behind `wanted`, but not behind `limit`. */
function wordStart(words: WordPlaces, wanted: number, limit: number): number {
  if (wanted <= 0) return 0;
  return Math.min(limit, words.startFrom(wanted) ?? limit);
}
