import { expect, test } from '@jest/globals';
import { formBit, frequencyByte, OVERFLOW } from '../../../src/backends/packed/format.js';

test('a byte holds up to 2 occurrences in the title and 62 in the body', () => {
  const bytes = new Set<number>();
  for (let title = 0; title < 3; title += 1)
    for (let body = 0; body < 63; body += 1) {
      const byte = frequencyByte(title, body);
      expect([byte >> 6, byte & 63]).toEqual([title, body]);
      expect(byte).toBeLessThan(OVERFLOW);
      bytes.add(byte);
    }
  expect(bytes.size).toBe(3 * 63);
});

test.each([
  [3, 0],
  [3, 62],
  [0, 63],
  [2, 63],
  [0, 64],
  [0, 255],
  [4, 0],
  [1_000_000, 1_000_000],
])('%d in the title and %d in the body are too many for it', (title, body) =>
  expect(frequencyByte(title, body)).toBe(OVERFLOW),
);

test('the first seven forms have a bit each, all later ones the eighth', () => {
  expect([0, 1, 2, 3, 4, 5, 6, 7, 8, 100].map(formBit)).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 128, 128]);
});
