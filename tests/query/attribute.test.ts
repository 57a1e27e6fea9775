import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createValueMatcher, printAttribute } from '../../src/query/attribute.js';

test.each([
  { pattern: 'crude', values: ['crude', 'Crude', 'CRUDE'], others: ['crude oil', 'crud', ''] },
  { pattern: '2021/*', values: ['2021/', '2021/12/a.md'], others: ['2021', '/2021/'] },
  { pattern: '*/a.md', values: ['/a.md', '2021/a.md'], others: ['a.md', 'b/a.md.txt'] },
  { pattern: 'a*b*c', values: ['abc', 'a b c', 'abcbc', 'axbxc'], others: ['ac', 'acb', 'abcd'] },
  { pattern: 'ab*ba', values: ['abba', 'abxba'], others: ['aba', 'ab'] },
  { pattern: '*', values: ['', 'x'], others: [] },
  { pattern: 'são', values: ['São', 'SÃO', 'Sa\u0303o'], others: ['sao'] },
])('$pattern', ({ pattern, values, others }) => {
  const matches = createValueMatcher(pattern);
  expect(values.filter((value) => !matches(value))).toEqual([]);
  expect(others.filter(matches)).toEqual([]);
});

test('matches what a regular expression matches', () => {
  const text = fc.array(fc.constantFrom('a', 'b', '*'), { maxLength: 8 }).map((letters) => letters.join(''));
  const value = fc.array(fc.constantFrom('a', 'b', '*'), { maxLength: 12 }).map((letters) => letters.join(''));
  fc.assert(
    fc.property(text, value, (pattern, candidate) => {
      expect(createValueMatcher(pattern)(candidate)).toBe(
        new RegExp(`^${pattern.replaceAll('*', '.*')}$`).test(candidate),
      );
    }),
    { numRuns: 3000 },
  );
});

test.each([
  { field: 'topics', pattern: 'crude', expected: 'topics:crude' },
  { field: 'Author', pattern: 'ann lee', expected: 'author:"ann lee"' },
  { field: 'path', pattern: '2021/*', expected: 'path:2021/*' },
  { field: 'topics', pattern: 'a(b)', expected: 'topics:"a(b)"' },
  { field: 'topics', pattern: 'a^2', expected: 'topics:"a^2"' },
  { field: 'topics', pattern: '//a', expected: 'topics:"//a"' },
])('$expected', ({ field, pattern, expected }) => expect(printAttribute(field, pattern)).toBe(expected));
