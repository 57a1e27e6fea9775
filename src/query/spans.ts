/**
 * Stretches of a text from a first to a last position, and what NEAR makes of two kinds of them. Positions count the
 * words of one field. Every pair that is near makes a stretch of its own, because a chain may go on from any of them;
 * counted are only those that hold no other, so that of `a a b` near each other one is counted.
 */
import type { NearJoin } from './query.js';

/** Adds steps of work; throws when time is up. */
export type Spend = (steps: number) => void;

export class Spans {
  firsts = new Uint32Array(16);
  lasts = new Uint32Array(16);
  length = 0;
  /** Then the first of those that begin behind a place is also the first to end. */
  lastsAscend = true;

  clear(): void {
    this.length = 0;
    this.lastsAscend = true;
  }

  /** Behind those that begin before it. */
  push(first: number, last: number): void {
    const { length } = this;
    if (length === this.firsts.length) this.grow();
    if (length > 0 && last < this.lasts[length - 1]!) this.lastsAscend = false;
    this.firsts[length] = first;
    this.lasts[length] = last;
    this.length = length + 1;
  }

  forEach(visit: (first: number, last: number, i: number) => void): void {
    for (let i = 0; i < this.length; i += 1) visit(this.firsts[i]!, this.lasts[i]!, i);
  }

  /** Puts those of one beginning in order of their ends, each once. */
  settle(): void {
    const { firsts, lasts, length } = this;
    this.clear();
    for (let from = 0; from < length; ) {
      const first = firsts[from]!;
      let to = from + 1;
      while (to < length && firsts[to] === first) to += 1;
      if (to - from > 1) lasts.subarray(from, to).sort();
      for (let i = from; i < to; i += 1) if (i === from || lasts[i] !== lasts[i - 1]) this.push(first, lasts[i]!);
      from = to;
    }
  }

  /** The place of a stretch, or -1. Not before they are settled. */
  find(first: number, last: number): number {
    let [low, high] = [this.beginningFrom(first), this.beginningFrom(first + 1)];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.lasts[middle]! < last) low = middle + 1;
      else high = middle;
    }
    return low < this.length && this.firsts[low] === first && this.lasts[low] === last ? low : -1;
  }

  /** The place of the first one that begins at a position or behind it. */
  beginningFrom(position: number): number {
    const { firsts } = this;
    let [low, high] = [0, this.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (firsts[middle]! < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private grow(): void {
    const [firsts, lasts] = [new Uint32Array(2 * this.length), new Uint32Array(2 * this.length)];
    firsts.set(this.firsts);
    lasts.set(this.lasts);
    this.firsts = firsts;
    this.lasts = lasts;
  }
}

/** Those that hold no other, of what is pushed in the order of its beginnings. */
export class MinimalSpans {
  private readonly kept = new Spans();

  get count(): number {
    return this.kept.length;
  }

  clear(): void {
    this.kept.clear();
  }

  push(first: number, last: number): void {
    const { kept } = this;
    let { length } = kept;
    if (length > 0 && kept.firsts[length - 1] === first && kept.lasts[length - 1]! <= last) return;
    while (length > 0 && kept.lasts[length - 1]! >= last) length -= 1;
    kept.length = length;
    kept.push(first, last);
  }

  pushAll({ firsts, lasts, length }: Spans): void {
    for (let i = 0; i < length; i += 1) this.push(firsts[i]!, lasts[i]!);
  }
}

/** Those that are in either. */
export function mergeSpans(a: Spans, b: Spans, merged: Spans): void {
  merged.clear();
  for (let [i, j] = [0, 0]; i < a.length || j < b.length; ) {
    const isFirst = j === b.length || (i < a.length && a.firsts[i]! <= b.firsts[j]!);
    if (isFirst) {
      merged.push(a.firsts[i]!, a.lasts[i]!);
      i += 1;
    } else {
      merged.push(b.firsts[j]!, b.lasts[j]!);
      j += 1;
    }
  }
  merged.settle();
}

/**
 * What two kinds make together, all of it or what holds nothing else of it. Takes them in the order of their beginnings;
 * of two that begin at one position the left one comes first.
 */
export function joinSpans(
  left: Spans,
  right: Spans,
  { distance, ordered }: NearJoin,
  joined: Spans | MinimalSpans,
  spend: Spend,
): void {
  joined.clear();
  for (let [i, j] = [0, 0]; i < left.length || (!ordered && j < right.length); ) {
    const isLeft = i < left.length && (ordered || j === right.length || left.firsts[i]! <= right.firsts[j]!);
    if (isLeft) {
      spend(pushFollowing(left.firsts[i]!, left.lasts[i]!, right, distance, joined));
      i += 1;
    } else {
      spend(pushFollowing(right.firsts[j]!, right.lasts[j]!, left, distance, joined));
      j += 1;
    }
  }
}

/** Joins one with each of those that follow it near enough; returns the work that it took. */
function pushFollowing(
  first: number,
  last: number,
  others: Spans,
  distance: number,
  joined: Spans | MinimalSpans,
): number {
  const from = others.beginningFrom(last + 1);
  const furthest = last + distance;
  // Of those behind, the first to end makes the shortest; the longer ones would hold it.
  const onlyOne = joined instanceof MinimalSpans && others.lastsAscend;
  let i = from;
  for (; i < others.length && others.firsts[i]! <= furthest; i += 1) {
    joined.push(first, others.lasts[i]!);
    if (onlyOne) break;
  }
  return i - from + 1;
}
