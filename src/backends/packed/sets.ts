/**
 * Sets of documents in the two shapes that queries are answered with, and how they are combined: an ascending list
 * where they are few, a bitmap where they may be most of the collection. What combines them may change a bitmap that
 * it is given, never a list, which is often a view of the file.
 */

import { gallop } from '../../index/ascending.js';
import { Bitmap } from '../../index/bitmap.js';

export type DocumentSet = Uint32Array | Bitmap;

/** A list this many times longer than another is searched for its members instead of being read. */
const MUCH_LONGER = 16;

/** Lists of fewer than one document in so many are not worth a bitmap, which costs as much as the collection is large. */
const SPARSE = 64;

/** For sorting: lists come before bitmaps, short ones before long ones. */
function sizeOf(set: DocumentSet): number {
  return set instanceof Bitmap ? set.size + 1 : set.length;
}

/** `a` is not larger than `b`, as `sizeOf` has it. */
function intersect(a: DocumentSet, b: DocumentSet, size: number): DocumentSet {
  if (a instanceof Bitmap) return b instanceof Bitmap ? a.and(b) : select(b, a, true);
  if (b instanceof Bitmap) return select(a, b, true);
  if (b.length > MUCH_LONGER * a.length || a.length * SPARSE < size) return selectByList(a, b, true);
  return select(b, bitmapOf(a, size), true);
}

/** What is in all of some sets, at least one; shorter ones first, because each step has less to look at. */
export function intersectAll(sets: readonly DocumentSet[], size: number): DocumentSet {
  const [first, ...others] = [...sets].sort((a, b) => sizeOf(a) - sizeOf(b));
  return others.reduce((all, set) => intersect(all, set, size), first!);
}

/** What is in `a` and not in `b`. */
export function subtract(a: DocumentSet, b: DocumentSet): DocumentSet {
  if (!(a instanceof Bitmap)) return b instanceof Bitmap ? select(a, b, false) : selectByList(a, b, false);
  if (b instanceof Bitmap) return a.andNot(b);
  for (let i = 0; i < b.length; i += 1) a.remove(b[i]!);
  return a;
}

export function unite(sets: readonly DocumentSet[], size: number): DocumentSet {
  if (sets.length < 2) return sets[0] ?? new Uint32Array(0);
  const all = new Bitmap(size);
  for (const set of sets) {
    if (set instanceof Bitmap) all.or(set);
    else addAll(all, set);
  }
  return all;
}

export function listOf(set: DocumentSet): Uint32Array {
  return set instanceof Bitmap ? set.toArray() : set;
}

/** The set as a bitmap of its own. */
export function bitmapOf(set: DocumentSet, size: number): Bitmap {
  if (set instanceof Bitmap) return set.clone();
  const bitmap = new Bitmap(size);
  addAll(bitmap, set);
  return bitmap;
}

function addAll(bitmap: Bitmap, list: Uint32Array): void {
  const { words } = bitmap;
  for (let i = 0; i < list.length; i += 1) words[list[i]! >>> 5]! |= 1 << (list[i]! & 31);
}

/** The documents of a list that are in a bitmap, or those that are not. Without a branch, whose outcome is a guess. */
function select(list: Uint32Array, { words }: Bitmap, wanted: boolean): Uint32Array {
  const kept = new Uint32Array(list.length);
  const flip = wanted ? 0 : 1;
  let count = 0;
  for (let i = 0; i < list.length; i += 1) {
    const document = list[i]!;
    kept[count] = document;
    count += ((words[document >>> 5]! >>> (document & 31)) & 1) ^ flip;
  }
  return kept.subarray(0, count);
}

function selectByList(list: Uint32Array, other: Uint32Array, wanted: boolean): Uint32Array {
  const kept = new Uint32Array(list.length);
  let [count, at] = [0, 0];
  for (let i = 0; i < list.length; i += 1) {
    const document = list[i]!;
    at = gallop(other, document, at, other.length);
    if ((other[at] === document) === wanted) kept[count++] = document;
  }
  return kept.subarray(0, count);
}
