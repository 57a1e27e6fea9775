/**
 * A set of document numbers, one bit each: what a query matches, exactly. Combining two sets costs one pass over
 * `documents / 32` words.
 */
export class Bitmap {
  readonly size: number;
  /** Bit `d & 31` of word `d >>> 5` stands for document `d`; bits at or behind `size` are zero. For inner loops. */
  readonly words: Int32Array;

  /** An empty set over document numbers from 0 to `size - 1`. */
  constructor(size: number) {
    this.size = size;
    this.words = new Int32Array(Math.ceil(size / 32));
  }

  static full(size: number): Bitmap {
    const all = new Bitmap(size);
    all.words.fill(-1);
    if (size % 32 !== 0) all.words[all.words.length - 1] = 2 ** (size % 32) - 1;
    return all;
  }

  clone(): Bitmap {
    const copy = new Bitmap(this.size);
    copy.words.set(this.words);
    return copy;
  }

  add(document: number): void {
    this.words[document >>> 5]! |= 1 << (document & 31);
  }

  remove(document: number): void {
    this.words[document >>> 5]! &= ~(1 << (document & 31));
  }

  has(document: number): boolean {
    return (this.words[document >>> 5]! & (1 << (document & 31))) !== 0;
  }

  /** Keeps what is in both; returns itself. */
  and(other: Bitmap): this {
    for (let i = 0; i < this.words.length; i += 1) this.words[i]! &= other.words[i]!;
    return this;
  }

  /** Adds what is in the other; returns itself. */
  or(other: Bitmap): this {
    for (let i = 0; i < this.words.length; i += 1) this.words[i]! |= other.words[i]!;
    return this;
  }

  /** Drops what is in the other; returns itself. */
  andNot(other: Bitmap): this {
    for (let i = 0; i < this.words.length; i += 1) this.words[i]! &= ~other.words[i]!;
    return this;
  }

  count(): number {
    let total = 0;
    for (let i = 0; i < this.words.length; i += 1) total += countOnes(this.words[i]!);
    return total;
  }

  /** The members in ascending order. */
  toArray(): Uint32Array {
    const members = new Uint32Array(this.count());
    let count = 0;
    for (let i = 0; i < this.words.length; i += 1) {
      for (let word = this.words[i]!; word !== 0; word &= word - 1) {
        members[count++] = (i << 5) + 31 - Math.clz32(word & -word);
      }
    }
    return members;
  }

  /** Visits the members in ascending order. */
  forEach(visit: (document: number) => void): void {
    for (let i = 0; i < this.words.length; i += 1) {
      for (let word = this.words[i]!; word !== 0; word &= word - 1) visit((i << 5) + 31 - Math.clz32(word & -word));
    }
  }
}

/** The number of set bits of a 32-bit word, by adding neighbouring pairs, nibbles and bytes. */
export function countOnes(word: number): number {
  let n = word - ((word >>> 1) & 0x5555_5555);
  n = (n & 0x3333_3333) + ((n >>> 2) & 0x3333_3333);
  return Math.imul((n + (n >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}
