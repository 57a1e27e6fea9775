/** The neighbour graph against the slow, obvious way: every document with every other, vector by vector. */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  type DocumentVectors,
  documentOf,
  UNIT,
  VectorsBuilder,
  weightOf,
} from '../../src/backends/document-vectors.js';
import type { PostingList } from '../../src/backends/invert.js';
import { findNearest } from '../../src/backends/nearest.js';

/** A document: how often each term stands in its title and in its body. */
type Counts = readonly { readonly title: number; readonly body: number }[];

const NOTHING = new Uint32Array(0);

function listOf(key: number, counts: readonly { title: number; body: number }[]): PostingList {
  const documents = [...counts.keys()].filter((document) => counts[document]!.title + counts[document]!.body > 0);
  return {
    key,
    documents: Uint32Array.from(documents),
    title: Uint32Array.from(documents, (document) => counts[document]!.title),
    body: Uint32Array.from(documents, (document) => counts[document]!.body),
    positions: NOTHING,
    forms: new Uint16Array(0),
  };
}

function vectorsOf(documents: readonly Counts[]): DocumentVectors {
  const sum = (field: 'title' | 'body') =>
    Uint32Array.from(documents, (counts) => counts.reduce((total, count) => total + count[field], 0));
  const builder = new VectorsBuilder({
    documents: documents.length,
    lengths: { title: sum('title'), body: sum('body') },
  });
  for (const term of (documents[0] ?? []).keys()) {
    const counts = documents.map((of) => of[term]!);
    if (counts.some(({ title, body }) => title + body > 0)) builder.list(listOf(2 * term, counts));
    // Stop words of the same stem, which count in nothing.
    builder.list(
      listOf(
        2 * term + 1,
        documents.map(() => ({ title: 1, body: 9 })),
      ),
    );
  }
  return builder.finish();
}

/** Rule by rule, in fractions: Σ over the terms of a unit vector. */
function unitVectors(documents: readonly Counts[]): number[][] {
  const tf = documents.map((counts) => counts.map(({ title, body }) => 2 * title + body));
  const lengths = tf.map((counts) => counts.reduce((sum, count) => sum + count, 0));
  const average = lengths.reduce((sum, length) => sum + length, 0) / documents.length || 1;
  const n = documents.length;
  return tf.map((counts, document) => {
    const weights = counts.map((count, term) => {
      const df = tf.filter((other) => other[term]! > 0).length;
      const norm = 1.6 * (0.25 + (0.75 * lengths[document]!) / average);
      return (Math.log(1 + (n - df + 0.5) / (df + 0.5)) * count) / (count + norm);
    });
    const length = Math.hypot(...weights);
    return weights.map((weight) => (length === 0 ? 0 : weight / length));
  });
}

/** The vectors as they were made, one whole number for each list. */
function expand({ documents, starts, postings }: DocumentVectors): number[][] {
  const lists = starts.length - 1;
  const vectors = Array.from({ length: documents }, () => Array<number>(lists).fill(0));
  for (let list = 0; list < lists; list += 1)
    for (let i = starts[list]!; i < starts[list + 1]!; i += 1)
      vectors[documentOf(postings[i]!)]![list] = weightOf(postings[i]!);
  return vectors;
}

/** The 40 heaviest terms of a vector, of equal ones the first; everything else 0. */
function cut(vector: readonly number[]): number[] {
  const heaviest = [...vector.keys()]
    .filter((list) => vector[list]! > 0)
    .sort((a, b) => vector[b]! - vector[a]! || a - b);
  const kept = new Set(heaviest.slice(0, 40));
  return vector.map((weight, list) => (kept.has(list) ? weight : 0));
}

function findSlowly(vectors: DocumentVectors) {
  const all = expand(vectors);
  return all.map((own, document) => {
    const query = cut(own);
    return all
      .map((other, number) => ({
        number,
        dot: other.reduce((sum, weight, list) => sum + weight * query[list]!, 0),
      }))
      .filter(({ number, dot }) => number !== document && Math.round((255 * dot) / UNIT ** 2) > 0)
      .sort((a, b) => b.dot - a.dot || a.number - b.number)
      .slice(0, 10)
      .map(({ number, dot }) => [number, Math.min(255, Math.round((255 * dot) / UNIT ** 2))]);
  });
}

function find(vectors: DocumentVectors) {
  const { starts, documents, similarities } = findNearest(vectors);
  return Array.from({ length: vectors.documents }, (_, document) =>
    Array.from(documents.subarray(starts[document]!, starts[document + 1]!), (neighbour, i) => [
      neighbour,
      similarities[starts[document]! + i],
    ]),
  );
}

