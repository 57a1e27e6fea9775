/**
 * The words of the titles: which titles hold a form, and where it stands in them. Titles that were derived from the
 * first sentence of a body are among them, although the index of words holds them as parts of the body.
 */
import { tokenize } from '../analysis/tokenizer.js';
import type { Document } from '../documents/document.js';
import { Bitmap } from './bitmap.js';
import type { CollectionWords } from './find-duplicates.js';
import type { Vocabulary } from './forms-builder.js';
import { damaged, type SectionArray, type SectionReader } from './sections.js';

/** Words of a title behind this place are all noted as standing there. */
const LAST_POSITION = 255;

export class TitlesBuilder {
  /** How many words of each body are its document's title. */
  private readonly derived: number[] = [];

  add({ title, titleFrom }: Pick<Document, 'title' | 'titleFrom'>): void {
    let words = 0;
    if (titleFrom === 'first-sentence')
      tokenize(title, () => {
        words += 1;
      });
    this.derived.push(words);
  }

  /** By form, in the order of the sorted table: documents, ascending, with the first position in the title of each. */
  finish(words: CollectionWords, { places }: Pick<Vocabulary, 'places'>): Record<string, SectionArray> {
    const starts = new Uint32Array(places.length + 1);
    this.forEachWord(words, places, (place) => {
      starts[place + 1]! += 1;
    });
    for (let place = 1; place < starts.length; place += 1) starts[place]! += starts[place - 1]!;
    const documents = new Uint32Array(starts.at(-1)!);
    const positions = new Uint8Array(documents.length);
    const next = starts.slice();
    this.forEachWord(words, places, (place, document, position) => {
      documents[next[place]!] = document;
      positions[next[place]!] = Math.min(position, LAST_POSITION);
      next[place]! += 1;
    });
    return { 'titles.starts': starts, 'titles.documents': documents, 'titles.positions': positions };
  }

  /** Visits the first occurrence of each form in each title. */
  private forEachWord(
    { forms, ends }: CollectionWords,
    places: Uint32Array,
    visit: (place: number, document: number, position: number) => void,
  ): void {
    const lastDocument = new Int32Array(places.length).fill(-1);
    for (const [document, derived] of this.derived.entries()) {
      // One of the two is empty: the title of its own, or the part of the body.
      const start = ends[2 * document - 1] ?? 0;
      const end = ends[2 * document]! + derived;
      for (let at = start; at < end; at += 1) {
        const form = forms[at]!;
        if (lastDocument[form] === document) continue;
        lastDocument[form] = document;
        visit(places[form]!, document, at - start);
      }
    }
  }
}

export class Titles {
  private readonly starts: Uint32Array;
  private readonly documents: Uint32Array;
  private readonly positions: Uint8Array;
  private readonly count: number;

  /** Throws `index_damaged` where a section is missing or does not fit the others. */
  constructor(file: string, sections: SectionReader, forms: number, documents: number) {
    this.starts = sections.get('titles.starts', 'u32');
    this.documents = sections.get('titles.documents', 'u32');
    this.positions = sections.get('titles.positions', 'u8');
    this.count = documents;
    const words = this.documents.length;
    if (this.starts.length !== forms + 1 || this.starts.at(-1) !== words || this.positions.length !== words)
      throw damaged(file, 'the words of the titles do not fit together');
  }

  /** Words of all titles, those that a title repeats counted once. */
  get words(): number {
    return this.documents.length;
  }

  /** Documents whose title holds one of the forms from place `from` to before `to`. */
  holding(from: number, to: number): Bitmap {
    const found = new Bitmap(this.count);
    this.addHolding(found, from, to);
    return found;
  }

  /** The same for forms that stand anywhere in the table. */
  holdingAny(places: ArrayLike<number>): Bitmap {
    const found = new Bitmap(this.count);
    for (let i = 0; i < places.length; i += 1) this.addHolding(found, places[i]!, places[i]! + 1);
    return found;
  }

  /** Those of them in which one of the forms first stands at a position, counted from 0. */
  holdingAt(position: number, from: number, to: number): Bitmap {
    const found = new Bitmap(this.count);
    const end = this.starts[to]!;
    for (let i = this.starts[from]!; i < end; i += 1) {
      if (this.positions[i] === position) found.add(this.documents[i]!);
    }
    return found;
  }

  private addHolding(found: Bitmap, from: number, to: number): void {
    const end = this.starts[to]!;
    for (let i = this.starts[from]!; i < end; i += 1) found.add(this.documents[i]!);
  }
}
