import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Pattern } from '../../src/index/pattern.js';
import { StringTable, sortByCodePoint } from '../../src/index/strings.js';

function match(pattern: string, words: readonly string[]): string[] {
  const table = StringTable.from(words);
  const compiled = new Pattern(pattern);
  const found: string[] = [];
  const [from, to] = [table.lowerBound(compiled.prefix), table.endOfPrefix(compiled.prefix)];
  compiled.forEach(table, from, to, (place) => found.push(words[place]!));
  return found;
}

const WORDS = sortByCodePoint(
  [
    'at',
    'bat',
    'bet',
    'boat',
    'cat',
    'élan',
    'cats',
    'women',
    'woman',
    'womn',
    'wo',
    'womään',
    'w😀man',
    'a',
    '漢字',
    'émanate',
  ],
  (word) => word,
);

test.each([
  { pattern: 'wom?n', expected: ['woman', 'women'] },
  { pattern: 'w?man', expected: ['woman', 'w😀man'] },
  { pattern: '?at', expected: ['bat', 'cat'] },
  { pattern: '??', expected: ['at', 'wo', '漢字'] },
  { pattern: '?', expected: ['a'] },
  { pattern: 'wo*', expected: ['wo', 'woman', 'women', 'womn', 'womään'] },
  { pattern: 'wo*n', expected: ['woman', 'women', 'womn', 'womään'] },
  { pattern: '*', expected: WORDS },
  { pattern: '*at', expected: ['at', 'bat', 'boat', 'cat'] },
  { pattern: '*a*a*', expected: ['émanate'] },
  { pattern: '?*?an', expected: ['woman', 'w😀man', 'élan'] },
  { pattern: 'at', expected: ['at'] },
  { pattern: 'b**t', expected: ['bat', 'bet', 'boat'] },
  { pattern: 'x*', expected: [] },
])('$pattern', ({ pattern, expected }) => expect(match(pattern, WORDS)).toEqual(expected));

test('matches as a regular expression does', () => {
  const letters = ['a', 'b', 'é', '😀'];
  const word = fc.array(fc.constantFrom(...letters), { maxLength: 6 }).map((list) => list.join(''));
  const pattern = fc.array(fc.constantFrom(...letters, '?', '*'), { maxLength: 7 }).map((list) => list.join(''));
  fc.assert(
    fc.property(fc.uniqueArray(word, { minLength: 20, maxLength: 60 }), fc.array(pattern), (words, patterns) => {
      const sorted = sortByCodePoint(words, (text) => text);
      for (const text of patterns) {
        const expression = new RegExp(`^${text.replaceAll('?', '.').replaceAll('*', '.*')}$`, 'u');
        expect(match(text, sorted)).toEqual(sorted.filter((other) => expression.test(other)));
      }
    }),
    { numRuns: 500 },
  );
});
