/**
 * Picks the best `k` of the matching documents with a heap that holds the worst of them on top: one comparison for
 * most documents, whatever the number of matches.
 */
import type { After, Candidate, SortKeys } from './backend.js';

/** The best documents so far: the larger key first, equal keys by ascending tie. */
export class Best {
  private readonly documents: number[] = [];
  private readonly keys: number[] = [];
  private readonly tie: Uint32Array;
  private readonly k: number;
  /** A document with a smaller key cannot get in. */
  least = Number.NEGATIVE_INFINITY;

  /** `k` at least 1. */
  constructor(k: number, tie: Uint32Array) {
    this.k = k;
    this.tie = tie;
  }

  offer(document: number, key: number): void {
    const { documents, keys } = this;
    if (documents.length < this.k) {
      documents.push(document);
      keys.push(key);
      this.rise(documents.length - 1);
    } else if (key > keys[0]! || (key === keys[0]! && this.tie[document]! < this.tie[documents[0]!]!)) {
      documents[0] = document;
      keys[0] = key;
      this.sink();
    }
    if (documents.length === this.k) this.least = keys[0]!;
  }

  /** In order; `scoreOf` is asked once for each. */
  candidates(scoreOf: (document: number, key: number) => number): Candidate[] {
    return [...this.documents.keys()]
      .sort((a, b) => (this.isBefore(a, b) ? -1 : 1))
      .map((i) => ({
        document: this.documents[i]!,
        key: this.keys[i]!,
        score: scoreOf(this.documents[i]!, this.keys[i]!),
      }));
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
    const length = this.documents.length;
    for (let i = 0; ; ) {
      const left = 2 * i + 1;
      let last = i;
      if (left < length && this.isBefore(last, left)) last = left;
      if (left + 1 < length && this.isBefore(last, left + 1)) last = left + 1;
      if (last === i) return;
      this.swap(last, i);
      i = last;
    }
  }

  private swap(a: number, b: number): void {
    const { documents, keys } = this;
    [documents[a], documents[b]] = [documents[b]!, documents[a]!];
    [keys[a], keys[b]] = [keys[b]!, keys[a]!];
  }
}

/** The best `k` of some documents, of those behind `after` when it is given. */
export function selectTop(
  documents: Uint32Array,
  scores: Float64Array,
  sort: SortKeys,
  k: number,
  after?: After,
): Candidate[] {
  if (k <= 0) return [];
  const keys = sort.keys ?? scores;
  const { tie } = sort;
  const best = new Best(k, tie);
  for (let i = 0; i < documents.length; i += 1) {
    const document = documents[i]!;
    const key = keys[document]!;
    if (key < best.least) continue;
    if (after !== undefined && !(key < after.key || (key === after.key && tie[document]! > after.tie))) continue;
    best.offer(document, key);
  }
  return best.candidates((document) => scores[document]!);
}
