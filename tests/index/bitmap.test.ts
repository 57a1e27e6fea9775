import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Bitmap } from '../../src/index/bitmap.js';

function of(size: number, members: Iterable<number>): Bitmap {
  const bitmap = new Bitmap(size);
  for (const member of members) bitmap.add(member);
  return bitmap;
}

function members(bitmap: Bitmap): number[] {
  const found: number[] = [];
  bitmap.forEach((document) => {
    found.push(document);
  });
  return found;
}

test('behaves as a set of numbers', () => {
  const size = fc.integer({ min: 1, max: 200 });
  const input = size.chain((n) =>
    fc.tuple(fc.constant(n), fc.uniqueArray(fc.nat(n - 1)), fc.uniqueArray(fc.nat(n - 1))),
  );
  fc.assert(
    fc.property(input, ([n, a, b]) => {
      const ascending = (numbers: number[]) => numbers.toSorted((x, y) => x - y);
      expect(members(of(n, a))).toEqual(ascending(a));
      expect(of(n, a).count()).toBe(a.length);
      expect(members(of(n, a).and(of(n, b)))).toEqual(ascending(a.filter((x) => b.includes(x))));
      expect(members(of(n, a).or(of(n, b)))).toEqual(ascending([...new Set([...a, ...b])]));
      expect(members(of(n, a).andNot(of(n, b)))).toEqual(ascending(a.filter((x) => !b.includes(x))));
      expect(members(Bitmap.full(n))).toEqual(Array.from({ length: n }, (_, i) => i));
      for (let i = 0; i < n; i += 1) expect(of(n, a).has(i)).toBe(a.includes(i));
    }),
  );
});

test('a copy does not change with the original', () => {
  const original = of(40, [3, 39]);
  const copy = original.clone();
  original.add(5);
  expect(members(copy)).toEqual([3, 39]);
});
