import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { RECIPE } from '../../src/ranking/recipe.js';
import { type FirstStage, type Reranked, rerank } from '../../src/ranking/rerank.js';
import { graphOf } from './signals/graph.js';

const OFF = { nearWeight: 0, lambda: 0, pushWeight: 0 };

const TIE = Uint32Array.from({ length: 40 }, (_, document) => document);

/** Documents 0 to 3 match; 1 and 2 are near each other, 0 is near nothing that matches. */
const STAGE: FirstStage = {
  documents: [0, 1, 2, 3],
  bm25: Float64Array.of(4, 3.8, 3, 1),
  near: Float64Array.of(0, 0, 0.5, 0),
  graph: graphOf([[[7, 200]], [[2, 200]], [[1, 200]], [[7, 255]], [], [], [], []]),
  tie: TIE,
};

test('by hand', () => {
  const { documents, scores, lambda, bm25, near, blend, push } = rerank(STAGE);
  // P: 4, 3.8, 3.5, 1; A: 0, 3.5, 3.8, 0, so that ρ = .3947 and λ = .4 · .7894 = .3158.
  const rho = correlate([4, 3.8, 3.5, 1], [0, 3.5, 3.8, 0]);
  expect(lambda).toBeCloseTo(0.4 * 2 * rho, 12);
  // S of 1 and 2; they are the best, and each hands on to the other.
  const s1 = 3.8 + lambda * (3.5 - 3.8);
  const s2 = 3.5 + lambda * (3.8 - 3.5);
  const s0 = 4 - lambda * 4;
  const v = { d1: s2, d2: s1 };
  expect([...documents]).toEqual([1, 2, 0, 3]);
  expect(scores[0]).toBeCloseTo(s1 + (0.1 * s1 * v.d1) / v.d2, 12);
  expect(scores[1]).toBeCloseTo(s2 + 0.1 * s1, 12);
  expect(scores[2]).toBeCloseTo(s0, 12);
  expect(scores[3]).toBeCloseTo(1 - lambda, 12);
  expect([...bm25]).toEqual([3.8, 3, 4, 1]);
  expect([...near]).toEqual([0, 0.5, 0, 0]);
  expect(blend[2]).toBeCloseTo(-lambda * 4, 12);
  expect([push[2], push[3]]).toEqual([0, 0]);
});

function correlate(a: readonly number[], b: readonly number[]): number {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const together = (x: readonly number[], y: readonly number[]) =>
    x.reduce((sum, value, i) => sum + (value - mean(x)) * (y[i]! - mean(y)), 0);
  return together(a, b) / Math.sqrt(together(a, a) * together(b, b));
}

describe('each part can be left out', () => {
  test('all: the order of the first stage', () => {
    const { graph, near, ...words } = STAGE;
    for (const ranked of [rerank({ ...words, graph: graph! }, OFF), rerank(words)]) {
      expect([...ranked.documents]).toEqual([0, 1, 2, 3]);
      expect([...ranked.scores]).toEqual([...STAGE.bm25]);
      expect(ranked.lambda).toBe(0);
    }
    expect([...rerank({ ...words, near: near! }).scores]).toEqual([4, 3.8, 3.5, 1]);
  });

  test('neighbours', () => {
    const ranked = rerank(STAGE, { ...RECIPE, lambda: 0 });
    expect(ranked.blend.every((value) => value === 0)).toBe(true);
    expect(Math.max(...ranked.push)).toBeCloseTo(0.4, 12);
  });

  test('push', () => {
    const ranked = rerank(STAGE, { ...RECIPE, pushWeight: 0 });
    expect([...ranked.push]).toEqual([0, 0, 0, 0]);
    expect(ranked.lambda).toBeGreaterThan(0);
  });
});

test('equal scores are ordered by the tie', () => {
  const stage = { documents: [2, 0, 1], bm25: Float64Array.of(1, 1, 1), tie: Uint32Array.of(2, 1, 0) };
  expect([...rerank(stage).documents]).toEqual([2, 1, 0]);
});

test('nothing in, nothing out', () => {
  const ranked = rerank({ documents: [], bm25: new Float64Array(0), graph: graphOf([]), tie: [] });
  expect(ranked).toMatchObject({ documents: new Uint32Array(0), scores: new Float64Array(0), lambda: 0 });
});

describe('whatever comes in', () => {
  const stage: fc.Arbitrary<FirstStage> = fc
    .integer({ min: 1, max: 40 })
    .chain((size) =>
      fc.record({
        documents: fc.shuffledSubarray([...Array(size).keys()]),
        neighbours: fc.array(
          fc.uniqueArray(fc.tuple(fc.nat(size - 1), fc.integer({ min: 1, max: 255 })), {
            maxLength: 10,
            selector: ([document]) => document,
          }),
          { minLength: size, maxLength: size },
        ),
        values: fc.array(
          fc.tuple(fc.double({ min: 0.001, max: 50, noNaN: true }), fc.double({ min: 0, max: 5, noNaN: true })),
          {
            minLength: size,
            maxLength: size,
          },
        ),
      }),
    )
    .map(({ documents, neighbours, values }) => ({
      documents,
      bm25: Float64Array.from(documents, (document) => values[document]![0]),
      near: Float64Array.from(documents, (document) => values[document]![1]),
      graph: graphOf(neighbours),
      tie: TIE,
    }));

  function each(ranked: Reranked, check: (place: number) => void): void {
    for (const place of ranked.documents.keys()) check(place);
  }

  test('the parts add up to the score', () => {
    fc.assert(
      fc.property(stage, (given) => {
        const ranked = rerank(given);
        const { bm25, near, blend, push, scores } = ranked;
        each(ranked, (i) => expect(bm25[i]! + near[i]! + blend[i]! + push[i]!).toBeCloseTo(scores[i]!, 12));
        expect([...ranked.documents].sort()).toEqual([...Array.from(given.documents)].sort());
      }),
    );
  });

  test('scores never rise, neither along the window nor behind it', () => {
    fc.assert(
      fc.property(stage, (given) => {
        const ranked = rerank(given);
        const { scores, bm25, near, lambda } = ranked;
        each(ranked, (i) => {
          if (i > 0) expect(scores[i]!).toBeLessThanOrEqual(scores[i - 1]!);
          // What comes behind the window has at most the least BM25 in it.
          expect(scores[i]!).toBeGreaterThanOrEqual((1 - lambda) * (bm25[i]! + near[i]!) - 1e-12);
        });
        expect(lambda).toBeGreaterThanOrEqual(0);
        expect(lambda).toBeLessThanOrEqual(0.4);
      }),
    );
  });

  test('the order in which the window comes in does not matter', () => {
    fc.assert(
      fc.property(stage, (given) => {
        const backwards = {
          ...given,
          documents: Array.from(given.documents).reverse(),
          bm25: given.bm25.toReversed(),
          near: given.near!.toReversed(),
        };
        expect(rerank(backwards)).toEqual(rerank(given));
      }),
    );
  });
});
