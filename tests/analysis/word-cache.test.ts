import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Word } from '../../src/analysis/token.js';
import { WordCache } from '../../src/analysis/word-cache.js';

function createCache() {
  const asked: string[] = [];
  const cache = new WordCache((raw): Word => {
    asked.push(raw);
    return { form: raw, term: raw, stopWord: false, serial: 0 };
  });
  return { asked, formAt: (text: string, start = 0, end = text.length) => cache.at(text, start, end).form };
}

test('says of each place what is said of the word there', () => {
  // Few letters, so that the same words come again; some words are as long as the cache takes, or longer.
  const word = fc.oneof(
    fc.array(fc.constantFrom('a', 'b', 'é', 'ÿ', 'Ā', '漢', '1', '.', '’'), { minLength: 1, maxLength: 4 }),
    fc.array(fc.constantFrom('a', 'ÿ'), { minLength: 14, maxLength: 18 }),
  );
  const { formAt } = createCache();
  fc.assert(
    fc.property(
      fc.array(
        word.map((letters) => letters.join('')),
        { maxLength: 20 },
      ),
      (words) => {
        const text = words.join(' ');
        let start = 0;
        for (const each of words) {
          expect(formAt(text, start, start + each.length)).toBe(each);
          start += each.length + 1;
        }
      },
    ),
    { numRuns: 500 },
  );
});

test('tells a hundred thousand words apart, more than it has room for, in any order', () => {
  const { formAt } = createCache();
  for (let turn = 0; turn < 2; turn += 1)
    for (let i = 0; i < 100_000; i += 1) {
      const word = (i * 7919).toString(36);
      if (formAt(word) !== word) throw new Error(`${formAt(word)} is not ${word}`);
    }
});

test.each([
  { name: 'a plain word', word: 'harbour', times: 1 },
  { name: 'a word of Latin letters', word: 'señor', times: 1 },
  { name: 'a word of sixteen letters', word: 'responsibilities', times: 1 },
  { name: 'a longer word', word: 'telecommunications', times: 2 },
  { name: 'a word of another script', word: 'Москва', times: 2 },
])('asks for $name $times times of two', ({ word, times }) => {
  const { asked, formAt } = createCache();
  expect([formAt(`${word} `, 0, word.length), formAt(`a ${word}`, 2)]).toEqual([word, word]);
  expect(asked).toEqual(Array(times).fill(word));
});
