/**
 * Gathers the unstemmed forms of a collection while it is read, and sorts them at the end: `forms.bin`.
 */
import type { Word } from '../analysis/token.js';
import type { SectionArray } from './sections.js';
import { orderOf, StringTable } from './strings.js';

export class FormsBuilder {
  private readonly numbers = new Map<string, number>();
  /** Number + 1 of each word by its serial: one look into an array for all but the first occurrence of a word. */
  private bySerial = new Uint32Array(65_536);
  private readonly words: Word[] = [];
  private frequencies = new Uint32Array(65_536);
  /** The document, + 1, in which a form was met last. */
  private lastDocument = new Uint32Array(65_536);

  /** Counts one occurrence in a document, and returns a number for the form that holds until the forms are sorted. */
  see(word: Word, document: number): number {
    const known = this.bySerial[word.serial] ?? 0;
    const number = known === 0 ? this.meet(word) : known - 1;
    if (this.lastDocument[number] !== document + 1) {
      this.lastDocument[number] = document + 1;
      this.frequencies[number]! += 1;
    }
    return number;
  }

  /** Sorts the forms: the sections to store, and how the numbers given so far are to be read. */
  finish(): { sections: Record<string, SectionArray>; vocabulary: Vocabulary } {
    const { words } = this;
    const order = orderOf(words.map((word) => word.form));
    const { terms, termOf: termOfNumber } = this.sortTerms();
    const places = new Uint32Array(order.length);
    const termOf = new Uint32Array(order.length);
    const frequencies = new Uint32Array(order.length);
    const stopWords = new Uint8Array(order.length);
    for (let place = 0; place < order.length; place += 1) {
      const number = order[place]!;
      places[number] = place;
      termOf[place] = termOfNumber[number]!;
      frequencies[place] = this.frequencies[number]!;
      stopWords[place] = words[number]!.stopWord ? 1 : 0;
    }
    const forms = Array.from(order, (number) => words[number]!.form);
    const sections = {
      ...StringTable.from(forms).sections('forms'),
      ...StringTable.from(terms).sections('terms'),
      'forms.term': termOf,
      'forms.frequency': frequencies,
      'forms.stopWord': stopWords,
    };
    return { sections, vocabulary: { places, terms, termOf, stopWords } };
  }

  /** The different terms in order, and the place of that of each form number. */
  private sortTerms(): { terms: string[]; termOf: Uint32Array } {
    const all = this.words.map((word) => word.term);
    const terms: string[] = [];
    const termOf = new Uint32Array(all.length);
    for (const number of orderOf(all)) {
      const term = all[number]!;
      if (term !== terms.at(-1)) terms.push(term);
      termOf[number] = terms.length - 1;
    }
    return { terms, termOf };
  }

  private meet(word: Word): number {
    const number = this.numbers.get(word.form) ?? this.words.length;
    if (number === this.words.length) {
      this.numbers.set(word.form, number);
      this.words.push(word);
      this.frequencies = withRoom(this.frequencies, number);
      this.lastDocument = withRoom(this.lastDocument, number);
    }
    this.bySerial = withRoom(this.bySerial, word.serial);
    this.bySerial[word.serial] = number + 1;
    return number;
  }
}

/** The array, or a larger one with the same content in which there is a place for `index`. */
function withRoom(array: Uint32Array<ArrayBuffer>, index: number): Uint32Array<ArrayBuffer> {
  if (index < array.length) return array;
  const larger = new Uint32Array(Math.max(2 * array.length, index + 1));
  larger.set(array);
  return larger;
}

/** The sorted forms of a collection, for those who write posting lists. */
export interface Vocabulary {
  /** Place of each form number in the sorted table. */
  readonly places: Uint32Array;
  /** Sorted. */
  readonly terms: readonly string[];
  /** By place of the form: its term, and 1 for a stop word. */
  readonly termOf: Uint32Array;
  readonly stopWords: Uint8Array;
}
