/**
 * Where NEAR and phrases with slop stand in a text. These need the position of every word, so that the whole text is
 * read; what is between the words that are near each other is no match.
 */
import type { Analyzer, Word } from '../analysis/token.js';
import { tokenize } from '../analysis/tokenizer.js';
import type { Field } from '../documents/document.js';
import { createSpanNode } from '../query/near.js';
import type { NearQuery, PhraseQuery } from '../query/query.js';
import type { PositionedWord, SpanNode, WordPositions } from '../query/span-node.js';
import { Beginnings } from './beginnings.js';
import type { Range } from './highlight.js';

/**
 * Work for one leaf in one text, some 0.1 s of it: long chains of large distances over the commonest words of a whole
 * book need more, for which a search has no time either. They are not marked.
 */
const MOST_STEPS = 4_000_000;

class TooMuchWork extends Error {}

export class NearMatcher {
  private readonly analyzer: Pick<Analyzer, 'word'>;
  private readonly nodes: readonly SpanNode[];
  private readonly words: WordInText[] = [];
  private readonly beginnings: Beginnings;
  /** Start and end of each word of the text, by its position. */
  private starts = new Uint32Array(1024);
  private ends = new Uint32Array(1024);
  private stepsLeft = 0;

  constructor(analyzer: Pick<Analyzer, 'word'>, leaves: readonly (NearQuery | PhraseQuery)[], field: Field) {
    this.analyzer = analyzer;
    const positionsOf = (word: PositionedWord): (() => WordPositions) => {
      const positions = new WordInText(word);
      if (word.field === undefined || word.field === field) this.words.push(positions);
      return () => positions;
    };
    const spend = (steps: number): void => {
      this.stepsLeft -= steps;
      if (this.stepsLeft < 0) throw new TooMuchWork();
    };
    this.nodes = leaves.map((leaf) => createSpanNode(leaf, positionsOf, spend));
    this.beginnings = new Beginnings(this.words.flatMap(({ beginnings }) => beginnings));
  }

  /** For each leaf the words and phrases that take part; some more than once, in any order. */
  find(text: string): Range[][] {
    this.read(text);
    return this.nodes.map((node) => this.findLeaf(node));
  }

  private findLeaf(node: SpanNode): Range[] {
    const ranges: Range[] = [];
    this.stepsLeft = MOST_STEPS;
    try {
      node.visitAll((first, last) => ranges.push([this.starts[first]!, this.ends[last]!]));
    } catch (error) {
      if (error instanceof TooMuchWork) return [];
      throw error;
    }
    return ranges;
  }

  private read(text: string): void {
    for (const word of this.words) word.clear();
    let position = -1;
    tokenize(text, (start, end) => {
      position += 1;
      if (!this.beginnings.fits(text, start, end)) return;
      const found = this.analyzer.word(text.slice(start, end));
      let isWanted = false;
      for (const word of this.words) if (word.take(found, position)) isWanted = true;
      if (isWanted) this.setPlace(position, start, end);
    });
  }

  private setPlace(position: number, start: number, end: number): void {
    if (position >= this.starts.length) {
      this.starts = enlarge(this.starts, 2 * position);
      this.ends = enlarge(this.ends, 2 * position);
    }
    this.starts[position] = start;
    this.ends[position] = end;
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
    if (this.to === this.positions.length) this.positions = enlarge(this.positions, 2 * this.to);
    this.positions[this.to] = position;
    this.to += 1;
    return true;
  }
}

function enlarge(numbers: Uint32Array, length: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(length);
  larger.set(numbers);
  return larger;
}

export function formsOf(leaf: PositionedWord): string[] {
  if (leaf.kind === 'exact') return [leaf.form];
  return leaf.kind === 'term' ? [] : (leaf.forms ?? []).map(({ form }) => form);
}
