/**
 * The posting lists that a word stands in: those of its stem, content words and stop words, or those of the stems that
 * its forms belong to, of which other forms must then be told apart.
 */
import type { Forms } from '../../index/forms.js';
import type { TermQuery } from '../../query/query.js';
import { listKey } from '../invert.js';
import { formBit } from './format.js';
import type { PackedPostings, StoredList } from './postings.js';

export interface WordList {
  readonly list: StoredList;
  /** Forms that the list has in all. */
  readonly formCount: number;
  /** The forms that count; absent: all. */
  readonly wanted?: WantedForms;
}

export interface WantedForms {
  /** By the number of the form in its list. */
  readonly isWanted: Uint8Array;
  /** Their bits in a posting, and those of the others. */
  readonly bits: number;
  readonly otherBits: number;
}

export class WordLists {
  private readonly postings: PackedPostings;
  private readonly forms: Forms;

  constructor(postings: PackedPostings, forms: Forms) {
    this.postings = postings;
    this.forms = forms;
  }

  /** The lists of a stem that are not empty: a stop word is every word of its stem, another word the content words. */
  ofTerm({ term, stopWord }: Pick<TermQuery, 'term' | 'stopWord'>): WordList[] {
    const number = this.forms.termNumber(term);
    if (number === undefined) return [];
    const lists: WordList[] = [];
    this.addWhole(listKey(number, false), lists);
    if (stopWord) this.addWhole(listKey(number, true), lists);
    return lists;
  }

  /** The lists of some forms, by their places in the forms table. */
  ofForms(places: readonly number[]): WordList[] {
    const wanted = new Map<number, number[]>();
    for (const place of places) {
      const key = listKey(this.forms.termNumberOf(place), this.forms.isStopWord(place));
      const known = wanted.get(key);
      if (known === undefined) wanted.set(key, [place]);
      else known.push(place);
    }
    const lists: WordList[] = [];
    for (const [key, placesOfList] of wanted) lists.push(this.withForms(key, placesOfList));
    return lists;
  }

  private addWhole(key: number, lists: WordList[]): void {
    const list = this.postings.list(key);
    if (list.to > list.from) lists.push({ list, formCount: this.formsOf(key).length });
  }

  private withForms(key: number, places: readonly number[]): WordList {
    const list = this.postings.list(key);
    const all = this.formsOf(key);
    if (places.length === all.length) return { list, formCount: all.length };
    const isWanted = Uint8Array.from(all, (place) => (places.includes(place) ? 1 : 0));
    let [bits, otherBits] = [0, 0];
    for (const [ordinal, is] of isWanted.entries()) {
      if (is === 1) bits |= formBit(ordinal);
      else otherBits |= formBit(ordinal);
    }
    return { list, formCount: all.length, wanted: { isWanted, bits, otherBits } };
  }

  /** Places of the forms of a list in alphabetical order, which is how they are numbered. */
  private formsOf(key: number): number[] {
    const places: number[] = [];
    const isStopWord = (key & 1) === 1;
    for (const place of this.forms.placesOf(key >> 1))
      if (this.forms.isStopWord(place) === isStopWord) places.push(place);
    return places;
  }
}
