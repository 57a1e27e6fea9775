import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import porter from 'natural/lib/natural/stemmers/porter_stemmer.js';
import { STEMMER_EXCEPTIONS, stem } from '../../../src/analysis/filters/stem.js';

const exceptions = new Map(STEMMER_EXCEPTIONS.split(' ').map((pair) => pair.split('>') as [string, string]));

function expectedStem(form: string): string {
  return exceptions.get(form) ?? porter.stem(form);
}

test('gives the stems of the algorithm, also where it is not asked: with every ending of three letters', () => {
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  const others: string[] = [];
  for (const begin of ['', 'rela'])
    for (const first of letters)
      for (const second of letters)
        for (const third of letters) {
          const form = `${begin}${first}${second}${third}`;
          if (stem(form) !== expectedStem(form)) others.push(form);
        }
  expect(others).toEqual([]);
});

test('the same for words of any letters', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{3,14}$/), (form) => expect(stem(form)).toBe(expectedStem(form))),
    { numRuns: 5000 },
  );
});

test.each(['2021', 'covid19', 'café', 'ab', 'москва', '4.2'])('%s is its own stem', (form) => {
  expect(stem(form)).toBe(form);
});
