/**
 * Many strings in two arrays, without an object for each: UTF-8 bytes one after the other, and where each begins.
 * Sorted tables are in the order of their bytes, which is that of code points, so that looking one up decodes nothing.
 */
import type { SectionArray, SectionReader } from './sections.js';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

export class StringTable {
  private readonly bytes: Uint8Array;
  private readonly starts: Uint32Array;

  constructor(bytes: Uint8Array, starts: Uint32Array) {
    this.bytes = bytes;
    this.starts = starts;
  }

  static from(strings: readonly string[]): StringTable {
    const starts = new Uint32Array(strings.length + 1);
    const bytes = encoder.encode(strings.join(''));
    let start = 0;
    strings.forEach((text, i) => {
      start += utf8Length(text);
      starts[i + 1] = start;
    });
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
    return decoder.decode(this.bytes.subarray(this.starts[i]!, this.starts[i + 1]!));
  }

  /** The place of a string in a sorted table, or -1. `place` says which string stands at a rank of the order. */
  find(text: string, place: (rank: number) => number = (rank) => rank): number {
    const rank = this.lowerBound(text, place);
    if (rank === this.length) return -1;
    const found = place(rank);
    return this.starts[found + 1]! - this.starts[found]! === utf8Length(text) &&
      this.compare(found, encoder.encode(text)) === 0
      ? found
      : -1;
  }

  /** The first rank at or behind which no string comes before `text`. */
  lowerBound(text: string, place: (rank: number) => number = (rank) => rank): number {
    const bytes = encoder.encode(text);
    return this.partition((rank) => this.compare(place(rank), bytes) < 0);
  }

  /** The first rank behind all strings that begin with `prefix`. */
  endOfPrefix(prefix: string): number {
    const bytes = encoder.encode(prefix);
    return this.partition((rank) => this.comparePrefix(rank, bytes) <= 0);
  }

  private partition(isBefore: (rank: number) => boolean): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (isBefore(middle)) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private compare(i: number, bytes: Uint8Array): number {
    return this.comparePrefix(i, bytes) || this.starts[i + 1]! - this.starts[i]! - bytes.length;
  }

  /** Below, at or above 0 as the string comes before, begins with or comes behind the bytes. */
  private comparePrefix(i: number, bytes: Uint8Array): number {
    const start = this.starts[i]!;
    const length = this.starts[i + 1]! - start;
    for (let at = 0; at < bytes.length; at += 1) {
      if (at === length) return -1;
      const difference = this.bytes[start + at]! - bytes[at]!;
      if (difference !== 0) return difference;
    }
    return 0;
  }
}

/** Sorts strings in the order of their UTF-8 bytes. `<` differs from it only where surrogates meet U+E000 to U+FFFF. */
export function sortByCodePoint<T>(items: T[], textOf: (item: T) => string): T[] {
  const isAstral = items.some((item) => /[\ud800-\udfff]/.test(textOf(item)));
  if (isAstral) return items.sort((a, b) => compareCodePoints(textOf(a), textOf(b)));
  return items.sort((a, b) => {
    const [left, right] = [textOf(a), textOf(b)];
    return left < right ? -1 : left > right ? 1 : 0;
  });
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
