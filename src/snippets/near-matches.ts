/**
 * Where NEAR and phrases with slop stand in a text. These need the position of every word, so that the whole text is
 * read; what is between the words that are near each other is no match.
 */
import type { Analyzer, Word } from '../analysis/token.js';
import { tokenize } from '../analysis/tokenizer.js';
import type { Field } from '../documents/document.js';
import { createSpanNode } from '../query/near.js';
import type { NearQuery, PhraseQuery } from '../query/query.js';
import type { PositionedWord, SpanNode, VisitRange, WordPositions } from '../query/span-node.js';
import { Beginnings } from './beginnings.js';

export class NearMatcher {
  private readonly analyzer: Pick<Analyzer, 'word'>;
  private readonly nodes: readonly SpanNode[];
  private readonly words: WordInText[] = [];
  private readonly beginnings: Beginnings;
  /** Start and end of each word that some leaf is about, by its position. */
  private readonly places = new Map<number, readonly [start: number, end: number]>();

  constructor(analyzer: Pick<Analyzer, 'word'>, leaves: readonly (NearQuery | PhraseQuery)[], field: Field) {
    this.analyzer = analyzer;
    const positionsOf = (word: PositionedWord): (() => WordPositions) => {
      const positions = new WordInText(word);
      if (word.field === undefined || word.field === field) this.words.push(positions);
      return () => positions;
    };
    this.nodes = leaves.map((leaf) => createSpanNode(leaf, positionsOf, () => {}));
    this.beginnings = new Beginnings(this.words.flatMap(({ beginnings }) => beginnings));
  }

  /** Visits each word or phrase that takes part, with the place of its leaf; some more than once. */
  forEach(text: string, visit: (start: number, end: number, leaf: number) => void): void {
    this.read(text);
    for (const [leaf, node] of this.nodes.entries()) {
      const used = new Uint8Array(node.spans().length).fill(1);
      const visitRange: VisitRange = (first, last) =>
        visit(this.places.get(first)![0], this.places.get(last)![1], leaf);
      node.visit(used, visitRange);
    }
  }

  private read(text: string): void {
    this.places.clear();
    for (const word of this.words) word.clear();
    let position = -1;
    tokenize(text, (start, end) => {
      position += 1;
      if (!this.beginnings.fits(text, start, end)) return;
      const found = this.analyzer.word(text.slice(start, end));
      let isWanted = false;
      for (const word of this.words) if (word.take(found, position)) isWanted = true;
      if (isWanted) this.places.set(position, [start, end]);
    });
  }
}

/** The positions of a word of the query. */
class WordInText implements WordPositions {
  positions = new Uint32Array(16);
  readonly from = 0;
  to = 0;
  private readonly word: PositionedWord;
  private readonly forms: ReadonlySet<string>;

  constructor(word: PositionedWord) {
    this.word = word;
    this.forms = new Set(formsOf(word));
  }

  /** What its words may begin like. */
  get beginnings(): string[] {
    return this.word.kind === 'term' ? [this.word.term] : [...this.forms];
  }

  clear(): void {
    this.to = 0;
  }

  take({ form, term, stopWord }: Word, position: number): boolean {
    const { word } = this;
    if (word.kind !== 'term') {
      if (!this.forms.has(form)) return false;
    } else if (term !== word.term || (stopWord && !word.stopWord)) return false;
    if (this.to === this.positions.length) {
      const larger = new Uint32Array(2 * this.to);
      larger.set(this.positions);
      this.positions = larger;
    }
    this.positions[this.to] = position;
    this.to += 1;
    return true;
  }
}

export function formsOf(leaf: PositionedWord): string[] {
  if (leaf.kind === 'exact') return [leaf.form];
  return leaf.kind === 'term' ? [] : (leaf.forms ?? []).map(({ form }) => form);
}
