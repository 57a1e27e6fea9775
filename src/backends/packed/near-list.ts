/**
 * Finds a NEAR, or a phrase with slop, by positions. Only documents that can hold it by the words that stand in them
 * are looked at, in ascending order, title and body each for itself.
 */
import { createSpanNode } from '../../query/near.js';
import { foundWords } from '../../query/phrase-words.js';
import type { NearOperand } from '../../query/query.js';
import type { PositionedWord, WordPositions } from '../../query/span-node.js';
import { weightedFrequency } from '../../ranking/bm25.js';
import type { MadeList } from './made-list.js';
import { type DocumentSet, intersectAll, listOf, unite } from './sets.js';
import type { WordCursor } from './word-cursor.js';

/** `size` is the number of documents of the collection. Calls `spend` with the work done. */
export function findNear(
  operand: NearOperand,
  cursorOf: (word: PositionedWord) => WordCursor,
  titleWeight: number,
  size: number,
  spend: (steps: number) => void,
): MadeList {
  const candidates = documentsOf(operand, cursorOf, size, spend);
  const words: WordInDocument[] = [];
  const node = createSpanNode(
    operand,
    (word) => {
      const positions = new WordInDocument(cursorOf(word));
      words.push(positions);
      return () => positions;
    },
    spend,
  );
  const documents: number[] = [];
  const frequencies: number[] = [];
  for (let i = 0; i < candidates.length; i += 1) {
    const document = candidates[i]!;
    let [inTitle, inBody] = [0, 0];
    for (let w = 0; w < words.length; w += 1) {
      const word = words[w]!;
      word.read(document);
      inTitle += word.title;
      inBody += word.body;
    }
    spend(words.length + inTitle + inBody);
    // It takes two words at least, and few titles hold any.
    let [title, body] = [0, 0];
    if (inTitle > 1) {
      for (let w = 0; w < words.length; w += 1) words[w]!.showTitle();
      title = node.count();
    }
    if (inBody > 1) {
      for (let w = 0; w < words.length; w += 1) words[w]!.showBody();
      body = node.count();
    }
    if (title + body === 0) continue;
    documents.push(document);
    frequencies.push(weightedFrequency(title, body, titleWeight));
  }
  return { documents: Uint32Array.from(documents), frequencies: Float64Array.from(frequencies) };
}

/** A word in the document at hand, in one field of it at a time. */
class WordInDocument implements WordPositions {
  positions: Uint32Array = new Uint32Array(0);
  from = 0;
  to = 0;
  title = 0;
  body = 0;
  private readonly cursor: WordCursor;

  constructor(cursor: WordCursor) {
    this.cursor = cursor;
  }

  read(document: number): void {
    const { positions, title, body } = this.cursor.occurrencesIn(document);
    this.positions = positions;
    this.title = title;
    this.body = body;
  }

  showTitle(): void {
    this.from = 0;
    this.to = this.title;
  }

  showBody(): void {
    this.from = this.title;
    this.to = this.title + this.body;
  }
}

/** Those that can hold it, by the words that stand in them. */
function documentsOf(
  operand: NearOperand,
  cursorOf: (word: PositionedWord) => WordCursor,
  size: number,
  spend: (steps: number) => void,
): Uint32Array {
  const ofWord = (word: PositionedWord): DocumentSet => {
    const cursor = cursorOf(word);
    spend(cursor.size);
    return cursor.documents();
  };
  const ofOperand = (part: NearOperand): DocumentSet => {
    switch (part.kind) {
      case 'alternatives':
        return unite(part.operands.map(ofOperand), size);
      case 'near':
        return intersectAll(part.operands.map(ofOperand), size);
      case 'phrase':
        return intersectAll(foundWords(part).map(ofWord), size);
      default:
        return ofWord(part);
    }
  };
  return listOf(ofOperand(operand));
}
