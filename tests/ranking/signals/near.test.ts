import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  leastDistance,
  nearBonus,
  nearPairs,
  pairsOf,
  type WordInDocument,
} from '../../../src/ranking/signals/near.js';

function word(idf: number, body: readonly number[], title: readonly number[] = []): WordInDocument {
  return { idf, positions: [...title, ...body], title: title.length, body: body.length };
}

test.each([
  { name: 'side by side', words: [word(4, [7]), word(2, [8])], bonus: 0.25 * 2 * (1 / 2) },
  { name: 'the other way round', words: [word(4, [8]), word(2, [7])], bonus: 0.25 * 2 * (1 / 2) },
  { name: 'at the largest distance', words: [word(4, [0]), word(6, [5])], bonus: 0.25 * 4 * (1 / 6) },
  { name: 'one further', words: [word(4, [0]), word(6, [6])], bonus: 0 },
  { name: 'only the nearest occurrence counts', words: [word(4, [0, 9]), word(4, [3, 40])], bonus: 0.25 * 4 * (1 / 4) },
  { name: 'title and body are apart', words: [word(4, [1], []), word(4, [], [2])], bonus: 0 },
  { name: 'the nearer field counts', words: [word(4, [1], [3]), word(4, [3], [4])], bonus: 0.25 * 4 * (1 / 2) },
  { name: 'one word', words: [word(4, [1, 2])], bonus: 0 },
  { name: 'no word', words: [], bonus: 0 },
])('$name', ({ words, bonus }) => expect(nearBonus(words)).toBeCloseTo(bonus, 12));

test('the explanation names the pairs, their distance and what each adds', () => {
  const words = [word(3, [1]), word(1, [30]), word(2, [4])];
  expect(nearPairs(words)).toEqual([{ first: 0, second: 2, distance: 3, field: 'body', bonus: (0.25 * 2) / 4 }]);
  expect(nearPairs(words, 0)).toEqual([{ first: 0, second: 2, distance: 3, field: 'body', bonus: 0 }]);
  expect(nearPairs([word(4, [1], [3]), word(4, [3], [4])])).toMatchObject([{ distance: 1, field: 'title' }]);
});

describe('which words are compared', () => {
  test('up to six: each with each', () => {
    expect(pairsOf(3)).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
    ]);
    expect(pairsOf(6)).toHaveLength(15);
  });

  test('more: each with the next', () => {
    expect(pairsOf(7)).toEqual([
      [0, 1],
      [1, 2],
      [2, 3],
      [3, 4],
      [4, 5],
      [5, 6],
    ]);
  });
});

test('the least distance is that of looking at all pairs', () => {
  const positions = fc.uniqueArray(fc.nat(60), { maxLength: 12 }).map((numbers) => Uint32Array.from(numbers).sort());
  fc.assert(
    fc.property(positions, positions, (a, b) => {
      const all = [...a].flatMap((i) => [...b].map((j) => Math.abs(i - j)));
      expect(leastDistance(a, b)).toBe(Math.min(Number.POSITIVE_INFINITY, ...all));
    }),
  );
});
