import { describe, expect, test } from '@jest/globals';
import { areNearCopies, BANDS, bandsOf, hashWords, shinglesOf } from '../../src/index/shingles.js';

function count(from: number, length: number): number[] {
  return Array.from({ length }, (_, i) => from + i);
}

function near(a: readonly number[], b: readonly number[]): boolean {
  const [first, second] = [shinglesOf(Uint32Array.from(a)), shinglesOf(Uint32Array.from(b))];
  expect(areNearCopies(second, first)).toBe(areNearCopies(first, second));
  return areNearCopies(first, second);
}

test('the shingles of a text are its runs of five words, each once', () => {
  expect(shinglesOf(Uint32Array.from(count(1, 9)))).toHaveLength(5);
  expect(shinglesOf(Uint32Array.from([...count(1, 5), ...count(1, 5)]))).toHaveLength(5);
  expect(shinglesOf(Uint32Array.from(Array(50).fill(7)))).toHaveLength(1);
  expect(shinglesOf(Uint32Array.of(1, 2))).toHaveLength(1);
  expect(shinglesOf(Uint32Array.from(count(1, 200)))).toEqual(shinglesOf(Uint32Array.from(count(1, 200))).sort());
});

test('hashes depend on each word and on the order', () => {
  const hashes = [[1, 2], [2, 1], [1, 3], [1], [1, 2, 0], [0, 1, 2], []].map((words) =>
    hashWords(Uint32Array.from(words), 0, words.length),
  );
  expect(new Set(hashes).size).toBe(hashes.length);
  for (const hash of hashes) expect(Number.isSafeInteger(hash)).toBe(true);
});

describe('near copies', () => {
  /** `common` shingles in a row, and `more` others behind them. */
  const text = (common: number, more: number, seed: number) => [...count(1, common + 4), ...count(seed, more)];

  test.each([
    { name: 'have four fifths in common', a: text(4, 1, 1000), b: text(4, 0, 0), expected: true },
    { name: 'or a little less than that and are none', a: text(15, 4, 1000), b: text(15, 0, 0), expected: false },
    { name: 'in texts of any length', a: text(800, 200, 5000), b: text(800, 0, 0), expected: true },
    { name: 'or three fifths, where these are a hundred', a: text(102, 68, 1000), b: text(102, 0, 0), expected: true },
    { name: 'but not where they are fewer', a: text(99, 66, 1000), b: text(99, 0, 0), expected: false },
    { name: 'nor where it is a smaller share', a: text(200, 134, 1000), b: text(200, 0, 0), expected: false },
    { name: 'of fewer than five words are equal', a: [1, 2, 3], b: [1, 2, 3], expected: true },
    { name: 'of fewer than five words that differ are none', a: [1, 2, 3], b: [1, 2, 4], expected: false },
  ])('$name', ({ a, b, expected }) => expect(near(a, b)).toBe(expected));
});

describe('bands', () => {
  let state = 20_211_229;
  /** Xorshift (Marsaglia 2003): the same numbers in every run. */
  const random = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % 70_000;
  };
  const words = (length: number) => Array.from({ length }, random);

  test.each([
    { name: '.8 of few', common: 8, a: 1, b: 1, most: 0 },
    { name: '.8 of many', common: 160, a: 20, b: 20, most: 0 },
    { name: '.6 of many', common: 150, a: 50, b: 50, most: 0.01 },
  ])('pairs that have $name in common share one', ({ common, a, b, most }) => {
    const pairs = 1000;
    let missed = 0;
    for (let pair = 0; pair < pairs; pair += 1) {
      const shared = words(common + 4);
      const first = bandsOf(Uint32Array.from([...shared, ...words(a)])).slice();
      const second = bandsOf(Uint32Array.from([...shared, ...words(b)]));
      if (!first.some((band, i) => band === second[i])) missed += 1;
    }
    expect(missed / pairs).toBeLessThanOrEqual(most);
  });

  test('texts that have nothing in common share none', () => {
    const seen = new Set<string>();
    for (let text = 0; text < 500; text += 1)
      for (const [band, hash] of bandsOf(Uint32Array.from(words(60))).entries()) seen.add(`${band} ${hash}`);
    expect(seen.size).toBe(500 * BANDS);
  });
});
