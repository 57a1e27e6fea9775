import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compareHits, type ExplainedHit, topDistance } from '../../src/evaluation/moves.js';

/** Hits from the best on, with their parts. */
function hits(...rows: readonly (readonly [id: string, bm25: number, near: number])[]): ExplainedHit[] {
  return rows.map(([id, bm25, near], i) => ({ id, rank: i + 1, score: bm25 + near, parts: { bm25, near } }));
}

describe('compareHits', () => {
  const before = hits(['a', 5, 0], ['b', 4, 0], ['c', 3, 0], ['d', 2, 0]);
  const after = hits(['b', 4, 2], ['a', 5, 0], ['d', 2, 1.5], ['c', 3, 0]);

  test('names the part that changed most against the others', () => {
    const moves = compareHits(before, after, 4);
    // near grew by 0.875 on the mean: a and c had none of it and fell.
    expect(moves.map(({ id, movedBy }) => [id, movedBy])).toEqual([
      ['b', 'near'],
      ['a', 'near'],
      ['d', 'near'],
      ['c', 'near'],
    ]);
    expect(moves[0]?.parts).toEqual({ bm25: 0, near: 2 });
    expect(moves[0]).toMatchObject({ before: { rank: 2 }, after: { rank: 1, score: 6 } });
  });

  test('what pulled the other way is not the cause', () => {
    // b lost more by bm25 than it gained by near, yet it rose: a lost even more.
    const now = hits(['b', 1, 1], ['a', 0.5, 0]);
    expect(compareHits(hits(['a', 5, 0], ['b', 4, 0]), now, 2).map(({ movedBy }) => movedBy)).toEqual(['bm25', 'bm25']);
  });

  test('a hit that keeps its rank was moved by nothing', () => {
    const moves = compareHits(before, before, 10);
    expect(moves.map(({ id, movedBy }) => [id, movedBy])).toEqual([...'abcd'].map((id) => [id, undefined]));
  });

  test('lists what left behind what is there, with the ranks it has now', () => {
    const moves = compareHits(before, after, 3);
    expect(moves.map(({ id, before: earlier, after: later }) => [id, earlier?.rank, later?.rank])).toEqual([
      ['b', 2, 1],
      ['a', 1, 2],
      ['d', 4, 3],
      ['c', 3, 4],
    ]);
    const gone = compareHits(before, after.slice(0, 1), 2);
    expect(gone.map(({ id, after: later, parts }) => [id, later?.rank, parts])).toEqual([
      ['b', 1, { bm25: 0, near: 2 }],
      ['a', undefined, {}],
    ]);
  });

  test('nothing is said of parts that are not known', () => {
    const bare = before.map(({ id, rank, score }) => ({ id, rank, score }));
    for (const { parts, movedBy } of compareHits(bare, after, 4)) {
      expect(parts).toEqual({});
      expect(movedBy).toBeUndefined();
    }
  });
});

describe('topDistance', () => {
  test.each([
    { name: 'the same', before: 'abc', after: 'abc', depth: 3, expected: 0 },
    { name: 'nothing in common', before: 'abc', after: 'xyz', depth: 3, expected: 1 },
    // |0 − 1| + |1 − 0| of 3 · 4.
    { name: 'two changed places', before: 'abc', after: 'bac', depth: 3, expected: 2 / 12 },
    // c stands at 2 and is out, x the other way round: 1 + 1.
    { name: 'one new at the end', before: 'abc', after: 'abx', depth: 3, expected: 2 / 12 },
    { name: 'only the first count', before: 'abc', after: 'abx', depth: 2, expected: 0 },
    { name: 'nothing at all', before: '', after: '', depth: 10, expected: 0 },
    { name: 'shorter lists', before: 'a', after: 'b', depth: 10, expected: 1 },
  ])('$name', ({ before, after, depth, expected }) => {
    expect(topDistance([...before], [...after], depth)).toBeCloseTo(expected, 10);
  });

  test('is the same in both directions, and between 0 and 1', () => {
    const list = fc.shuffledSubarray([...'abcdefgh']);
    fc.assert(
      fc.property(list, list, fc.integer({ min: 1, max: 9 }), (one, other, depth) => {
        const distance = topDistance(one, other, depth);
        expect(distance).toBeCloseTo(topDistance(other, one, depth), 10);
        expect(distance).toBeGreaterThanOrEqual(0);
        expect(distance).toBeLessThanOrEqual(1);
      }),
    );
  });
});
