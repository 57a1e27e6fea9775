import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { editDistance } from '../../src/query/edit-distance.js';
import { slowDistance } from '../slow-distance.js';

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
