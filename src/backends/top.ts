/**
 * Picks the best `k` of the matching documents with a heap that holds the worst of them on top: one comparison for
 * most documents, whatever the number of matches.
 */
import type { Bitmap } from '../index/bitmap.js';
import type { After, Candidate, SortKeys } from './backend.js';

/** The best documents so far: the larger key first, equal keys by ascending tie. */
export class Best {
  private readonly documents: Uint32Array;
  private readonly keys: Float64Array;
  private readonly tie: Uint32Array;
  private size = 0;
  /** A document with a smaller key cannot get in. */
  least = Number.NEGATIVE_INFINITY;

  /** `k` at least 1; `tie` has a place for each document there is. */
  constructor(k: number, tie: Uint32Array) {
    const capacity = Math.max(1, Math.min(k, tie.length));
    this.documents = new Uint32Array(capacity);
    this.keys = new Float64Array(capacity);
    this.tie = tie;
  }

  offer(document: number, key: number): void {
    const { documents, keys } = this;
    if (this.size < documents.length) {
      documents[this.size] = document;
      keys[this.size] = key;
      this.size += 1;
      this.rise(this.size - 1);
    } else if (key > keys[0]! || (key === keys[0]! && this.tie[document]! < this.tie[documents[0]!]!)) {
      documents[0] = document;
      keys[0] = key;
      this.sink();
    }
    if (this.size === documents.length) this.least = keys[0]!;
  }

  /** In order; `scoreOf` is asked once for each. Takes the documents out. */
  take(scoreOf: (document: number, key: number) => number): Candidate[] {
    const { documents, keys } = this;
    const candidates = new Array<Candidate>(this.size);
    // The worst is on top each time, so the list fills from its end.
    while (this.size > 0) {
      const [document, key] = [documents[0]!, keys[0]!];
      this.size -= 1;
      candidates[this.size] = { document, score: scoreOf(document, key), key };
      documents[0] = documents[this.size]!;
      keys[0] = keys[this.size]!;
      this.sink();
    }
    return candidates;
  }

  /** True when the entry at `a` comes before the one at `b` in the list. */
  private isBefore(a: number, b: number): boolean {
    const { keys, tie, documents } = this;
    return keys[a]! > keys[b]! || (keys[a]! === keys[b]! && tie[documents[a]!]! < tie[documents[b]!]!);
  }

  /** Moves an entry up until its parent comes behind it in the list. */
  private rise(from: number): void {
    for (let i = from; i > 0; ) {
      const parent = (i - 1) >> 1;
      if (!this.isBefore(parent, i)) return;
      this.swap(parent, i);
      i = parent;
    }
  }

  /** Moves the first entry down until both its children come before it in the list. */
  private sink(): void {
    for (let i = 0; ; ) {
      const left = 2 * i + 1;
      let last = i;
      if (left < this.size && this.isBefore(last, left)) last = left;
      if (left + 1 < this.size && this.isBefore(last, left + 1)) last = left + 1;
      if (last === i) return;
      this.swap(last, i);
      i = last;
    }
  }

  private swap(a: number, b: number): void {
    const { documents, keys } = this;
    const [document, key] = [documents[a]!, keys[a]!];
    documents[a] = documents[b]!;
    keys[a] = keys[b]!;
    documents[b] = document;
    keys[b] = key;
  }
}

/** The best `k` of a set of documents, of those behind `after` when it is given. */
export function selectTop(
  documents: Bitmap,
  scores: Float64Array,
  sort: SortKeys,
  k: number,
  after?: After,
): Candidate[] {
  if (k <= 0) return [];
  const keys = sort.keys ?? scores;
  const { tie } = sort;
  const best = new Best(k, tie);
  documents.forEach((document) => {
    const key = keys[document]!;
    if (key < best.least) return;
    if (after !== undefined && !(key < after.key || (key === after.key && tie[document]! > after.tie))) return;
    best.offer(document, key);
  });
  return best.take((document) => scores[document]!);
}
