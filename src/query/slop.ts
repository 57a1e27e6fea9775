/**
 * A phrase with slop over the positions of one field: its words in any order, each at a position of its own, within so
 * many positions. Different words never stand at one position, so all that a stretch of the text needs is to hold each
 * of them as often as the phrase does.
 */
import { foundWords } from './phrase-words.js';
import { leafKey, type PhraseQuery } from './query.js';
import type { PositionsOf, ReadPositions, SpanNode, VisitRange } from './span-node.js';
import { Spans, type Spend } from './spans.js';

export class SlopSpans implements SpanNode {
  private readonly words: ReadPositions[] = [];
  /** How often the phrase holds each of them. */
  private readonly wanted: number[] = [];
  /** From the first position to the last, at most. */
  private readonly width: number;
  private readonly spend: Spend;
  private readonly found = new Spans();
  private places = new Places();
  private merged = new Places();
  /** How often the stretch at hand holds each word, and how many of the words it lacks. */
  private readonly held: Uint32Array;
  private lacking = 0;

  constructor(phrase: PhraseQuery, slop: number, positionsOf: PositionsOf, spend: Spend) {
    const known = new Map<string, number>();
    for (const word of foundWords(phrase)) {
      const number = known.get(leafKey(word)) ?? this.words.length;
      known.set(leafKey(word), number);
      this.wanted[number] = (this.wanted[number] ?? 0) + 1;
      if (number === this.words.length) this.words.push(positionsOf(word));
    }
    this.held = new Uint32Array(this.words.length);
    this.width = phrase.tokens.length + slop - 1;
    this.spend = spend;
  }

  spans(): Spans {
    const { found, wanted, width } = this;
    found.clear();
    if (!this.readPlaces()) return found;
    const { positions, words, length } = this.places;
    for (let i = 0; i < length; i += 1) {
      this.forget();
      let j = i;
      for (; j < length && positions[j]! - positions[i]! <= width; j += 1) {
        this.take(words[j]!);
        // Both ends take part: if they are one word, the phrase must hold it twice.
        if (this.lacking === 0 && (words[j] !== words[i] || (j > i && wanted[words[i]!]! > 1)))
          found.push(positions[i]!, positions[j]!);
      }
      this.spend(j - i);
    }
    return found;
  }

  /** Moves a stretch along that holds every word, and no more of them than it must to do so. */
  count(): number {
    if (!this.readPlaces()) return 0;
    const { wanted, held, width } = this;
    const { positions, words, length } = this.places;
    let count = 0;
    this.forget();
    for (let first = 0, last = 0; last < length; last += 1) {
      const word = words[last]!;
      this.take(word);
      while (held[words[first]!]! > wanted[words[first]!]!) {
        held[words[first]!]! -= 1;
        first += 1;
      }
      // More of the last word than are wanted: then the stretch that ends before it is good already.
      const isMinimal = this.lacking === 0 && held[word] === wanted[word];
      if (isMinimal && positions[last]! - positions[first]! <= width) count += 1;
    }
    return count;
  }

  visit(used: Uint8Array, visit: VisitRange): void {
    const { found, wanted } = this;
    const { positions, words, length } = this.places;
    for (let span = 0, from = 0; span < found.length; span += 1) {
      if (used[span] !== 1) continue;
      const [first, last] = [found.firsts[span]!, found.lasts[span]!];
      while (positions[from]! < first) from += 1;
      let to = from;
      while (to + 1 < length && positions[to + 1]! <= last) to += 1;
      for (let i = from; i <= to; i += 1) {
        const ends = (words[i] === words[from] ? 1 : 0) + (words[i] === words[to] ? 1 : 0);
        if (i === from || i === to || wanted[words[i]!]! > ends) visit(positions[i]!, positions[i]!);
      }
    }
  }

  /** In a stretch that holds enough of every word, each one takes part in some choice of them. */
  visitAll(visit: VisitRange): void {
    if (!this.readPlaces()) return;
    const { held, wanted, width } = this;
    const { positions, words, length } = this.places;
    this.forget();
    for (let first = 0, behind = 0, visited = 0; first < length; first += 1) {
      for (; behind < length && positions[behind]! - positions[first]! <= width; behind += 1) this.take(words[behind]!);
      if (this.lacking === 0) {
        for (visited = Math.max(visited, first); visited < behind; visited += 1)
          visit(positions[visited]!, positions[visited]!);
      }
      const word = words[first]!;
      if (held[word] === wanted[word]) this.lacking += 1;
      held[word]! -= 1;
    }
  }

  /** False where a word is missing altogether. */
  private readPlaces(): boolean {
    this.places.length = 0;
    for (const [word, read] of this.words.entries()) {
      const { positions, from, to } = read();
      if (from === to) return false;
      this.merged.merge(this.places, positions, from, to, word);
      [this.places, this.merged] = [this.merged, this.places];
    }
    this.spend(this.places.length);
    return true;
  }

  private forget(): void {
    this.held.fill(0);
    this.lacking = this.held.length;
  }

  private take(word: number): void {
    this.held[word]! += 1;
    if (this.held[word] === this.wanted[word]) this.lacking -= 1;
  }
}

/** Positions in ascending order, with the word that stands at each. */
class Places {
  positions = new Uint32Array(64);
  words = new Uint16Array(64);
  length = 0;

  /** Becomes `others` with the positions of one more word. */
  merge(others: Places, positions: Uint32Array, from: number, to: number, word: number): void {
    const length = others.length + to - from;
    if (length > this.positions.length) {
      this.positions = new Uint32Array(2 * length);
      this.words = new Uint16Array(2 * length);
    }
    this.length = length;
    for (let at = 0, i = 0, j = from; at < length; at += 1) {
      const isOther = j === to || (i < others.length && others.positions[i]! < positions[j]!);
      this.positions[at] = isOther ? others.positions[i]! : positions[j]!;
      this.words[at] = isOther ? others.words[i]! : word;
      if (isOther) i += 1;
      else j += 1;
    }
  }
}
