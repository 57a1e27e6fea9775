/**
 * `forms.bin`: the sorted table of unstemmed forms with the term each belongs to. Prefixes, corrections and the
 * receipt are answered from it; the inverted index itself knows only terms.
 */
import { lowerBound } from './ascending.js';
import { Commonest } from './commonest.js';
import { LetterTree } from './letter-tree.js';
import { Pattern } from './pattern.js';
import type { SectionReader } from './sections.js';
import { StringTable } from './strings.js';

export interface Form {
  /** Its place in the sorted table. */
  readonly place: number;
  readonly form: string;
  readonly term: string;
  readonly stopWord: boolean;
  /** Documents that hold this form. */
  readonly documentFrequency: number;
}

/** Some forms out of many: the commonest first, those in equally many documents in alphabetical order. */
export interface Chosen {
  readonly forms: Form[];
  /** How many there were to choose from. */
  readonly count: number;
}

/**
 * Forms in fewer documents are not looked at where only common ones are wanted. In Reuters 69,000 forms leave 5,200,
 * which takes a third of the time for one edit and a fifth for two.
 */
const COMMON = 30;

export class Forms {
  private readonly table: StringTable;
  private readonly terms: StringTable;
  private readonly termOf: Uint32Array;
  private readonly frequencies: Uint32Array;
  private readonly stopWords: Uint8Array;
  /** The forms of each term: `formsByTerm[termStarts[t]] …`, ascending. */
  private readonly termStarts: Uint32Array;
  private readonly formsByTerm: Uint32Array;
  /** Places of the stop words, ascending. */
  private readonly stopPlaces: Uint32Array;
  /** Made when words are first looked for by likeness: all forms, and the common ones. */
  private allForms: LetterTree | undefined;
  private commonForms: LetterTree | undefined;

  constructor(sections: SectionReader) {
    this.table = StringTable.read(sections, 'forms');
    this.terms = StringTable.read(sections, 'terms');
    this.termOf = sections.get('forms.term', 'u32');
    this.frequencies = sections.get('forms.frequency', 'u32');
    this.stopWords = sections.get('forms.stopWord', 'u8');
    this.stopPlaces = placesOfOnes(this.stopWords);
    [this.termStarts, this.formsByTerm] = groupByTerm(this.termOf, this.terms.length);
  }

  get size(): number {
    return this.table.length;
  }

  at(place: number): Form {
    return this.formOf(place, this.terms.get(this.termOf[place]!));
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
    const number = this.terms.find(term);
    const forms: Form[] = [];
    if (number === -1) return forms;
    for (let i = this.termStarts[number]!; i < this.termStarts[number + 1]!; i += 1)
      forms.push(this.formOf(this.formsByTerm[i]!, term));
    return forms;
  }

  /**
   * The commonest forms that begin with a prefix and are no stop words, at most `maximum`, and how many there are in
   * all. Forms in equally many documents come in alphabetical order.
   */
  withPrefix(prefix: string, maximum: number): Chosen {
    const [from, to] = this.rangeOf(prefix);
    return this.choose(maximum, (commonest) => this.takeRange(from, to, commonest));
  }

  /**
   * The same for a pattern: `?` stands for one character, `*` for any number of them, anything else for itself. The
   * forms that begin with what stands before the first of them are looked at, in the worst case all.
   */
  withPattern(pattern: string, maximum: number): Chosen {
    const compiled = new Pattern(pattern);
    const [from, to] = this.rangeOf(compiled.prefix);
    return this.choose(maximum, (commonest) => {
      let count = 0;
      compiled.forEach(this.table, from, to, (place) => {
        if (this.stopWords[place] === 1) return;
        count += 1;
        commonest.offer(place, this.frequencies[place]!);
      });
      return count;
    });
  }

  /** The same for the forms within 1 or 2 edits (`edit-automaton.ts`) of a form, itself among them if it is there. */
  within(form: string, edits: number, maximum: number): Chosen {
    return this.choose(maximum, (commonest) => {
      let count = 0;
      this.all().forEachWithin(form, edits, (place) => {
        if (this.stopWords[place] === 1) return;
        count += 1;
        commonest.offer(place, this.frequencies[place]!);
      });
      return count;
    });
  }