/** Few terms in many documents, so that sums are often equal; many terms, so that vectors are cut. */
function collection(most: { documents: number; terms: number; perDocument: number }): fc.Arbitrary<Counts[]> {
  const count = fc.record({ title: fc.nat(1), body: fc.nat(3) });
  return fc.integer({ min: 1, max: most.terms }).chain((terms) =>
    fc.array(
      fc.array(fc.tuple(fc.nat(terms - 1), count), { maxLength: most.perDocument }).map((entries) => {
        const counts = new Map(entries);
        return Array.from({ length: terms }, (_, term) => counts.get(term) ?? { title: 0, body: 0 });
      }),
      { maxLength: most.documents },
    ),
  );
}

describe('the nearest documents are those of comparing each with each', () => {
  test.each([
    { name: 'few terms', most: { documents: 60, terms: 6, perDocument: 4 }, numRuns: 150 },
    { name: 'many terms', most: { documents: 30, terms: 90, perDocument: 80 }, numRuns: 60 },
  ])('$name', ({ most, numRuns }) => {
    fc.assert(
      fc.property(collection(most), (documents) => {
        const vectors = vectorsOf(documents);
        expect(find(vectors)).toEqual(findSlowly(vectors));
      }),
      { numRuns },
    );
  });

  test('in more blocks of documents than are wanted', () => {
    // A fixed sequence stands for chance: 700 documents with terms of all frequencies.
    let state = 7;
    const next = (below: number) => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const documents = Array.from({ length: 700 }, () => {
      const counts = Array.from({ length: 120 }, () => ({ title: 0, body: 0 }));
      for (let word = 0; word < 30; word += 1) counts[Math.floor(next(120) * (next(100) / 100))]!.body += 1;
      return counts;
    });
    const vectors = vectorsOf(documents);
    expect(find(vectors)).toEqual(findSlowly(vectors));
  });
});

test('weights are those of the rule, to a whole number', () => {
  fc.assert(
    fc.property(collection({ documents: 12, terms: 20, perDocument: 12 }), (documents) => {
      const made = expand(vectorsOf(documents)).map((vector) => vector.filter((weight) => weight > 0));
      const expected = unitVectors(documents).map((vector) => vector.map((weight) => weight * UNIT));
      for (const [document, weights] of made.entries()) {
        const wanted = expected[document]!.filter((weight) => Math.round(weight) > 0);
        expect(weights).toHaveLength(wanted.length);
        for (const [i, weight] of weights.entries()) expect(Math.abs(weight - wanted[i]!)).toBeLessThan(0.501);
      }
    }),
  );
});

test('the postings that finding them takes are counted before', () => {
  fc.assert(
    fc.property(collection({ documents: 30, terms: 90, perDocument: 80 }), (documents) => {
      const vectors = vectorsOf(documents);
      const all = expand(vectors);
      const counted = all.reduce(
        (sum, vector) =>
          sum +
          cut(vector).reduce(
            (own, weight, list) => own + (weight > 0 ? all.filter((other) => other[list]! > 0).length : 0),
            0,
          ),
        0,
      );
      expect(vectors.heaviest.postings).toBe(counted);
    }),
    { numRuns: 50 },
  );
});

test('of terms that are equally heavy the first are kept', () => {
  const one = Array.from({ length: 50 }, () => ({ title: 0, body: 1 }));
  const { heaviest } = vectorsOf([one, one, one]);
  expect([...heaviest.starts]).toEqual([0, 40, 80, 120]);
  expect([...heaviest.lists.subarray(40, 80)]).toEqual([...Array(40).keys()]);
  expect(heaviest.postings).toBe(3 * 40 * 3);
});

test.each([
  { name: 'no documents', documents: [] },
  { name: 'documents without words', documents: [[{ title: 0, body: 0 }], [{ title: 0, body: 0 }]] },
  { name: 'one document', documents: [[{ title: 1, body: 2 }]] },
])('$name have no neighbours', ({ documents }) => {
  expect(find(vectorsOf(documents))).toEqual(documents.map(() => []));
});

test('copies are as near as can be, in the order of their numbers', () => {
  const one = [
    { title: 1, body: 2 },
    { title: 0, body: 1 },
  ];
  expect(find(vectorsOf(Array.from({ length: 13 }, () => one)))[5]).toEqual(
    [0, 1, 2, 3, 4, 6, 7, 8, 9, 10].map((document) => [document, 255]),
  );
});
