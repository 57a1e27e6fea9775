/**
 * The documents of one leaf of a query with their frequencies. A plain word is a stored list; a phrase, a prefix and a
 * stop word are made from stored lists, by positions and forms.
 */
import { Bitmap } from '../../index/bitmap.js';
import type { Forms } from '../../index/forms.js';
import type { PhraseQuery, PrefixQuery, TermQuery } from '../../query/query.js';
import { weightedFrequency } from '../../ranking/bm25.js';
import type { Deadline } from '../deadline.js';
import { listKey } from '../invert.js';
import { formBit } from './format.js';
import { gallop, type PackedPostings, type PositionReader, type StoredList } from './postings.js';

/** Documents that were found for a leaf, ascending, with title words weighted in `frequencies`. */
export interface MadeList {
  readonly documents: Uint32Array;
  readonly frequencies: Float64Array;
}

/** Exactly one of the two is there. */
export interface LeafList {
  readonly stored?: StoredList;
  readonly made?: MadeList;
  /** Number of documents. */
  readonly length: number;
}

const NOTHING: LeafList = { made: { documents: new Uint32Array(0), frequencies: new Float64Array(0) }, length: 0 };

export class LeafReader {
  private readonly postings: PackedPostings;
  private readonly forms: Forms;
  private readonly titleWeight: number;
  /** Sums of the leaf that is being made; all zero between two leaves. */
  private readonly sums: Float64Array;

  constructor(postings: PackedPostings, forms: Forms, titleWeight: number) {
    this.postings = postings;
    this.forms = forms;
    this.titleWeight = titleWeight;
    this.sums = new Float64Array(postings.count);
  }

  /** A content word matches content words of its stem; a stop word that was kept matches every word of its stem. */
  ofTerm({ term, stopWord }: Pick<TermQuery, 'term' | 'stopWord'>, deadline: Deadline): LeafList {
    const number = this.forms.termNumber(term);
    if (number === undefined) return NOTHING;
    const content = this.postings.list(listKey(number, false));
    const stop = this.postings.list(listKey(number, true));
    deadline.spend(content.to - content.from, term);
    if (!stopWord || stop.from === stop.to) return stored(content);
    if (content.from === content.to) return stored(stop);
    const sums = this.startSums();
    for (const list of [content, stop]) for (let i = list.from; i < list.to; i += 1) sums.add(i, this.weighted(i));
    return sums.finish();
  }

  /** The forms of the prefix are one pseudo-term: occurrences are summed over them. */
  ofPrefix({ text, forms = [] }: PrefixQuery, deadline: Deadline): LeafList {
    const wanted = new Map<number, Set<number>>();
    for (const { place } of forms) {
      const key = listKey(this.forms.termNumberOf(place), this.forms.isStopWord(place));
      wanted.set(key, (wanted.get(key) ?? new Set()).add(place));
    }
    const lists = [...wanted].map(([key, places]) => ({ list: this.postings.list(key), places }));
    // Time may run out here, but not between the start of sums and their end, which makes them zero again.
    for (const { list } of lists) deadline.spend(list.to - list.from, text);
    const sums = this.startSums();
    for (const { list, places } of lists) this.addForms(list, places, sums);
    return sums.finish();
  }

  /** Documents that hold all words are looked through for the words in order. */
  ofPhrase({ tokens, text }: PhraseQuery, deadline: Deadline): LeafList {
    const words = tokens.map(({ term, position }) => new PhraseWord(this.listsOf(term), position, this.postings));
    if (words.some((word) => word.isEmpty)) return NOTHING;
    const rarest = words.reduce((least, word) => (word.size < least.size ? word : least));
    // Rare words first: most documents are given up at the first word they lack.
    const others = words.filter((word) => word !== rarest).sort((a, b) => a.size - b.size);
    const ordered = [rarest, ...others];
    const spend = deadline.spender(`"${text}"`);
    const documents: number[] = [];
    const frequencies: number[] = [];
    for (const document of rarest.documents()) {
      spend(words.length);
      if (!rarest.seek(document) || !others.every((word) => word.seek(document))) continue;
      const frequency = this.countPhrase(ordered, document, spend);
      if (frequency === 0) continue;
      documents.push(document);
      frequencies.push(frequency);
    }
    const made = { documents: Uint32Array.from(documents), frequencies: Float64Array.from(frequencies) };
    return { made, length: documents.length };
  }

