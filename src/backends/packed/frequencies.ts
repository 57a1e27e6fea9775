/**
 * How often a posting counts: title words as often as a weight says, and words of a field that is not looked at never.
 */
import type { Field } from '../../documents/document.js';
import { weightedFrequency } from '../../ranking/bm25.js';
import { OVERFLOW } from './format.js';
import type { PackedPostings } from './postings.js';

export class Frequencies {
  /** For each byte of `frequencies` but that of the overflow. For inner loops. */
  readonly ofByte: Float64Array;
  readonly titleWeight: number;
  readonly bodyWeight: number;
  private readonly postings: PackedPostings;

  constructor(postings: PackedPostings, titleWeight: number, field: Field | undefined) {
    this.postings = postings;
    this.titleWeight = field === 'body' ? 0 : titleWeight;
    this.bodyWeight = field === 'title' ? 0 : 1;
    this.ofByte = Float64Array.from({ length: OVERFLOW }, (_, byte) => this.weigh(byte >> 6, byte & 63));
  }

  of(posting: number): number {
    const byte = this.postings.frequencies[posting]!;
    return byte === OVERFLOW ? this.ofOverflow(posting) : this.ofByte[byte]!;
  }

  ofOverflow(posting: number): number {
    return this.weigh(this.postings.titleFrequency(posting), this.postings.bodyFrequency(posting));
  }

  weigh(title: number, body: number): number {
    return weightedFrequency(title, this.bodyWeight * body, this.titleWeight);
  }
}
