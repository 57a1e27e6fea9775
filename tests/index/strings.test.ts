import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { firstUnlike, orderOf, StringTable, sortByCodePoint } from '../../src/index/strings.js';
import { createRandom } from '../bench/queries.js';

/** Letters of one to four bytes, and one of each side of the surrogates, where `<` puts them in another order. */
const LETTERS = ['a', 'b', 'z', '0', 'é', '漢', '\uffef', '😀'];
const word = fc.array(fc.constantFrom(...LETTERS), { maxLength: 6 }).map((letters) => letters.join(''));

function compareBytes(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** A large table has a directory of first bytes; a small one has none. */
const LARGE = makeWords(6000);
const SMALL = LARGE.filter((_, i) => i % 50 === 0);

function makeWords(count: number): string[] {
  const random = createRandom(4);
  const words = new Set(['', 'a', 'a\0', 'a\0b', 'é', '😀']);
  while (words.size < count)
    words.add(Array.from({ length: 1 + random(7) }, () => LETTERS[random(LETTERS.length)]!).join(''));
  return sortByCodePoint([...words], (text) => text);
}

test('sorts as the bytes do', () => {
  fc.assert(
    fc.property(fc.uniqueArray(word), (words) => {
      expect(sortByCodePoint([...words], (text) => text)).toEqual([...words].sort(compareBytes));
    }),
  );
});

test('finds the order of strings as the bytes have it, of equal ones that of their places', () => {
  const expected = (words: readonly string[]) =>
    [...words.keys()].sort((a, b) => compareBytes(words[a]!, words[b]!) || a - b);
  fc.assert(fc.property(fc.array(word), (words) => expect([...orderOf(words)]).toEqual(expected(words))));
  const latin = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', 'þ', 'ÿ', 'Ā', '漢'), maxLength: 8 }));
  fc.assert(fc.property(latin, (words) => expect([...orderOf(words)]).toEqual(expected(words))));
  expect([...orderOf(LARGE.toReversed())]).toEqual([...LARGE.keys()].reverse());
});

test('gives each string back', () => {
  const texts = [
    '',
    'a',
    'abc',
    'abcd',
    'abcdefghi',
    'caféteria',
    'x'.repeat(100),
    `${'y'.repeat(31)}é`,
    '😀',
    '\ufeffa',
  ];
  const table = StringTable.from(texts);
  expect(texts.map((_, i) => table.get(i))).toEqual(texts);
  expect(texts.map((_, i) => table.byteLength(i))).toEqual(texts.map((text) => Buffer.byteLength(text)));
});

describe.each([
  { name: 'a small table', words: SMALL },
  { name: 'a large table', words: LARGE },
  { name: 'a large table without non-ASCII letters', words: LARGE.filter((text) => /^[a-z]*$/.test(text)) },
  { name: 'an empty table', words: [] },
])('in $name', ({ words }) => {
  const table = StringTable.from(words);
  const encoded = words.map((text) => Buffer.from(text));
  const sought = fc.oneof(word, fc.constantFrom('', ...words));

  test('finds what is there, and nothing else', () => {
    expect(words.map((text) => table.find(text))).toEqual(words.map((_, i) => i));
    fc.assert(fc.property(sought, (text) => expect(table.find(text)).toBe(words.indexOf(text))));
  });

  test('knows where a string would stand', () => {
    fc.assert(
      fc.property(sought, (text) => {
        const bytes = Buffer.from(text);
        const behind = encoded.findIndex((other) => Buffer.compare(other, bytes) >= 0);
        expect(table.lowerBound(text)).toBe(behind === -1 ? words.length : behind);
      }),
    );
  });

  test('knows what begins alike', () => {
    fc.assert(
      fc.property(sought, (prefix) => {
        const found = words.slice(table.lowerBound(prefix), table.endOfPrefix(prefix));
        expect(found).toEqual(words.filter((text) => text.startsWith(prefix)));
      }),
    );
  });
});

test('finds strings that stand in another order', () => {
  const shuffled = LARGE.map((_, i) => LARGE[(i * 7919) % LARGE.length]!);
  const order = Uint32Array.from(sortByCodePoint([...shuffled.keys()], (i) => shuffled[i]!));
  const table = StringTable.from(shuffled);
  for (const [i, text] of shuffled.entries()) expect(table.find(text, order)).toBe(i);
  expect(table.find('nowhere', order)).toBe(-1);
});

test('finds long strings', () => {
  const words = ['a', 'b', 'é', 'ö'].map((end) => 'é'.repeat(300) + end);
  const table = StringTable.from(words);
  expect(words.map((text) => table.find(text))).toEqual([0, 1, 2, 3]);
  expect(StringTable.from(['x'.repeat(3000)]).find(`${'x'.repeat(2999)}y`)).toBe(-1);
});

test('counts the bytes that two strings share', () => {
  const table = StringTable.from(['abc', 'abd', 'ab', 'é', 'è', '']);
  expect([table.sharedBytes(0, 1), table.sharedBytes(0, 2), table.sharedBytes(3, 4), table.sharedBytes(0, 5)]).toEqual([
    2, 2, 1, 0,
  ]);
});

test('steps over what is alike', () => {
  for (let from = 0; from < 5; from += 1)
    for (let alike = from; alike <= 70; alike += 1) expect(firstUnlike(from, 70, (i) => i < alike)).toBe(alike);
});
