/**
 * `forms.bin`: the sorted table of unstemmed forms with the term each belongs to. Prefixes, corrections and the
 * receipt are answered from it; the inverted index itself knows only terms.
 */
import type { Word } from '../analysis/token.js';
import { countOnes } from './bitmap.js';
import type { SectionArray, SectionReader } from './sections.js';
import { StringTable, sortByCodePoint } from './strings.js';

export class FormsBuilder {
  private readonly numbers = new Map<string, number>();
  /** Number + 1 of each word by its serial: one look into an array for all but the first occurrence of a word. */
  private bySerial = new Uint32Array(65_536);
  private readonly words: Word[] = [];
  private readonly frequencies: number[] = [];
  private readonly lastDocument: number[] = [];

  /** Counts one occurrence in a document, and returns a number for the form that holds until the forms are sorted. */
  see(word: Word, document: number): number {
    const known = word.serial < this.bySerial.length ? this.bySerial[word.serial]! : 0;
    const number = known === 0 ? this.meet(word) : known - 1;
    if (this.lastDocument[number] !== document) {
      this.lastDocument[number] = document;
      this.frequencies[number]! += 1;
    }
    return number;
  }

  /** Sorts the forms: the sections to store, and how the numbers given so far are to be read. */
  finish(): { sections: Record<string, SectionArray>; vocabulary: Vocabulary } {
    const order = sortByCodePoint([...this.words.keys()], (number) => this.words[number]!.form);
    const terms = sortByCodePoint([...new Set(this.words.map((word) => word.term))], (term) => term);
    const termPlace = new Map(terms.map((term, i) => [term, i]));
    const places = new Uint32Array(order.length);
    order.forEach((number, place) => {
      places[number] = place;
    });
    const forms = order.map((number) => this.words[number]!);
    const sections = {
      ...StringTable.from(forms.map((word) => word.form)).sections('forms'),
      ...StringTable.from(terms).sections('terms'),
      'forms.term': Uint32Array.from(forms, (word) => termPlace.get(word.term)!),
      'forms.frequency': Uint32Array.from(order, (number) => this.frequencies[number]!),
      'forms.stopWord': Uint8Array.from(forms, (word) => (word.stopWord ? 1 : 0)),
    };
    const { 'forms.term': termOf, 'forms.stopWord': stopWords } = sections;
    return { sections, vocabulary: { places, terms, termOf, stopWords } };
  }

  private meet(word: Word): number {
    const number = this.numbers.get(word.form) ?? this.words.length;
    if (number === this.words.length) {
      this.numbers.set(word.form, number);
      this.words.push(word);
      this.frequencies.push(0);
      this.lastDocument.push(-1);
    }
    if (word.serial >= this.bySerial.length) {
      const larger = new Uint32Array(Math.max(2 * this.bySerial.length, word.serial + 1));
      larger.set(this.bySerial);
      this.bySerial = larger;
    }
    this.bySerial[word.serial] = number + 1;
    return number;
  }
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

export interface Form {
  /** Its place in the sorted table. */
  readonly place: number;
  readonly form: string;
  readonly term: string;
  readonly stopWord: boolean;
  /** Documents that hold this form. */
  readonly documentFrequency: number;
}

export class Forms {
  private readonly table: StringTable;
  private readonly terms: StringTable;
  private readonly termOf: Uint32Array;
  private readonly frequencies: Uint32Array;
  private readonly stopWords: Uint8Array;
  /** The forms of each term: `formsByTerm[termStarts[t]] …`, ascending. */
  private readonly termStarts: Uint32Array;
  private readonly formsByTerm: Uint32Array;
  /** Made when words are first looked for by likeness. */
  private outlines: Outlines | undefined;

  constructor(sections: SectionReader) {
    this.table = StringTable.read(sections, 'forms');
    this.terms = StringTable.read(sections, 'terms');
    this.termOf = sections.get('forms.term', 'u32');
    this.frequencies = sections.get('forms.frequency', 'u32');
    this.stopWords = sections.get('forms.stopWord', 'u8');
    this.termStarts = new Uint32Array(this.terms.length + 1);
    for (const term of this.termOf) this.termStarts[term + 1]! += 1;
    for (let i = 0; i < this.terms.length; i += 1) this.termStarts[i + 1]! += this.termStarts[i]!;
    this.formsByTerm = new Uint32Array(this.termOf.length);
    const next = this.termStarts.slice();
    this.termOf.forEach((term, place) => {
      this.formsByTerm[next[term]!++] = place;
    });
  }

