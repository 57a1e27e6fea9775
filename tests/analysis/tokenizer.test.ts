import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { tokenize } from '../../src/analysis/tokenizer.js';

/** What a word is, by the pattern alone: the loop over character codes must never find anything else. */
const UNSPACED = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}';
const WORD = new RegExp(
  [
    '(?<![\\p{L}\\p{N}])\\p{L}(?:\\.\\p{L})+(?![\\p{L}\\p{N}\\p{M}])\\.?',
    `[${UNSPACED}]\\p{M}*`,
    '(?<![\\p{L}\\p{N}])\\p{Nd}{1,3}(?:,\\p{Nd}{3})+(?![\\p{L}\\p{Nd}])(?:\\.\\p{Nd}+)?',
    '(?<![\\p{L}\\p{N}])(?<!\\p{N}\\.)\\p{Nd}+\\.\\p{Nd}+(?!\\.?[\\p{L}\\p{N}])',
    `(?:(?![${UNSPACED}])[\\p{L}\\p{N}])(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}]|['’ʼ＇](?![${UNSPACED}])(?=\\p{L}))*`,
  ].join('|'),
  'gu',
);

function words(text: string): string[] {
  const found: string[] = [];
  tokenize(text, (start, end) => found.push(text.slice(start, end)));
  return found;
}

test('finds what the pattern finds, in any text', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'U',
      '.',
      'S',
      ',',
      "'",
      '’',
      's',
      '1',
      '23',
      '000',
      'é',
      '東',
      'の',
      '\u0301',
      '-',
      ' ',
      '“',
      '😀',
      '５',
      'ab',
      '＇',
      'ʼ',
      '½',
      '²',
      '_',
    ),
    fc.string({ unit: 'grapheme', maxLength: 3 }),
  );
  const text = fc.oneof(
    fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
    fc.string({ unit: 'binary', maxLength: 40 }),
  );
  fc.assert(
    fc.property(text, (input) => {
      expect(words(input)).toEqual(input.match(WORD) ?? []);
    }),
    { numRuns: 20_000 },
  );
});
