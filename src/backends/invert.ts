/**
 * Turns a stream of words into posting lists, one after the other in the order of terms: a counting sort, done for as
 * many terms at a time as fit a fixed budget of occurrences. Content words and stop words of one stem have lists of
 * their own, because stop words count neither in scores nor in lengths.
 */
import type { Vocabulary } from '../index/forms-builder.js';
import type { TokenStream } from './token-stream.js';

/** One posting list. The arrays are reused for the next list: copy what is to be kept. */
export interface PostingList {
  /** Twice the number of the term, plus 1 for its stop words. */
  readonly key: number;
  /** Ascending. */
  readonly documents: Uint32Array;
  /** Occurrences in title and body of each document. */
  readonly title: Uint32Array;
  readonly body: Uint32Array;
  /** Positions, document by document, those in the title first; ascending within a field. */
  readonly positions: Uint32Array;
  /** For each position which of the list's forms stands there, as `formOrdinals` counts them. */
  readonly forms: Uint16Array;
}

/** Occurrences that are sorted at a time: 10 bytes each. */
const BUDGET = 32_000_000;

export function listKey(termNumber: number, stopWord: boolean): number {
  return 2 * termNumber + (stopWord ? 1 : 0);
}

/** For each place in the forms table its list, and its number among the forms of that list in alphabetical order. */
export function formOrdinals(vocabulary: Pick<Vocabulary, 'terms' | 'termOf' | 'stopWords'>): {
  keys: Uint32Array;
  ordinals: Uint16Array;
} {
  const { termOf, stopWords, terms } = vocabulary;
  const keys = new Uint32Array(termOf.length);
  const ordinals = new Uint16Array(termOf.length);
  const next = new Uint16Array(2 * terms.length);
  for (let place = 0; place < termOf.length; place += 1) {
    const key = listKey(termOf[place]!, stopWords[place] === 1);
    keys[place] = key;
    ordinals[place] = next[key]!;
    next[key]! += 1;
  }
  return { keys, ordinals };
}

/** Lists that hold nothing are left out. */
export function* invert(stream: TokenStream, vocabulary: Vocabulary, budget = BUDGET): Generator<PostingList> {
  const { keys, ordinals } = formOrdinals(vocabulary);
  // The stream holds numbers of forms as they were met, not places.
  const keyOf = vocabulary.places.map((place) => keys[place]!);
  const ordinalOf = Uint16Array.from(vocabulary.places, (place) => ordinals[place]!);
  const { forms, ends } = stream.view();
  const counts = new Uint32Array(2 * vocabulary.terms.length);
  for (let i = 0; i < forms.length; i += 1) counts[keyOf[forms[i]!]!]! += 1;

  for (let first = 0; first < counts.length; ) {
    let end = first;
    let size = 0;
    while (end < counts.length && (end === first || size + counts[end]! <= budget)) size += counts[end++]!;
    if (size > 0) yield* invertRange(forms, ends, keyOf, ordinalOf, counts, first, end, size);
    first = end;
  }
}

/** One piece, because its inner loop runs once for each word of the collection. */
function* invertRange(
  forms: Uint32Array,
  ends: Float64Array,
  keyOf: Uint32Array,
  ordinalOf: Uint16Array,
  counts: Uint32Array,
  first: number,
  end: number,
  size: number,
): Generator<PostingList> {
  const next = new Uint32Array(end - first);
  for (let key = first + 1, at = 0; key < end; key += 1) {
    at += counts[key - 1]!;
    next[key - first] = at;
  }
  // Where each occurrence stands: document and field in one number, position, form.
  const [fields, positions, ordinals] = [new Uint32Array(size), new Uint32Array(size), new Uint16Array(size)];
  for (let field = 0, at = 0; field < ends.length; field += 1) {
    const start = at;
    for (const stop = ends[field]!; at < stop; at += 1) {
      const form = forms[at]!;
      const key = keyOf[form]!;
      if (key < first || key >= end) continue;
      const slot = next[key - first]!++;
      fields[slot] = field;
      positions[slot] = at - start;
      ordinals[slot] = ordinalOf[form]!;
    }
  }
  const postings = new PostingBuffer();
  for (let key = first, start = 0; key < end; key += 1) {
    const stop = start + counts[key]!;
    if (stop > start)
      yield {
        key,
        ...postings.gather(fields, start, stop),
        positions: positions.subarray(start, stop),
        forms: ordinals.subarray(start, stop),
      };
    start = stop;
  }
}

/** Joins occurrences to postings; one buffer serves all lists. */
class PostingBuffer {
  private documents = new Uint32Array(1024);
  private title = new Uint32Array(1024);
  private body = new Uint32Array(1024);

  gather(fields: Uint32Array, start: number, stop: number): Pick<PostingList, 'documents' | 'title' | 'body'> {
    if (stop - start > this.documents.length) {
      const length = 2 * (stop - start);
      [this.documents, this.title, this.body] = [
        new Uint32Array(length),
        new Uint32Array(length),
        new Uint32Array(length),
      ];
    }
    const { documents, title, body } = this;
    let count = 0;
    for (let i = start; i < stop; i += 1) {
      const field = fields[i]!;
      const document = field >>> 1;
      if (count === 0 || documents[count - 1] !== document) {
        documents[count] = document;
        title[count] = 0;
        body[count] = 0;
        count += 1;
      }
      if ((field & 1) === 0) title[count - 1]! += 1;
      else body[count - 1]! += 1;
    }
    return { documents: documents.subarray(0, count), title: title.subarray(0, count), body: body.subarray(0, count) };
  }
}
