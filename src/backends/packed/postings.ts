/**
 * Reads the posting lists of `postings.bin`. Everything is a view of the file's bytes; nothing is made for a document
 * until it is asked for. Uses no interface of Node, so that a browser can read the same file.
 */
import { lowerBound } from '../../index/ascending.js';
import type { SectionReader } from '../../index/sections.js';
import { weightedFrequency } from '../../ranking/bm25.js';
import { OVERFLOW, SKIP } from './format.js';
import { StopWordBits } from './stop-words.js';

/** Postings `from` to `to - 1` of the file. */
export interface StoredList {
  readonly key: number;
  readonly from: number;
  readonly to: number;
}

export class PackedPostings {
  /** Document number of each posting. */
  readonly documents: Uint32Array;
  readonly frequencies: Uint8Array;
  /** Bits of the forms that each posting holds. */
  readonly forms: Uint8Array;
  private readonly lists: Uint32Array;
  private readonly overflowPostings: Uint32Array;
  private readonly overflowTitle: Uint32Array;
  private readonly overflowBody: Uint32Array;
  private readonly positions: Uint8Array;
  private readonly skips: Float64Array;
  private readonly skipLists: Uint32Array;
  readonly stopWords: StopWordBits;
  readonly lengths: { readonly title: Uint32Array; readonly body: Uint32Array };

  constructor(sections: SectionReader) {
    this.lists = sections.get('lists', 'u32');
    this.documents = sections.get('documents', 'u32');
    this.frequencies = sections.get('frequencies', 'u8');
    this.forms = sections.get('forms', 'u8');
    this.overflowPostings = sections.get('overflow.postings', 'u32');
    this.overflowTitle = sections.get('overflow.title', 'u32');
    this.overflowBody = sections.get('overflow.body', 'u32');
    this.positions = sections.get('positions', 'u8');
    this.skips = sections.get('skips', 'f64');
    this.skipLists = sections.get('skips.lists', 'u32');
    this.stopWords = new StopWordBits(sections);
    this.lengths = { title: sections.get('lengths.title', 'u32'), body: sections.get('lengths.body', 'u32') };
  }

  get count(): number {
    return this.lengths.body.length;
  }

  /** Terms, each with two lists. */
  get terms(): number {
    return (this.lists.length - 1) / 2;
  }

  list(key: number): StoredList {
    return { key, from: this.lists[key]!, to: this.lists[key + 1]! };
  }

  lengthOf(key: number): number {
    return this.lists[key + 1]! - this.lists[key]!;
  }

  documentsOf({ from, to }: StoredList): Uint32Array {
    return this.documents.subarray(from, to);
  }

  titleFrequency(posting: number): number {
    const byte = this.frequencies[posting]!;
    return byte === OVERFLOW ? this.overflowTitle[this.overflowOf(posting)]! : byte >> 6;
  }

  bodyFrequency(posting: number): number {
    const byte = this.frequencies[posting]!;
    return byte === OVERFLOW ? this.overflowBody[this.overflowOf(posting)]! : byte & 63;
  }

  weightedFrequency(posting: number, titleWeight: number): number {
    return weightedFrequency(this.titleFrequency(posting), this.bodyFrequency(posting), titleWeight);
  }

  /** The positions of a list, posting by posting. */
  positionsOf(list: StoredList, forms: number): PositionReader {
    return new PositionReader(this, this.positions, this.skips, this.skipLists[list.key]!, list, forms);
  }

  /** Occurrences in both fields together. */
  occurrences(posting: number): number {
    const byte = this.frequencies[posting]!;
    return byte === OVERFLOW ? this.titleFrequency(posting) + this.bodyFrequency(posting) : (byte >> 6) + (byte & 63);
  }

  private overflowOf(posting: number): number {
    return lowerBound(this.overflowPostings, posting, 0, this.overflowPostings.length);
  }
}

/**
 * Decodes positions of the postings of one list. Asked for in ascending order, each posting is read once at most;
 * otherwise up to 31 are skipped to reach one.
 */
export class PositionReader {
  /** Of the posting that was read last: `title` positions in the title, then `body` ones in the body. */
  positions = new Uint32Array(32);
  /** Which form of the list stands at each. */
  forms = new Uint32Array(32);
  title = 0;
  body = 0;
  private next = -1;
  private at = 0;
  private readonly postings: PackedPostings;
  private readonly bytes: Uint8Array;
  private readonly skips: Float64Array;
  private readonly firstSkip: number;
  private readonly list: StoredList;
  private readonly formCount: number;

  constructor(
    postings: PackedPostings,
    bytes: Uint8Array,
    skips: Float64Array,
    firstSkip: number,
    list: StoredList,
    formCount: number,
  ) {
    this.postings = postings;
    this.bytes = bytes;
    this.skips = skips;
    this.firstSkip = firstSkip;
    this.list = list;
    this.formCount = formCount;
  }

  read(posting: number): void {
    const { postings, list } = this;
    const { frequencies } = postings;
    const block = Math.floor((posting - list.from) / SKIP);
    const start = list.from + block * SKIP;
    let { next } = this;
    if (next < start || next > posting) {
      next = start;
      this.at = this.skips[this.firstSkip + block]!;
    }
    let passed = 0;
    for (; next < posting; next += 1) {
      const byte = frequencies[next]!;
      passed += byte === OVERFLOW ? postings.occurrences(next) : (byte >> 6) + (byte & 63);
    }
    if (passed > 0) this.skip(passed);
    const byte = frequencies[posting]!;
    const title = byte === OVERFLOW ? postings.titleFrequency(posting) : byte >> 6;
    const body = byte === OVERFLOW ? postings.bodyFrequency(posting) : byte & 63;
    this.title = title;
    this.body = body;
    this.next = posting + 1;
    this.makeRoom(title + body);
    if (title > 0) this.decode(0, title);
    this.decode(title, title + body);
  }

  private decode(from: number, to: number): void {
    const { bytes, formCount, positions, forms } = this;
    let { at } = this;
    let position = -1;
    for (let i = from; i < to; i += 1) {
      let byte = bytes[at++]!;
      let number = byte & 127;
      for (let scale = 128; byte > 127; scale *= 128) {
        byte = bytes[at++]!;
        number += (byte & 127) * scale;
      }
      const gap = formCount === 1 ? number : Math.floor(number / formCount);
      position += gap + 1;
      positions[i] = position;
      forms[i] = number - gap * formCount;
    }
    this.at = at;
  }

  private skip(count: number): void {
    const { bytes } = this;
    let { at } = this;
    // Only the last byte of a number has no top bit.
    for (let left = count; left > 0; at += 1) left -= (bytes[at]! >> 7) ^ 1;
    this.at = at;
  }

  private makeRoom(length: number): void {
    if (length <= this.positions.length) return;
    this.positions = new Uint32Array(2 * length);
    this.forms = new Uint32Array(2 * length);
  }
}
