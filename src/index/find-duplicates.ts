/**
 * Finds the documents of a collection that say the same in nearly the same words, in a time that grows with the words
 * and not with the pairs: only documents that share a band of their sketches are compared. Title and body count as one
 * text, because short notices often differ in nothing but their headline.
 */
import { areNearCopies, BANDS, bandsOf, hashWords, shinglesOf } from './shingles.js';

/** All words of a collection as numbers; `ends[2 · d + 1]` is where document `d` ends, `ends[2 · d]` its title. */
export interface CollectionWords {
  readonly forms: Uint32Array;
  readonly ends: Float64Array;
}

/** For each document the first document of its group; its own number where it has no copies. */
export interface Copies {
  readonly near: Uint32Array;
  /** Groups with the same words in the same order; each lies in one group of near copies. */
  readonly exact: Uint32Array;
}

/**
 * How many documents of a bucket the others of it are compared with, for the worst case of forms that all share a band
 * and are no copies. Copies of one text need one comparison each, however many they are: the first joins the group, and
 * within a group nothing is compared. A pair is lost only if both come behind so many in every bucket that they share.
 */
const COMPARED = 16;

export function findCopies(collection: CollectionWords): Copies {
  const documents = collection.ends.length / 2;
  const wordsOf = (document: number): Uint32Array =>
    collection.forms.subarray(collection.ends[2 * document - 1] ?? 0, collection.ends[2 * document + 1]);
  const groups = new Groups(documents);
  const shingles = new RememberedShingles(wordsOf);
  for (const bucket of bucketsOf(documents, wordsOf)) {
    for (let place = 1; place < bucket.length; place += 1) {
      const document = bucket[place]!;
      for (let i = 0; i < Math.min(place, COMPARED); i += 1) {
        const earlier = bucket[i]!;
        if (groups.firstOf(earlier) === groups.firstOf(document)) continue;
        if (areNearCopies(shingles.of(earlier), shingles.of(document))) groups.join(earlier, document);
      }
    }
  }
  const near = Uint32Array.from({ length: documents }, (_, document) => groups.firstOf(document));
  return { near, exact: findExact(near, wordsOf) };
}

/** Documents, ascending, that have the same band in common; band by band, and only where there are several. */
function* bucketsOf(documents: number, wordsOf: (document: number) => Uint32Array): Generator<Uint32Array> {
  const hashes = new Uint32Array(BANDS * documents);
  const isEmpty = new Uint8Array(documents);
  for (let document = 0; document < documents; document += 1) {
    const words = wordsOf(document);
    if (words.length === 0) {
      isEmpty[document] = 1;
      continue;
    }
    const bands = bandsOf(words);
    for (let band = 0; band < BANDS; band += 1) hashes[band * documents + document] = bands[band]!;
  }
  // Hash and document in one number of 53 bits, so that sorting needs no function: above 2²¹ documents the hash gives
  // bits away, and a few more are compared in vain.
  const bits = Math.ceil(Math.log2(Math.max(2, documents)));
  const dropped = Math.max(0, bits - 21);
  const span = 2 ** bits;
  for (let band = 0; band < BANDS; band += 1) {
    const ofBand = hashes.subarray(band * documents, (band + 1) * documents);
    const order = new Float64Array(repeatedIn(ofBand, isEmpty, bits));
    for (let i = 0; i < order.length; i += 1) order[i]! += (ofBand[order[i]!]! >>> dropped) * span;
    order.sort();
    for (let start = 0, end = 0; start < order.length; start = end) {
      const hash = Math.floor(order[start]! / span);
      const limit = (hash + 1) * span;
      end = start + 1;
      while (end < order.length && order[end]! < limit) end += 1;
      if (end === start + 1) continue;
      const bucket = new Uint32Array(end - start);
      for (let i = start; i < end; i += 1) bucket[i - start] = order[i]! - hash * span;
      yield bucket;
    }
  }
}

/**
 * The documents with words whose hash may not be theirs alone. Almost all are alone, and counting is much cheaper than
 * sorting.
 */
function repeatedIn(hashes: Uint32Array, isEmpty: Uint8Array, bits: number): number[] {
  const size = Math.min(32, bits + 3);
  const counts = new Uint8Array(2 ** size);
  for (let document = 0; document < hashes.length; document += 1) {
    const slot = hashes[document]! >>> (32 - size);
    if (counts[slot]! < 2) counts[slot]! += 1;
  }
  const repeated: number[] = [];
  for (let document = 0; document < hashes.length; document += 1)
    if (counts[hashes[document]! >>> (32 - size)] === 2 && isEmpty[document] === 0) repeated.push(document);
  return repeated;
}

/** Same words in the same order have the same shingles, so only near copies are looked at. */
function findExact(near: Uint32Array, wordsOf: (document: number) => Uint32Array): Uint32Array {
  const exact = Uint32Array.from(near.keys());
  const firstWith = new Map<number, number>();
  const isFirstOfSeveral = new Set(near.filter((first, document) => first !== document));
  for (const [document, first] of near.entries()) {
    if (!isFirstOfSeveral.has(first)) continue;
    const words = wordsOf(document);
    const hash = hashWords(words, 0, words.length);
    const earlier = firstWith.get(hash);
    if (earlier === undefined) firstWith.set(hash, document);
    else if (near[earlier] === first && sameWords(wordsOf(earlier), words)) exact[document] = earlier;
  }
  return exact;
}

function sameWords(a: Uint32Array, b: Uint32Array): boolean {
  return a.length === b.length && a.every((word, i) => word === b[i]);
}

/** Union-find; the first document stands for its group. */
class Groups {
  private readonly parents: Uint32Array;

  constructor(documents: number) {
    this.parents = Uint32Array.from({ length: documents }, (_, document) => document);
  }

  firstOf(document: number): number {
    let first = document;
    while (this.parents[first] !== first) {
      this.parents[first] = this.parents[this.parents[first]!]!;
      first = this.parents[first]!;
    }
    return first;
  }

  join(a: number, b: number): void {
    const [first, second] = [this.firstOf(a), this.firstOf(b)];
    this.parents[Math.max(first, second)] = Math.min(first, second);
  }
}

/** Shingles kept at a time, 8 bytes each. */
const REMEMBERED = 4_000_000;

/** The shingles of documents that are compared; most are asked for in one bucket after the other. */
class RememberedShingles {
  private readonly wordsOf: (document: number) => Uint32Array;
  private readonly known = new Map<number, Float64Array>();
  private count = 0;

  constructor(wordsOf: (document: number) => Uint32Array) {
    this.wordsOf = wordsOf;
  }

  of(document: number): Float64Array {
    const known = this.known.get(document);
    if (known !== undefined) return known;
    if (this.count > REMEMBERED) {
      this.known.clear();
      this.count = 0;
    }
    const shingles = shinglesOf(this.wordsOf(document));
    this.known.set(document, shingles);
    this.count += shingles.length;
    return shingles;
  }
}
