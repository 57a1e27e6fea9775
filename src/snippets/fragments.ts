/**
 * Chooses the fragments of a text that answer best: each match opens a fragment of the wanted length; it is worth the
 * weights of the different leaves in it, a little for repeats, and a little for words that stand close together. The
 * best ones that do not overlap are cut at sentence or word boundaries.
 */
import { sentenceStarts } from '../documents/sentences.js';
import type { Range } from './highlight.js';
import type { Match, WordPlaces } from './matches.js';

/** A repeated word adds this share of its weight, once for each repeat. */
const REPEAT = 0.1;

/** A fragment whose words all stand within a few words is worth up to this share more. */
const CLOSENESS = 0.3;

/** A fragment ends with a sentence when that leaves at least this share of the wanted length. */
const FULL_ENOUGH = 0.5;

/** Characters before a mark that decide whether it ends a sentence, and some more. */
const LOOK_BACK = 40;

interface Fragment {
  readonly start: number;
  readonly end: number;
  readonly value: number;
}

/**
 * Up to `count` ranges of the text, best first, each at most `length` UTF-16 units. `weights` belong to the leaves.
 * Without matches: the beginning of the text.
 */
export function chooseFragments(
  text: string,
  words: WordPlaces,
  matches: readonly Match[],
  weights: readonly number[],
  count: number,
  length: number,
): Range[] {
  if (count === 0 || text === '') return [];
  if (matches.length === 0) return [cut(text, words, 0, 0, length)];
  const chosen: Range[] = [];
  for (const fragment of fragmentsByValue(matches, weights, length)) {
    if (chosen.some(([start, end]) => fragment.start < end && fragment.end > start)) continue;
    const range = cut(text, words, fragment.start, fragment.end, length);
    if (chosen.some(([start, end]) => range[0] < end && range[1] > start)) continue;
    chosen.push(range);
    if (chosen.length === count) break;
  }
  return chosen;
}

function fragmentsByValue(matches: readonly Match[], weights: readonly number[], length: number): Fragment[] {
  const fragments: Fragment[] = [];
  let next = 0;
  for (const [first, match] of matches.entries()) {
    next = Math.max(next, first);
    while (next < matches.length && matches[next]!.end <= match.start + length) next += 1;
    const inside = matches.slice(first, next);
    // A single match longer than a fragment is shown all the same, cut.
    const end = inside.reduce((furthest, other) => Math.max(furthest, other.end), match.start);
    fragments.push({
      start: match.start,
      end: inside.length === 0 ? Math.min(match.end, match.start + length) : end,
      value: worthOf(inside, weights, length),
    });
  }
  return fragments.sort((a, b) => b.value - a.value || a.start - b.start);
}

function worthOf(matches: readonly Match[], weights: readonly number[], length: number): number {
  const seen = new Set<number>();
  let value = 0;
  for (const { leaf } of matches) {
    value += seen.has(leaf) ? REPEAT * weights[leaf]! : weights[leaf]!;
    seen.add(leaf);
  }
  if (seen.size < 2) return value;
  const width = matches.at(-1)!.end - matches[0]!.start;
  return value * (1 + CLOSENESS * (1 - Math.min(1, width / length)));
}

/** Widens a range to at most `length` units around it, from the start of a sentence where there is room for it. */
function cut(text: string, words: WordPlaces, from: number, to: number, length: number): Range {
  const sentences = sentencesAround(text, from, length);
  const room = Math.max(0, length - (to - from));
  const sentence = lastAtOrBefore(sentences, from);
  let start =
    sentence !== undefined && from - sentence <= room ? sentence : wordStart(words, from - Math.floor(room / 2), from);
  let end = Math.min(text.length, start + length);
  if (end < text.length) {
    end = endOfFragment(sentences, words, Math.max(to, start + 1), end, start + length * FULL_ENOUGH);
  }
  while (start < end && /\s/.test(text[start]!)) start += 1;
  while (end > start && /\s/.test(text[end - 1]!)) end -= 1;
  return [start, end];
}

/** Where sentences begin that a fragment around a place may begin or end with; the rest of a long text is not read. */
function sentencesAround(text: string, place: number, length: number): number[] {
  const base = Math.max(0, place - length - LOOK_BACK);
  const starts = sentenceStarts(text.slice(base, place + length + LOOK_BACK)).map((start) => base + start);
  // What begins at the cut is no sentence, and right behind it there is too little to tell.
  return base === 0 ? starts : starts.filter((start) => start >= base + LOOK_BACK);
}

/** The start of the last sentence before `limit` that leaves enough, else the end of the last whole word before it. */
function endOfFragment(
  sentences: readonly number[],
  words: WordPlaces,
  least: number,
  limit: number,
  enough: number,
): number {
  const sentence = lastAtOrBefore(sentences, limit);
  if (sentence !== undefined && sentence >= Math.max(least, enough)) return sentence;
  const end = lastAtOrBefore(words.ends, limit) ?? limit;
  return end >= least ? end : limit;
}

/** The start of the first word at or behind `wanted`, but not behind `limit`. */
function wordStart({ starts }: WordPlaces, wanted: number, limit: number): number {
  if (wanted <= 0) return 0;
  return Math.min(limit, starts[countBelow(starts, wanted)] ?? limit);
}

function lastAtOrBefore(ascending: readonly number[], limit: number): number | undefined {
  return ascending[countBelow(ascending, limit + 1) - 1];
}

/** How many of the ascending numbers are below a limit. */
function countBelow(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