  /** Occurrences of all words at their distances from one another, title words weighted. */
  private countPhrase(words: readonly PhraseWord[], document: number, spend: (steps: number) => void): number {
    const [first, ...others] = words;
    first!.readStarts(document);
    let { title, body } = first!;
    for (const word of others) {
      if (title + body === 0) return 0;
      word.readStarts(document);
      spend(word.title + word.body);
      const bodyOffset = first!.title;
      title = keepCommon(first!.starts, 0, title, word.starts, 0, word.title);
      body = keepCommon(first!.starts, bodyOffset, bodyOffset + body, word.starts, word.title, word.title + word.body);
    }
    return weightedFrequency(title, body, this.titleWeight);
  }

  private addForms(list: StoredList, places: ReadonlySet<number>, sums: Sums): void {
    const all = formsOf(this.forms, list.key);
    const isWanted = all.map((place) => places.has(place));
    const maskOf = (wanted: boolean): number =>
      isWanted.reduce((mask, is, ordinal) => (is === wanted ? mask | formBit(ordinal) : mask), 0);
    const [wanted, others] = [maskOf(true), maskOf(false)];
    const positions = this.postings.positionsOf(list, all.length);
    for (let i = list.from; i < list.to; i += 1) {
      const held = this.postings.formBits(i);
      if ((held & others) === 0) sums.add(i, this.weighted(i));
      else if ((held & wanted) !== 0) sums.add(i, this.countForms(positions, i, isWanted));
    }
  }

  /** Occurrences of some forms of a list in one document, where others stand there too. */
  private countForms(positions: PositionReader, posting: number, isWanted: readonly boolean[]): number {
    positions.read(posting);
    const { forms, title, body } = positions;
    let sum = 0;
    for (let i = 0; i < title + body; i += 1) if (isWanted[forms[i]!]!) sum += i < title ? this.titleWeight : 1;
    return sum;
  }

  /** The lists of a stem that are not empty, with their positions. */
  private listsOf(term: string): { list: StoredList; positions: PositionReader }[] {
    const number = this.forms.termNumber(term);
    if (number === undefined) return [];
    return [false, true]
      .map((stopWord) => this.postings.list(listKey(number, stopWord)))
      .filter(({ from, to }) => to > from)
      .map((list) => ({ list, positions: this.postings.positionsOf(list, formsOf(this.forms, list.key).length) }));
  }

  private weighted(posting: number): number {
    return this.postings.weightedFrequency(posting, this.titleWeight);
  }

  private startSums(): Sums {
    return new Sums(this.sums, this.postings.documents);
  }
}

/** Adds up frequencies by document, for a leaf that is made of several lists. */
class Sums {
  private readonly sums: Float64Array;
  private readonly documentOf: Uint32Array;
  /** A bitmap gives the documents in order, which sorting would take longer for than all else here. */
  private readonly found: Bitmap;

  /** `sums` must be all zero, and is again after `finish`. */
  constructor(sums: Float64Array, documentOf: Uint32Array) {
    this.sums = sums;
    this.documentOf = documentOf;
    this.found = new Bitmap(sums.length);
  }

  add(posting: number, frequency: number): void {
    if (frequency === 0) return;
    const document = this.documentOf[posting]!;
    this.found.add(document);
    this.sums[document]! += frequency;
  }

  finish(): LeafList {
    const documents = this.found.toArray();
    const frequencies = new Float64Array(documents.length);
    for (let i = 0; i < documents.length; i += 1) {
      frequencies[i] = this.sums[documents[i]!]!;
      this.sums[documents[i]!] = 0;
    }
    return { made: { documents, frequencies }, length: documents.length };
  }
}

