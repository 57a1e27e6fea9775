/**
 * Where one word stands, document after document: its lists, with a place in each that only moves forward. A word that
 * stands for some forms, or in one field, is every occurrence in its lists that is one of these.
 */
import type { Field } from '../../documents/document.js';
import { gallop } from '../../index/ascending.js';
import type { Occurrences } from '../backend.js';
import type { PackedPostings, PositionReader } from './postings.js';
import { type DocumentSet, unite } from './sets.js';
import type { WordList } from './word-lists.js';

export class WordCursor {
  /** Documents that hold the word, at most. */
  readonly size: number;
  private readonly postings: PackedPostings;
  private readonly lists: readonly WordList[];
  private readonly field: Field | undefined;
  private readonly positions: readonly PositionReader[];
  private readonly cursors: number[];
  /** One list, all of it: nothing has to be put together. */
  private readonly isPlain: boolean;
  private readonly merged = { positions: new Uint32Array(64), title: 0, body: 0 };
  /** Lists that hold the document at hand. */
  private readonly holding: number[] = [];

  /** `lists` are those that are not empty: none or any number. */
  constructor(lists: readonly WordList[], field: Field | undefined, postings: PackedPostings) {
    this.lists = lists;
    this.field = field;
    this.postings = postings;
    this.positions = lists.map(({ list, formCount }) => postings.positionsOf(list, formCount));
    this.cursors = lists.map(({ list }) => list.from);
    this.size = lists.reduce((sum, { list }) => sum + list.to - list.from, 0);
    this.isPlain = lists.length === 1 && field === undefined && lists[0]!.wanted === undefined;
  }

  /** Those that hold the word, and some more that hold other forms, or in the other field. */
  documents(): DocumentSet {
    return unite(
      this.lists.map((list) => this.documentsOf(list)),
      this.postings.count,
    );
  }

  /** Where the word stands in a document, which must not come before the last one. Valid until the next call. */
  occurrencesIn(document: number): Occurrences {
    const { lists, merged, holding } = this;
    if (this.isPlain && this.seek(0, document)) return this.positions[0]!;
    merged.title = 0;
    merged.body = 0;
    if (this.isPlain) return merged;
    holding.length = 0;
    let most = 0;
    for (let l = 0; l < lists.length; l += 1) {
      if (!this.seek(l, document)) continue;
      holding.push(l);
      most += this.positions[l]!.title + this.positions[l]!.body;
    }
    if (most > merged.positions.length) merged.positions = new Uint32Array(2 * most);
    if (this.field !== 'body') merged.title = this.gather(0, true);
    if (this.field !== 'title') merged.body = this.gather(merged.title, false);
    return merged;
  }

  /** Moves on to a document; true where the list holds it, and then its positions are read. */
  private seek(l: number, document: number): boolean {
    const { list } = this.lists[l]!;
    const { documents } = this.postings;
    const at = gallop(documents, document, this.cursors[l]!, list.to);
    this.cursors[l] = at;
    if (at === list.to || documents[at] !== document) return false;
    this.positions[l]!.read(at);
    return true;
  }

  /** Puts the positions in one field together from a place on, ascending, and says how many. */
  private gather(start: number, inTitle: boolean): number {
    const { merged, holding } = this;
    let at = start;
    for (const l of holding) {
      const { positions, forms, title, body } = this.positions[l]!;
      const isWanted = this.lists[l]!.wanted?.isWanted;
      const to = inTitle ? title : title + body;
      for (let i = inTitle ? 0 : title; i < to; i += 1)
        if (isWanted === undefined || isWanted[forms[i]!] === 1) merged.positions[at++] = positions[i]!;
    }
    if (holding.length > 1) merged.positions.subarray(start, at).sort();
    return at - start;
  }

  private documentsOf({ list, wanted }: WordList): Uint32Array {
    const documents = this.postings.documentsOf(list);
    if (wanted === undefined) return documents;
    const { forms } = this.postings;
    const kept = new Uint32Array(documents.length);
    let count = 0;
    for (let i = 0; i < documents.length; i += 1) {
      kept[count] = documents[i]!;
      if ((forms[list.from + i]! & wanted.bits) !== 0) count += 1;
    }
    return kept.subarray(0, count);
  }
}
