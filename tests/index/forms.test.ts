import { describe, expect, test } from '@jest/globals';
import type { Form } from '../../src/index/forms.js';
import { createRandom } from '../bench/queries.js';
import { slowDistance } from '../slow-distance.js';
import { tableOfForms } from './table-of-forms.js';

const forms = tableOfForms([
  'Elections: the election of 1987 was held with care.',
  'An elected man was electing; the elected lost the election.',
  'The theory of elections, 1988, and of the café in Ghent',
  'Women and a woman: whom would 1987 please?',
]);

function named(found: readonly Form[]): string[] {
  return found.map(({ form, documentFrequency }) => `${form} ${documentFrequency}`);
}

test('knows the forms of a term', () => {
  expect(named(forms.ofTerm('elect'))).toEqual(['elected 1', 'electing 1', 'election 2', 'elections 2']);
  expect(forms.ofTerm('elect').every((form) => form.term === 'elect')).toBe(true);
  expect(forms.ofTerm('elected')).toEqual([]);
  expect(forms.find('election')).toEqual({
    place: expect.any(Number),
    form: 'election',
    term: 'elect',
    stopWord: false,
    documentFrequency: 2,
  });
  expect(forms.find('elect')).toBeUndefined();
});

test('each form is found at its place, and by its term', () => {
  for (let place = 0; place < forms.size; place += 1) {
    const form = forms.at(place);
    expect(forms.find(form.form)).toEqual(form);
    expect(forms.ofTerm(form.term)).toContainEqual(form);
  }
});

describe('chooses the commonest, then in alphabetical order, and counts all', () => {
  test.each([
    { prefix: 'elect', maximum: 3, expected: ['election 2', 'elections 2', 'elected 1'], count: 4 },
    { prefix: 'th', maximum: 9, expected: ['theory 1'], count: 1 },
    { prefix: '198', maximum: 1, expected: ['1987 2'], count: 2 },
    { prefix: 'elect', maximum: 0, expected: [], count: 4 },
    { prefix: 'x', maximum: 9, expected: [], count: 0 },
  ])('of those that begin with "$prefix"', ({ prefix, maximum, expected, count }) => {
    const found = forms.withPrefix(prefix, maximum);
    expect([named(found.forms), found.count]).toEqual([expected, count]);
  });

  test.each([
    { pattern: 'wom?n', maximum: 9, expected: ['woman 1', 'women 1'], count: 2 },
    { pattern: 'elect*s', maximum: 9, expected: ['elections 2'], count: 1 },
    { pattern: 'el*e*', maximum: 2, expected: ['election 2', 'elections 2'], count: 4 },
    { pattern: 'th*', maximum: 9, expected: ['theory 1'], count: 1 },
    { pattern: 'caf?', maximum: 9, expected: ['cafe 1'], count: 1 },
  ])('of those that fit $pattern', ({ pattern, maximum, expected, count }) => {
    const found = forms.withPattern(pattern, maximum);
    expect([named(found.forms), found.count]).toEqual([expected, count]);
  });

  test.each([
    { form: 'elections', edits: 1, maximum: 9, expected: ['election 2', 'elections 2'], count: 2 },
    { form: 'eletcion', edits: 1, maximum: 9, expected: ['election 2'], count: 1 },
    { form: 'election', edits: 2, maximum: 2, expected: ['election 2', 'elections 2'], count: 3 },
    { form: 'hte', edits: 1, maximum: 9, expected: [], count: 0 },
  ])('of those within $edits of $form', ({ form, edits, maximum, expected, count }) => {
    const found = forms.within(form, edits, maximum);
    expect([named(found.forms), found.count]).toEqual([expected, count]);
  });
});

describe('completions', () => {
  test.each([
    { name: 'are the commonest words', prefix: 'electi', expected: ['election 2', 'elections 2'] },
    { name: 'leave stop words out', prefix: 'th', expected: ['theory 1'] },
    { name: 'are stop words where nothing else begins so', prefix: 'who', expected: ['whom 1'] },
    { name: 'are numbers where the prefix is one', prefix: '1', expected: ['1987 2', '1988 1'] },
    { name: 'are none where nothing begins so', prefix: 'thex', expected: [] },
  ])('$name', ({ prefix, expected }) => expect(named(forms.completions(prefix, 2))).toEqual(expected));

  test('of nothing are no numbers', () => {
    expect(named(forms.completions('', 3))).toEqual(['election 2', 'elections 2', 'cafe 1']);
    expect(named(tableOfForms(['1987 the']).completions('', 3))).toEqual(['1987 1', 'the 1']);
  });

  test('are never empty while the prefix begins a form', () => {
    for (let place = 0; place < forms.size; place += 1) {
      const { form } = forms.at(place);
      for (let length = 0; length <= form.length; length += 1)
        expect(forms.completions(form.slice(0, length), 1)).toHaveLength(1);
    }
  });
});

test('visits what a look at every form finds', () => {
  const random = createRandom(9);
  const draw = (longest: number): string =>
    Array.from({ length: 1 + random(longest) }, () => 'abcde'[random(5)]!).join('');
  // Documents of one word often drawn, so that some forms are in 30 documents and more.
  const table = tableOfForms(Array.from({ length: 4000 }, () => (random(4) > 0 ? draw(2) : draw(6))));
  const all = Array.from({ length: table.size }, (_, place) => table.at(place));
  for (const leastFrequency of [1, 10, 30, 60]) {
    for (let i = 0; i < 20; i += 1) {
      const [word, edits] = [draw(6), 1 + random(2)];
      const found: string[] = [];
      table.forEachWithin(word, edits, leastFrequency, (form, frequency) => found.push(`${form} ${frequency}`));
      const expected = all.filter(
        ({ form, documentFrequency }) => documentFrequency >= leastFrequency && slowDistance(word, form) <= edits,
      );
      expect(found).toEqual(named(expected));
    }
  }
  expect(all.some(({ documentFrequency }) => documentFrequency >= 60)).toBe(true);
  expect(all.some(({ stopWord }) => stopWord)).toBe(true);
});
