/**
 * Many strings in two arrays, without an object for each: UTF-8 bytes one after the other, and where each begins.
 * Sorted tables are in the order of their bytes, which is that of code points, so that looking one up decodes nothing.
 */
import type { SectionArray, SectionReader } from './sections.js';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

/** Longer strings are decoded faster by the decoder than four letters at a time. */
const SHORT = 32;

/** Smaller tables are looked up as fast without a directory, which has as many entries as there are two first bytes. */
const LARGE = 4096;
const DIRECTORY_SIZE = 128 * 256;

/** Searches that do without one: making it takes some milliseconds, which the first answer shall not wait for. */
const FEW = 100;

/** The bytes of the string that is looked for. */
let key = new Uint8Array(256);

export class StringTable {
  /** The UTF-8 bytes of all strings. */
  readonly bytes: Uint8Array;
  /** String `i` is `bytes[starts[i]] … bytes[starts[i + 1] - 1]`. */
  readonly starts: Uint32Array;
  /** The first rank at or behind each two first bytes, the first of them ASCII; made when a large table is searched often. */
  private directory: Uint32Array | undefined;
  /** How often a large table was searched without one. */
  private searches = 0;

  constructor(bytes: Uint8Array, starts: Uint32Array) {
    this.bytes = bytes;
    this.starts = starts;
  }

  static from(strings: readonly string[]): StringTable {
    const starts = new Uint32Array(strings.length + 1);
    const whole = strings.join('');
    const bytes = encoder.encode(whole);
    const isAscii = bytes.length === whole.length;
    for (let i = 0, start = 0; i < strings.length; i += 1) {
      const text = strings[i]!;
      start += isAscii ? text.length : utf8Length(text);
      starts[i + 1] = start;
    }
    return new StringTable(bytes, starts);
  }

  static read(sections: SectionReader, name: string): StringTable {
    return new StringTable(sections.get(`${name}.bytes`, 'u8'), sections.get(`${name}.starts`, 'u32'));
  }

  sections(name: string): Record<string, SectionArray> {
    return { [`${name}.bytes`]: this.bytes, [`${name}.starts`]: this.starts };
  }

  get length(): number {
    return this.starts.length - 1;
  }

  get(i: number): string {
    const { bytes } = this;
    const start = this.starts[i]!;
    const end = this.starts[i + 1]!;
    if (end - start > SHORT) return decoder.decode(bytes.subarray(start, end));
    // The decoder costs 150 to 220 ns a call, this 70.
    let text = '';
    let at = start;
    for (; at + 4 <= end; at += 4) {
      const a = bytes[at]!;
      const b = bytes[at + 1]!;
      const c = bytes[at + 2]!;
      const d = bytes[at + 3]!;
      if ((a | b | c | d) >= 0x80) return decoder.decode(bytes.subarray(start, end));
      text += String.fromCharCode(a, b, c, d);
    }
    for (; at < end; at += 1) {
      if (bytes[at]! >= 0x80) return decoder.decode(bytes.subarray(start, end));
      text += String.fromCharCode(bytes[at]!);
    }
    return text;
  }

  /** Bytes of a string. */
  byteLength(i: number): number {
    return this.starts[i + 1]! - this.starts[i]!;
  }

  /** First bytes that two strings have in common. */
  sharedBytes(i: number, j: number): number {
    const { bytes, starts } = this;
    const first = starts[i]!;
    const second = starts[j]!;
    const most = Math.min(starts[i + 1]! - first, starts[j + 1]! - second);
    let at = 0;
    while (at < most && bytes[first + at] === bytes[second + at]) at += 1;
    return at;
  }

  /** The place of a string in a sorted table, or -1. `order` has the strings' places in the order of their bytes. */
  find(text: string, order?: Uint32Array): number {
    const length = fillKey(text);
    const rank = this.search(length, false, order);
    if (rank === this.length) return -1;
    const place = order === undefined ? rank : order[rank]!;
    return this.byteLength(place) === length && this.compare(place, length) === 0 ? place : -1;
  }

  /** The first rank at or behind which no string comes before `text`. */
  lowerBound(text: string): number {
    return this.search(fillKey(text), false);
  }

  /** The first rank behind all strings that begin with `prefix`. */
  endOfPrefix(prefix: string): number {
    return this.search(fillKey(prefix), true);
  }

