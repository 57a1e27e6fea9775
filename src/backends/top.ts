/**
 * Picks the best `k` of the matching documents with a heap that holds the worst of them on top: one comparison for
 * most documents, whatever the number of matches.
 */
import type { Bitmap } from '../index/bitmap.js';
import type { After, Candidate, SortKeys } from './backend.js';

export function selectTop(
  matches: Bitmap,
  scores: Float64Array,
  sort: SortKeys,
  k: number,
  after?: After,
): Candidate[] {
  if (k <= 0) return [];
  const keys = sort.keys ?? scores;
  const { tie } = sort;
  const heap: number[] = [];

  /** True when document `a` comes before document `b` in the list. */
  const before = (a: number, b: number): boolean => keys[a]! > keys[b]! || (keys[a]! === keys[b]! && tie[a]! < tie[b]!);

  matches.forEach((document) => {
    if (
      after !== undefined &&
      !(keys[document]! < after.key || (keys[document]! === after.key && tie[document]! > after.tie))
    )
      return;
    if (heap.length < k) {
      heap.push(document);
      rise(heap, before);
    } else if (before(document, heap[0]!)) {
      heap[0] = document;
      sink(heap, before);
    }
  });
  return heap
    .sort((a, b) => (before(a, b) ? -1 : 1))
    .map((document) => ({ document, score: scores[document]!, key: keys[document]! }));
}

/** Moves the last entry up until its parent comes behind it in the list. */
function rise(heap: number[], before: (a: number, b: number) => boolean): void {
  for (let i = heap.length - 1; i > 0; ) {
    const parent = (i - 1) >> 1;
    if (!before(heap[parent]!, heap[i]!)) return;
    [heap[parent], heap[i]] = [heap[i]!, heap[parent]!];
    i = parent;
  }
}

/** Moves the first entry down until both its children come before it in the list. */
function sink(heap: number[], before: (a: number, b: number) => boolean): void {
  for (let i = 0; ; ) {
    const left = 2 * i + 1;
    const right = left + 1;
    let last = i;
    if (left < heap.length && before(heap[last]!, heap[left]!)) last = left;
    if (right < heap.length && before(heap[last]!, heap[right]!)) last = right;
    if (last === i) return;
    [heap[last], heap[i]] = [heap[i]!, heap[last]!];
    i = last;
  }
}
