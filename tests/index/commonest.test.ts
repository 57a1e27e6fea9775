import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Commonest } from '../../src/index/commonest.js';

test('keeps what sorting would put first, equals in the order they came', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 9 })), fc.integer({ min: 0, max: 12 }), (frequencies, maximum) => {
      const commonest = new Commonest(maximum);
      for (const [place, frequency] of frequencies.entries()) commonest.offer(place, frequency);
      const sorted = [...frequencies.keys()].sort((a, b) => frequencies[b]! - frequencies[a]!);
      expect(commonest.toArray()).toEqual(sorted.slice(0, maximum));
    }),
    { numRuns: 2000 },
  );
});
