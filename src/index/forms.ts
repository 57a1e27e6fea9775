/**
 * `forms.bin`: the sorted table of unstemmed forms with the term each belongs to. Prefixes, corrections and the
 * receipt are answered from it; the inverted index itself knows only terms.
 */
import type { Token } from '../analysis/token.js';
import type { SectionArray, SectionReader } from './sections.js';
import { StringTable } from './strings.js';

export class FormsBuilder {
  private readonly numbers = new Map<string, number>();
  private readonly words: {
    readonly form: string;
    readonly term: string;
    readonly stopWord: boolean;
  }[] = [];
  private readonly frequencies: number[] = [];
  private readonly lastDocument: number[] = [];

  /** Counts one token of a document, and returns a number for its form that holds until `finish`. */
  see(token: Token, document: number): number {
    let number = this.numbers.get(token.form);
    if (number === undefined) {
      number = this.words.length;
      this.numbers.set(token.form, number);
      this.words.push({
        form: token.form,
        term: token.term,
        stopWord: token.stopWord,
      });
      this.frequencies.push(0);
      this.lastDocument.push(-1);
    }
    if (this.lastDocument[number] !== document) {
      this.lastDocument[number] = document;
      this.frequencies[number]! += 1;
    }
    return number;
  }

  /** The sections to store, and for each number given so far its place in the sorted table. */
  finish(): {
    sections: Record<string, SectionArray>;
    places: Uint32Array;
    terms: number;
  } {
    const order = Array.from(this.words.keys()).sort((a, b) => (this.words[a]!.form < this.words[b]!.form ? -1 : 1));
    const places = new Uint32Array(order.length);
    order.forEach((number, place) => {
      places[number] = place;
    });
    const terms = [...new Set(this.words.map((word) => word.term))].sort();
    const termPlace = new Map(terms.map((term, i) => [term, i]));
    const sections = {
      ...StringTable.from(order.map((number) => this.words[number]!.form)).sections('forms'),
      ...StringTable.from(terms).sections('terms'),
      'forms.term': Uint32Array.from(order, (number) => termPlace.get(this.words[number]!.term)!),
      'forms.frequency': Uint32Array.from(order, (number) => this.frequencies[number]!),
      'forms.stopWord': Uint8Array.from(order, (number) => (this.words[number]!.stopWord ? 1 : 0)),
    };
    return { sections, places, terms: terms.length };
  }
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
  /** All forms as strings, made when they are first visited. */
  private decoded: string[] | undefined;

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

  find(form: string): Form | undefined {
    const place = this.table.lowerBound(form);
    return place < this.size && this.table.get(place) === form ? this.at(place) : undefined;
  }

  /** True where some document holds the term in any of its forms. */
  hasTerm(term: string): boolean {
    return this.termPlace(term) !== undefined;
  }

  /** The forms of a term in alphabetical order; empty for an unknown term. */
  ofTerm(term: string): Form[] {
    const place = this.termPlace(term);
    if (place === undefined) return [];
    return Array.from(this.formsByTerm.subarray(this.termStarts[place]!, this.termStarts[place + 1]!), (i) =>
      this.at(i),
    );
  }

  /** Forms that begin with a prefix and are no stop words, in alphabetical order. */
  withPrefix(prefix: string): Form[] {
    const forms: Form[] = [];
    for (let place = this.table.lowerBound(prefix); place < this.size; place += 1) {
      const form = this.at(place);
      if (!form.form.startsWith(prefix)) break;
      if (!form.stopWord) forms.push(form);
    }
    return forms;
  }

  /** Visits every form that is no stop word; for searches by likeness, which no order of the table helps. */
  forEach(visit: (form: string, documentFrequency: number) => void): void {
    this.decoded ??= Array.from({ length: this.size }, (_, place) => this.table.get(place));
    for (const [place, form] of this.decoded.entries())
      if (this.stopWords[place] === 0) visit(form, this.frequencies[place]!);
  }

  private termPlace(term: string): number | undefined {
    const place = this.terms.lowerBound(term);
    return place < this.terms.length && this.terms.get(place) === term ? place : undefined;
  }
}
