/**
 * Adds up scores, list by list (term at a time). Documents are marked in a bitmap as they are touched: that gives the
 * exact total, the order in which memory is best read again, and costs a third of a list of touched documents.
 */

import { gallop } from '../../index/ascending.js';
import type { Bitmap } from '../../index/bitmap.js';
import { BM25, saturate, weightedFrequency } from '../../ranking/bm25.js';
import type { Candidate } from '../backend.js';
import { Best } from '../top.js';
import { OVERFLOW } from './format.js';
import type { LeafList } from './leaves.js';
import type { PackedPostings, StoredList } from './postings.js';

/** A list this many times longer than the documents to score is searched for them instead of being read. */
const MUCH_LONGER = 4;

/** Weighted occurrences for each byte of `frequencies`. */
const FREQUENCY_OF = Float64Array.from({ length: 256 }, (_, byte) =>
  weightedFrequency(byte >> 6, byte & 63, BM25.titleWeight),
);

export class Scores {
  /** By document; zero for all that the question at hand does not match. */
  readonly values: Float64Array;
  private readonly postings: PackedPostings;

  constructor(postings: PackedPostings) {
    this.postings = postings;
    this.values = new Float64Array(postings.count);
  }

  /** Adds a list to the scores of its documents, and these to `matches`. */
  addAll(list: LeafList, weight: number, norms: Float64Array, matches: Bitmap): void {
    if (list.stored !== undefined) this.addStored(list.stored, weight, norms, matches.words);
    else {
      const { documents, frequencies } = list.made!;
      for (let i = 0; i < documents.length; i += 1) {
        const document = documents[i]!;
        matches.add(document);
        this.values[document]! += weight * saturate(frequencies[i]!, norms[document]!);
      }
    }
  }

  /** Adds a list to the scores of those of its documents that match; `matching` are the same, ascending. */
  addMatching(list: LeafList, weight: number, norms: Float64Array, matches: Bitmap, matching: Uint32Array): void {
    const { values } = this;
    const { words } = matches;
    const documents = list.made?.documents ?? this.postings.documents;
    const [from, to] = list.stored === undefined ? [0, list.length] : [list.stored.from, list.stored.to];
    if (list.length <= MUCH_LONGER * matching.length) {
      for (let i = from; i < to; i += 1) {
        const document = documents[i]!;
        if ((words[document >>> 5]! & (1 << (document & 31))) === 0) continue;
        values[document]! += weight * saturate(this.tf(list, i), norms[document]!);
      }
      return;
    }
    let at = from;
    for (let i = 0; i < matching.length; i += 1) {
      const document = matching[i]!;
      at = gallop(documents, document, at, to);
      if (at === to) return;
      if (documents[at] === document) values[document]! += weight * saturate(this.tf(list, at), norms[document]!);
    }
  }

  /** The best `k`, in order. */
  best({ words }: Bitmap, k: number, tie: Uint32Array): Candidate[] {
    const { values } = this;
    const best = new Best(k, tie);
    let least = best.least;
    for (let i = 0; i < words.length; i += 1) {
      for (let word = words[i]!; word !== 0; word &= word - 1) {
        const document = (i << 5) + 31 - Math.clz32(word & -word);
        const score = values[document]!;
        if (score < least) continue;
        best.offer(document, score);
        least = best.least;
      }
    }
    return best.take((_document, key) => key);
  }

  /** Sets the scores of one question to zero. */
  clear({ words }: Bitmap): void {
    for (let from = 0; from < words.length; from += 1) {
      if (words[from] === 0) continue;
      // One call for all that are together: calls cost more than the zeros.
      let to = from + 1;
      while (to < words.length && words[to] !== 0) to += 1;
      this.values.fill(0, from << 5, to << 5);
      from = to;
    }
  }

  /** The inner loop of the engine. */
  private addStored({ from, to }: StoredList, weight: number, norms: Float64Array, words: Int32Array): void {
    const { values } = this;
    const { documents, frequencies } = this.postings;
    for (let i = from; i < to; i += 1) {
      const document = documents[i]!;
      const byte = frequencies[i]!;
      const tf = byte === OVERFLOW ? this.postings.weightedFrequency(i, BM25.titleWeight) : FREQUENCY_OF[byte]!;
      words[document >>> 5]! |= 1 << (document & 31);
      values[document]! += weight * (tf / (tf + norms[document]!));
    }
  }

  private tf(list: LeafList, at: number): number {
    if (list.made !== undefined) return list.made.frequencies[at]!;
    const byte = this.postings.frequencies[at]!;
    return byte === OVERFLOW ? this.postings.weightedFrequency(at, BM25.titleWeight) : FREQUENCY_OF[byte]!;
  }
}
