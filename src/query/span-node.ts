/**
 * What stands in one field of a text, as a part of NEAR: it says where, counts, and names the positions that take part.
 * The score counts and the reader's highlights are named by the same objects, so that what is found is what is marked.
 */
import { foundWords } from './phrase-words.js';
import type { FormsQuery, PhraseQuery, TermQuery } from './query.js';
import { Spans, type Spend } from './spans.js';

/** Where a word stands in the field at hand: `positions` from `from` to `to - 1`, ascending. */
export interface WordPositions {
  readonly positions: Uint32Array;
  readonly from: number;
  readonly to: number;
}

/** A word whose positions are asked for. */
export type PositionedWord = TermQuery | FormsQuery;

/** Reads, whenever it is called, the positions in the field at hand. */
export type ReadPositions = () => WordPositions;

/** Called for each word of a tree; what it gives is called for each field of each text. */
export type PositionsOf = (word: PositionedWord) => ReadPositions;

/** Visits a range of positions that takes part. */
export type VisitRange = (first: number, last: number) => void;

export interface SpanNode {
  /** All of them in the field at hand, valid until the next call. */
  spans(): Spans;
  /** How many hold no other. */
  count(): number;
  /** Visits what makes those of the last `spans` that are `used`; a range may come more than once. */
  visit(used: Uint8Array, visit: VisitRange): void;
  /** Visits what makes any of them, which need not find them all. */
  visitAll(visit: VisitRange): void;
}

export class WordSpans implements SpanNode {
  private readonly read: ReadPositions;
  private readonly found = new Spans();

  constructor(read: ReadPositions) {
    this.read = read;
  }

  spans(): Spans {
    const { found } = this;
    const { positions, from, to } = this.read();
    found.clear();
    for (let i = from; i < to; i += 1) found.push(positions[i]!, positions[i]!);
    return found;
  }

  count(): number {
    const { from, to } = this.read();
    return to - from;
  }

  visit(used: Uint8Array, visit: VisitRange): void {
    this.found.forEach((first, last, i) => {
      if (used[i] === 1) visit(first, last);
    });
  }

  visitAll(visit: VisitRange): void {
    this.spans().forEach(visit);
  }
}

/** Next to each other, in order. */
export class PhraseSpans implements SpanNode {
  private readonly words: readonly { readonly read: ReadPositions; readonly distance: number }[];
  private readonly length: number;
  private readonly spend: Spend;
  private found = new Spans();
  private kept = new Spans();

  constructor(phrase: PhraseQuery, positionsOf: PositionsOf, spend: Spend) {
    this.words = foundWords(phrase).map((word, i) => ({
      read: positionsOf(word),
      distance: phrase.tokens[i]!.position,
    }));
    this.length = phrase.tokens.at(-1)!.position;
    this.spend = spend;
  }

  spans(): Spans {
    for (const [i, { read, distance }] of this.words.entries()) {
      const { positions, from, to } = read();
      this.spend(to - from);
      this.kept.clear();
      for (let at = from; at < to; at += 1) {
        const first = positions[at]! - distance;
        const last = first + this.length;
        if (first >= 0 && (i === 0 || this.found.find(first, last) !== -1)) this.kept.push(first, last);
      }
      [this.found, this.kept] = [this.kept, this.found];
    }
    return this.found;
  }

  count(): number {
    return this.spans().length;
  }

  visit(used: Uint8Array, visit: VisitRange): void {
    this.found.forEach((first, last, i) => {
      if (used[i] === 1) visit(first, last);
    });
  }

  visitAll(visit: VisitRange): void {
    this.spans().forEach(visit);
  }
}
