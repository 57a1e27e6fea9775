/**
 * Sentences found from the end of a range are those that a reading from the start of the text finds.
 */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lastSentenceStart, sentenceStarts } from '../../src/documents/sentences.js';
import { readSeeds } from '../seeds-text.js';

function expected(text: string, from: number, to: number): number | undefined {
  return sentenceStarts(text).findLast((start) => start >= from && start <= to);
}

test.each([
  ['One. Two. Three.', 0, 9, 5],
  ['One. Two.', 0, 4, 0],
  ['The U.S. Senate met. It rose.', 1, 20, undefined],
  ['“Go.” She went.', 1, 10, 6],
  ['First\n\nSecond', 3, 13, 7],
  ['', 0, 0, undefined],
])('%j from %i to %i', (text, from, to, start) => {
  expect(lastSentenceStart(text, from, to)).toBe(start);
});

test('agrees with a reading from the start, anywhere in the seeds', () => {
  for (const text of readSeeds()) {
    for (let from = 0; from < text.length; from += 97) {
      const to = from + 160;
      expect([from, lastSentenceStart(text, from, to)]).toEqual([from, expected(text, from, to)]);
    }
  }
});

test('agrees on punctuation of any kind', () => {
  const piece = fc.constantFrom(
    'A',
    'b',
    'Mr',
    'no',
    '10',
    '.',
    '...',
    '?!',
    '”',
    "'",
    ' ',
    '  ',
    '\n\n',
    '。',
    '」',
    'The',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), fc.nat(60), fc.nat(60), (pieces, from, more) => {
      const text = pieces.join('').replace(/\n{3,}/g, '\n\n');
      expect(lastSentenceStart(text, from, from + more)).toBe(expected(text, from, from + more));
    }),
    { numRuns: 5000 },
  );
});
