import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { analyzer } from '../../src/analysis/analyzer.js';
import { shortenTopic } from '../../src/evaluation/shorten.js';

/** Documents that hold each stem; others hold none. */
const FREQUENCIES: Readonly<Record<string, number>> = { ferri: 9, strike: 5, harbour: 5, pilot: 2, us: 1, januari: 3 };

function shorten(text: string, words: number): string {
  return shortenTopic({ id: '1', text }, words, (term) => FREQUENCIES[term] ?? 0).text;
}

test.each([
  {
    name: 'the rarest stay, in their order',
    text: 'the FERRIES, pilots and a strike',
    words: 2,
    expected: 'pilots strike',
  },
  {
    name: 'repeated ones stay as often',
    text: 'Pilot or pilots? Ferry pilots!',
    words: 1,
    expected: 'Pilot pilots pilots',
  },
  { name: 'of equal ones the first stays', text: 'harbour strike', words: 1, expected: 'harbour' },
  { name: 'what no document holds goes', text: 'zeppelin ferry', words: 2, expected: 'ferry' },
  { name: 'abbreviations stay whole', text: 'pilots of the U.S. on Jan. 5', words: 3, expected: 'pilots U.S. Jan' },
  { name: 'nothing is held', text: 'zeppelins over Lindmouth', words: 2, expected: 'zeppelins over Lindmouth' },
  { name: 'stop words only', text: 'to be or not to be', words: 2, expected: 'to be or not to be' },
])('$name', ({ text, words, expected }) => {
  expect(shorten(text, words)).toBe(expected);
});

test('a short topic is analyzed as the words that stayed, and cut again it is the same', () => {
  const text = fc.array(fc.constantFrom('the', 'Ferries', 'strike.', 'U.S.', 'Jan.', 'pilot-harbour', '4.2', 'x'));
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 4 }), (parts, words) => {
      const whole = parts.join(' ');
      const cut = shorten(whole, words);
      const terms = (value: string) => analyzer.analyze(value).map(({ term }) => term);
      expect(shorten(cut, words)).toBe(cut);
      if (cut === whole) return;
      const kept = new Set(terms(cut));
      expect(kept.size).toBeLessThanOrEqual(words);
      expect(terms(cut)).toEqual(terms(whole).filter((term) => kept.has(term)));
    }),
  );
});