/** One word of a phrase: its lists (content words and stop words of its stem) with a cursor in each. */
class PhraseWord {
  readonly size: number;
  /** Where the phrase would begin for each occurrence: `title` of them in the title, then `body` in the body. */
  starts: Int32Array = new Int32Array(64);
  title = 0;
  body = 0;
  private readonly position: number;
  private readonly postings: PackedPostings;
  private readonly lists: readonly { readonly list: StoredList; readonly positions: PositionReader }[];
  private readonly cursors: number[];

  constructor(
    lists: readonly { readonly list: StoredList; readonly positions: PositionReader }[],
    position: number,
    postings: PackedPostings,
  ) {
    this.lists = lists;
    this.position = position;
    this.postings = postings;
    this.cursors = lists.map(({ list }) => list.from);
    this.size = lists.reduce((sum, { list }) => sum + list.to - list.from, 0);
  }

  get isEmpty(): boolean {
    return this.size === 0;
  }

  documents(): Iterable<number> {
    const [first, ...others] = this.lists.map(({ list }) => this.postings.documentsOf(list));
    if (others.length === 0) return first!;
    return Uint32Array.from(new Set([first!, ...others].flatMap((list) => [...list]))).sort();
  }

  /** Moves on to a document; true where it holds the word. */
  seek(document: number): boolean {
    const { documents } = this.postings;
    let held = false;
    for (let l = 0; l < this.lists.length; l += 1) {
      const { list } = this.lists[l]!;
      const at = gallop(documents, document, this.cursors[l]!, list.to);
      this.cursors[l] = at;
      if (at < list.to && documents[at] === document) held = true;
    }
    return held;
  }

  /** Fills `starts` for the document that `seek` found. */
  readStarts(document: number): void {
    this.title = 0;
    this.body = 0;
    for (const field of ['title', 'body'] as const) {
      for (let l = 0; l < this.lists.length; l += 1) this.addStarts(l, document, field);
      if (this.lists.length > 1)
        this.starts.subarray(field === 'title' ? 0 : this.title, this.title + this.body).sort();
    }
  }

  private addStarts(l: number, document: number, field: 'title' | 'body'): void {
    const { list, positions } = this.lists[l]!;
    const posting = this.cursors[l]!;
    if (posting === list.to || this.postings.documents[posting] !== document) return;
    if (field === 'title') positions.read(posting);
    const [from, count] = field === 'title' ? [0, positions.title] : [positions.title, positions.body];
    const at = this.title + this.body;
    if (at + count > this.starts.length) this.starts = grown(this.starts, at + count);
    for (let i = 0; i < count; i += 1) this.starts[at + i] = positions.positions[from + i]! - this.position;
    this[field] += count;
  }
}

function grown(array: Int32Array, length: number): Int32Array {
  const larger = new Int32Array(2 * length);
  larger.set(array);
  return larger;
}

/** Keeps of one ascending range what stands in another too, moved to the front of the range; returns how many. */
function keepCommon(a: Int32Array, aFrom: number, aTo: number, b: Int32Array, bFrom: number, bTo: number): number {
  let kept = 0;
  for (let i = aFrom, j = bFrom; i < aTo && j < bTo; ) {
    const difference = a[i]! - b[j]!;
    if (difference === 0) {
      a[aFrom + kept] = a[i]!;
      kept += 1;
    }
    if (difference <= 0) i += 1;
    if (difference >= 0) j += 1;
  }
  return kept;
}

/** Places of the forms of a list in alphabetical order, which is how they are numbered. */
function formsOf(forms: Forms, key: number): number[] {
  return [...forms.placesOf(key >> 1)].filter((place) => forms.isStopWord(place) === ((key & 1) === 1));
}

function stored(list: StoredList): LeafList {
  return { stored: list, length: list.to - list.from };
}