  /**
   * What a person may go on to type: the commonest forms with a prefix. Stop words come only where nothing else begins
   * so, and numbers where the prefix begins with a digit, or years would come first in every archive.
   */
  completions(prefix: string, maximum: number): Form[] {
    const [from, to] = this.rangeOf(prefix);
    const [firstDigit, behindDigits] = prefix === '' ? this.digits() : [to, to];
    const { forms } = this.choose(
      maximum,
      (commonest) => this.takeRange(from, firstDigit, commonest) + this.takeRange(behindDigits, to, commonest),
    );
    if (forms.length > 0 || from === to) return forms;
    return this.choose(maximum, (commonest) => {
      for (let place = from; place < to; place += 1) commonest.offer(place, this.frequencies[place]!);
      return to - from;
    }).forms;
  }

  /**
   * Visits the forms within 1 or 2 edits of a word that are in at least so many documents, with that number; stop
   * words too.
   */
  forEachWithin(
    form: string,
    edits: number,
    leastFrequency: number,
    visit: (form: string, documentFrequency: number) => void,
  ): void {
    const tree = leastFrequency < COMMON ? this.all() : this.common();
    tree.forEachWithin(form, edits, (place) => {
      const frequency = this.frequencies[place]!;
      if (frequency >= leastFrequency) visit(this.table.get(place), frequency);
    });
  }

  /** The place of the first form that begins with a prefix, and the one behind the last. */
  rangeOf(prefix: string): [number, number] {
    return [this.table.lowerBound(prefix), this.table.endOfPrefix(prefix)];
  }

  private formOf(place: number, term: string): Form {
    return {
      place,
      form: this.table.get(place),
      term,
      stopWord: this.stopWords[place] === 1,
      documentFrequency: this.frequencies[place]!,
    };
  }

  private digits(): [number, number] {
    return [this.table.lowerBound('0'), this.table.lowerBound(':')];
  }

  private choose(maximum: number, fill: (commonest: Commonest) => number): Chosen {
    const commonest = new Commonest(maximum);
    const count = fill(commonest);
    return { forms: commonest.toArray().map((place) => this.at(place)), count };
  }

  /** Offers the forms of a range that are no stop words, and says how many they are. */
  private takeRange(from: number, to: number, commonest: Commonest): number {
    const { frequencies, stopWords } = this;
    let { least } = commonest;
    for (let place = from; place < to; place += 1) {
      const frequency = frequencies[place]!;
      // Most forms are not commoner than the last of the best so far.
      if (frequency <= least || stopWords[place] === 1) continue;
      commonest.offer(place, frequency);
      least = commonest.least;
    }
    return to - from - (lowerBound(this.stopPlaces, to) - lowerBound(this.stopPlaces, from));
  }

  private all(): LetterTree {
    this.allForms ??= this.treeOf(1);
    return this.allForms;
  }

  private common(): LetterTree {
    this.commonForms ??= this.treeOf(COMMON);
    return this.commonForms;
  }

  private treeOf(leastFrequency: number): LetterTree {
    const isWanted = (place: number): boolean => this.frequencies[place]! >= leastFrequency;
    return new LetterTree(this.table, placesWhere(this.size, isWanted));
  }
}

/** The places of the forms of each term, ascending, and where those of each term begin. */
function groupByTerm(termOf: Uint32Array, terms: number): [starts: Uint32Array, places: Uint32Array] {
  const starts = new Uint32Array(terms + 1);
  for (let place = 0; place < termOf.length; place += 1) starts[termOf[place]! + 1]! += 1;
  for (let term = 0; term < terms; term += 1) starts[term + 1]! += starts[term]!;
  const places = new Uint32Array(termOf.length);
  const next = starts.slice();
  for (let place = 0; place < termOf.length; place += 1) {
    const term = termOf[place]!;
    places[next[term]!] = place;
    next[term]! += 1;
  }
  return [starts, places];
}

function placesOfOnes(flags: Uint8Array): Uint32Array {
  const places: number[] = [];
  for (let place = flags.indexOf(1); place !== -1; place = flags.indexOf(1, place + 1)) places.push(place);
  return Uint32Array.from(places);
}

function placesWhere(length: number, isWanted: (place: number) => boolean): Uint32Array {
  const places = new Uint32Array(length);
  let count = 0;
  for (let place = 0; place < length; place += 1) {
    if (!isWanted(place)) continue;
    places[count] = place;
    count += 1;
  }
  return places.slice(0, count);
}
