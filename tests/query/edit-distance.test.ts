import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { editDistance } from '../../src/query/edit-distance.js';

/** The whole table, without bounds: what the bounded count is compared with. */
function slowDistance(a: string, b: string): number {
  const d = Array.from({ length: a.length + 1 }, (_, i) =>
    Array.from({ length: b.length + 1 }, (_, j) => (i === 0 ? j : j === 0 ? i : 0)),
  );
  for (let i = 1; i <= a.length; i += 1) {
    for (let j = 1; j <= b.length; j += 1) {
      d[i]![j] = Math.min(d[i - 1]![j]! + 1, d[i]![j - 1]! + 1, d[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        d[i]![j] = Math.min(d[i]![j]!, d[i - 2]![j - 2]! + 1);
    }
  }
  return d[a.length]![b.length]!;
}

test.each([
  { a: 'election', b: 'election', distance: 0 },
  { a: 'electon', b: 'election', distance: 1 },
  { a: 'eelction', b: 'election', distance: 1 },
  { a: 'breakwatr', b: 'breakwater', distance: 1 },
  { a: 'abcd', b: 'badc', distance: 2 },
  { a: 'abc', b: 'xyz', distance: 3 },
])('$a to $b is $distance', ({ a, b, distance }) => expect(editDistance(a, b, 2)).toBe(Math.min(3, distance)));

test('counts as the whole table does, up to the bound', () => {
  const word = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 9 }).map((letters) => letters.join(''));
  fc.assert(
    fc.property(word, word, fc.integer({ min: 0, max: 3 }), (a, b, bound) => {
      expect(editDistance(a, b, bound)).toBe(Math.min(bound + 1, slowDistance(a, b)));
    }),
    { numRuns: 5000 },
  );
});
