/**
 * Many strings in two arrays, without an object for each: UTF-8 bytes one after the other, and where each begins.
 */
import type { SectionArray, SectionReader } from './sections.js';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

export class StringTable {
  private readonly bytes: Uint8Array;
  private readonly starts: Uint32Array;

  constructor(bytes: Uint8Array, starts: Uint32Array) {
    this.bytes = bytes;
    this.starts = starts;
  }

  static from(strings: readonly string[]): StringTable {
    const starts = new Uint32Array(strings.length + 1);
    const parts = strings.map((text) => Buffer.from(text));
    parts.forEach((part, i) => {
      starts[i + 1] = starts[i]! + part.length;
    });
    return new StringTable(new Uint8Array(Buffer.concat(parts)), starts);
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

  /** The first place at or behind which no string sorts before `text`; the table must be sorted by `<`. */
  lowerBound(text: string, place: (i: number) => number = (i) => i): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.get(place(middle)) < text) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
