import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { slipCost } from '../../src/query/slips.js';
import { slowDistance } from '../slow-distance.js';

/** In each row the first is likelier to have been typed for the word than the second. */
test.each([
  { meant: 'election', likelier: 'election', than: 'electoin', why: 'no slip' },
  { meant: 'election', likelier: 'electoin', than: 'electixn', why: 'neighbours that changed places' },
  { meant: 'election', likelier: 'electio', than: 'elexction', why: 'a letter left out' },
  { meant: 'election', likelier: 'ellection', than: 'elsection', why: 'a letter twice' },
  { meant: 'election', likelier: 'elextion', than: 'elemtion', why: 'the next key' },
  { meant: 'election', likelier: 'elesction', than: 'elzection', why: 'the next key too' },
  { meant: 'election', likelier: 'elction', than: 'lection', why: 'not the first letter' },
  { meant: 'election', likelier: 'eelction', than: 'leection', why: 'not the first letter' },
  { meant: 'election', likelier: 'pelection', than: 'eelctoin', why: 'one slip' },
])('$likelier rather than $than for $meant: $why', ({ meant, likelier, than }) => {
  expect(slipCost(likelier, meant)).toBeLessThan(slipCost(than, meant));
});

test('costs something for each edit, and nothing without one', () => {
  const letters = fc.array(fc.constantFrom('a', 's', 'q', 'p', 'é'), { maxLength: 7 }).map((list) => list.join(''));
  fc.assert(
    fc.property(letters, letters, (typed, meant) => {
      const [cost, edits] = [slipCost(typed, meant), slowDistance(typed, meant)];
      expect(cost).toBeGreaterThanOrEqual(5 * edits);
      expect(cost).toBeLessThanOrEqual(9 * edits);
    }),
    { numRuns: 2000 },
  );
});