  /** The first rank whose string comes behind the key; with `behind`, behind all that begin with the key. */
  private search(length: number, behind: boolean, order?: Uint32Array): number {
    let low = 0;
    let high = this.length;
    if (order === undefined && high >= LARGE && length >= 2 && key[0]! < 0x80) {
      this.searches += 1;
      if (this.searches > FEW) this.directory ??= this.makeDirectory();
      if (this.directory !== undefined) {
        const entry = (key[0]! << 8) | key[1]!;
        low = this.directory[entry]!;
        high = this.directory[entry + 1]!;
      }
    }
    while (low < high) {
      const middle = (low + high) >>> 1;
      const place = order === undefined ? middle : order[middle]!;
      const difference = this.compare(place, length);
      if (difference < 0 || (behind && difference === 0)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Below, at or above 0 as the string comes before, begins with or comes behind the key. */
  private compare(place: number, length: number): number {
    const { bytes } = this;
    const start = this.starts[place]!;
    const size = this.starts[place + 1]! - start;
    const most = Math.min(size, length);
    for (let at = 0; at < most; at += 1) {
      const difference = bytes[start + at]! - key[at]!;
      if (difference !== 0) return difference;
    }
    return size < length ? -1 : 0;
  }

  /** Halves what it costs to look up a word among 60,000, for 128 KB. */
  private makeDirectory(): Uint32Array {
    const { bytes, starts } = this;
    const directory = new Uint32Array(DIRECTORY_SIZE + 1);
    let entry = 0;
    for (let rank = 0; rank < this.length; rank += 1) {
      const start = starts[rank]!;
      const size = starts[rank + 1]! - start;
      const first = size === 0 ? 0 : bytes[start]!;
      if (first >= 0x80) {
        directory.fill(rank, entry);
        return directory;
      }
      const own = (first << 8) | (size < 2 ? 0 : bytes[start + 1]!);
      for (; entry <= own; entry += 1) directory[entry] = rank;
    }
    directory.fill(this.length, entry);
    return directory;
  }
}

/** Puts the bytes of a string into the key; how many they are. */
function fillKey(text: string): number {
  if (key.length < 3 * text.length) key = new Uint8Array(3 * text.length);
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= 0x80) return encoder.encodeInto(text, key).written;
    key[at] = code;
  }
  return text.length;
}

/** The first of `from` to before `to` that is not alike, where all that are stand first: in steps that double, then halve. */
export function firstUnlike(from: number, to: number, isAlike: (i: number) => boolean): number {
  let low = from;
  let step = 1;
  while (low + step <= to && isAlike(low + step - 1)) {
    low += step;
    step *= 2;
  }
  let high = Math.min(to, low + step - 1);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isAlike(middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Sorts strings in the order of their UTF-8 bytes. `<` differs from it only where surrogates meet U+E000 to U+FFFF. */
export function sortByCodePoint<T>(items: T[], textOf: (item: T) => string): T[] {
  const isAstral = items.some((item) => hasSurrogates(textOf(item)));
  if (isAstral) return items.sort((a, b) => compareCodePoints(textOf(a), textOf(b)));
  return items.sort((a, b) => compareUnits(textOf(a), textOf(b)));
}

/**
 * The places of many strings in that order, of equal ones ascending. Their first letters and their place in one number
 * of 53 bits are sorted without a function, which leaves few strings to compare: 25 ms for 69,000 forms, not 80.
 */
export function orderOf(texts: readonly string[]): Uint32Array {
  const span = 2 ** Math.ceil(Math.log2(Math.max(2, texts.length)));
  const letters = Math.floor((53 - Math.log2(span)) / 8);
  const keys = new Float64Array(texts.length);
  for (let place = 0; place < keys.length; place += 1)
    keys[place] = firstLetters(texts[place]!, letters) * span + place;
  keys.sort();
  const compare = texts.some(hasSurrogates) ? compareCodePoints : compareUnits;
  const order = new Uint32Array(texts.length);
  for (let start = 0, end = 0; start < order.length; start = end) {
    const first = Math.floor(keys[start]! / span) * span;
    for (; end < order.length && keys[end]! < first + span; end += 1) order[end] = keys[end]! - first;
    if (end > start + 1) order.subarray(start, end).sort((a, b) => compare(texts[a]!, texts[b]!) || a - b);
  }
  return order;
}

/** Eight bits for each of the first letters, in their order. From one that is not Latin on, none tells strings apart. */
function firstLetters(text: string, count: number): number {
  let number = 0;
  for (let i = 0, letter = 0; i < count; i += 1) {
    if (letter < 255) letter = i < text.length ? Math.min(255, text.charCodeAt(i) + 1) : 0;
    number = 256 * number + letter;
  }
  return number;
}

function hasSurrogates(text: string): boolean {
  return /[\ud800-\udfff]/.test(text);
}

function compareUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function compareCodePoints(a: string, b: string): number {
  let at = 0;
  while (at < a.length && at < b.length && a[at] === b[at]) at += 1;
  // Behind an equal high surrogate stand two low ones, which are in order themselves.
  return (a.codePointAt(at) ?? -1) - (b.codePointAt(at) ?? -1);
}

function utf8Length(text: string): number {
  let length = 0;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code < 0x80) length += 1;
    else if (code < 0x800) length += 2;
    else if (code >= 0xd800 && code < 0xdc00 && i + 1 < text.length) {
      length += 4;
      i += 1;
    } else length += 3;
  }
  return length;
}
