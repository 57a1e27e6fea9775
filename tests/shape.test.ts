import { expect, test } from '@jest/globals';
import { SearchError } from '../src/errors.js';
import {
  boolean,
  listOf,
  matching,
  nullOr,
  object,
  oneOf,
  recordOf,
  type Shape,
  string,
  wholeNumber,
} from '../src/shape.js';

const person = object({ name: string }, { age: wholeNumber(0, 150), tags: listOf(string) });

test.each<{ shape: Shape<unknown>; value: unknown }>([
  { shape: string, value: '' },
  { shape: boolean, value: false },
  { shape: wholeNumber(0), value: 0 },
  { shape: wholeNumber(-2, 2), value: 2 },
  { shape: oneOf('any', 'all'), value: 'all' },
  { shape: nullOr(string), value: null },
  { shape: matching(/^a/, 'an a'), value: 'abc' },
  { shape: recordOf(wholeNumber(0)), value: JSON.parse('{"a":1,"__proto__":2}') },
  { shape: person, value: { name: 'Ada' } },
  { shape: person, value: { name: 'Ada', age: 36, tags: [] } },
  { shape: person, value: { name: 'Ada', age: undefined } },
])('$value fits', ({ shape, value }) => expect(shape(value, 'it')).toBe(value));

test.each<{ shape: Shape<unknown>; value: unknown; says: string }>([
  { shape: string, value: 7, says: 'it is not valid. Expected a string, got 7.' },
  { shape: boolean, value: 'yes', says: 'it is not valid. Expected true or false, got "yes".' },
  { shape: wholeNumber(0), value: -1, says: 'it is not valid. Expected a whole number, 0 or more, got -1.' },
  {
    shape: wholeNumber(0),
    value: 2 ** 60,
    says: 'it is not valid. Expected a whole number, 0 or more, got 1152921504606847000.',
  },
  { shape: wholeNumber(1, 9), value: 1.5, says: 'it is not valid. Expected a whole number from 1 to 9, got 1.5.' },
  { shape: wholeNumber(1, 9), value: '5', says: 'it is not valid. Expected a whole number from 1 to 9, got "5".' },
  { shape: oneOf('any', 'all'), value: 'some', says: 'it is not valid. Expected one of any, all, got "some".' },
  { shape: oneOf(2), value: 3, says: 'it is not valid. Expected 2, got 3.' },
  { shape: nullOr(string), value: undefined, says: 'it is not valid. Expected a string, got "undefined".' },
  { shape: listOf(string), value: ['a', null], says: 'it[1] is not valid. Expected a string, got "null".' },
  { shape: listOf(string), value: 'a', says: 'it is not valid. Expected a list, got "a".' },
  { shape: recordOf(string), value: { a: [] }, says: 'it.a is not valid. Expected a string, got "a list".' },
  { shape: person, value: [], says: 'it is not valid. Expected an object, got "a list".' },
  { shape: person, value: {}, says: 'it.name is not valid. Expected a value, got "undefined".' },
  { shape: person, value: { name: 'Ada', tags: ['a', 1] }, says: 'it.tags[1] is not valid. Expected a string, got 1.' },
  { shape: person, value: { name: 'Ada', ag: 1 }, says: 'it has an unknown property "ag". Known: name, age, tags.' },
  {
    shape: person,
    value: JSON.parse('{"name":"Ada","__proto__":1}'),
    says: 'it has an unknown property "__proto__". Known: name, age, tags.',
  },
  { shape: string, value: new Date(), says: 'it is not valid. Expected a string, got "a Date".' },
])('what is wrong is named: $says', ({ shape, value, says }) => {
  let error: unknown;
  try {
    shape(value, 'it');
  } catch (thrown) {
    error = thrown;
  }
  expect(error).toBeInstanceOf(SearchError);
  expect((error as SearchError).explain()).toBe(says);
});

test('a long text is shown in short', () => {
  expect(() => wholeNumber(0)('x'.repeat(1000), 'it')).toThrow(
    expect.objectContaining({ found: `${'x'.repeat(60)}…` }),
  );
});