  get size(): number {
    return this.table.length;
  }

  at(place: number): Form {
    return {
      place,
      form: this.table.get(place),
      term: this.terms.get(this.termOf[place]!),
      stopWord: this.stopWords[place] === 1,
      documentFrequency: this.frequencies[place]!,
    };
  }

  /** Terms are numbered in alphabetical order. */
  get termCount(): number {
    return this.terms.length;
  }

  /** The number of a term, or undefined where no document holds it in any form. */
  termNumber(term: string): number | undefined {
    const number = this.terms.find(term);
    return number === -1 ? undefined : number;
  }

  /** Places of the forms of a term, ascending. */
  placesOf(termNumber: number): Uint32Array {
    return this.formsByTerm.subarray(this.termStarts[termNumber]!, this.termStarts[termNumber + 1]!);
  }

  isStopWord(place: number): boolean {
    return this.stopWords[place] === 1;
  }

  /** The term number of a form. */
  termNumberOf(place: number): number {
    return this.termOf[place]!;
  }

  find(form: string): Form | undefined {
    const place = this.table.find(form);
    return place === -1 ? undefined : this.at(place);
  }

  /** True where some document holds the term in any of its forms. */
  hasTerm(term: string): boolean {
    return this.termNumber(term) !== undefined;
  }

  /** The forms of a term in alphabetical order; empty for an unknown term. */
  ofTerm(term: string): Form[] {
    const number = this.termNumber(term);
    return number === undefined ? [] : Array.from(this.placesOf(number), (place) => this.at(place));
  }

  /**
   * The commonest forms that begin with a prefix and are no stop words, at most `maximum`, and how many there are in
   * all. Forms in equally many documents come in alphabetical order.
   */
  withPrefix(prefix: string, maximum: number): { readonly forms: Form[]; readonly count: number } {
    const [from, to] = [this.table.lowerBound(prefix), this.table.endOfPrefix(prefix)];
    // The best so far, in order; most forms of a short prefix are not better than the last of them.
    const best: number[] = [];
    let count = 0;
    for (let place = from; place < to; place += 1) {
      if (this.stopWords[place] === 1) continue;
      count += 1;
      const frequency = this.frequencies[place]!;
      if (best.length === maximum && frequency <= this.frequencies[best.at(-1)!]!) continue;
      let at = best.length;
      while (at > 0 && this.frequencies[best[at - 1]!]! < frequency) at -= 1;
      best.splice(at, 0, place);
      if (best.length > maximum) best.pop();
    }
    return { forms: best.map((place) => this.at(place)), count };
  }

  /**
   * Visits forms that may be within some edits of a word, in at least so many documents: each edit changes the length
   * by at most one and the set of letters by at most two. Few others pass, and only what passes is decoded.
   */
  forEachLike(
    word: string,
    edits: number,
    leastFrequency: number,
    visit: (form: string, documentFrequency: number) => void,
  ): void {
    this.outlines ??= outlinesOf(this.table);
    const { lengths, letters } = this.outlines;
    const [length, own] = [word.length, lettersOf(word)];
    for (let place = 0; place < lengths.length; place += 1) {
      if (Math.abs(lengths[place]! - length) > edits || countOnes(letters[place]! ^ own) > 2 * edits) continue;
      if (this.stopWords[place] === 1 || this.frequencies[place]! < leastFrequency) continue;
      visit(this.table.get(place), this.frequencies[place]!);
    }
  }
}

/** Length and set of letters of each form: what can be compared without decoding it. */
interface Outlines {
  readonly lengths: Uint8Array;
  readonly letters: Uint32Array;
}

function outlinesOf(table: StringTable): Outlines {
  const [lengths, letters] = [new Uint8Array(table.length), new Uint32Array(table.length)];
  for (let place = 0; place < table.length; place += 1) {
    const form = table.get(place);
    lengths[place] = form.length;
    letters[place] = lettersOf(form);
  }
  return { lengths, letters };
}

/** A bit for each letter; letters that are not ASCII share the bits. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let i = 0; i < word.length; i += 1) letters |= 1 << (word.charCodeAt(i) & 31);
  return letters;
}
