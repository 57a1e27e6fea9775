import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { joinParagraphs } from '../../src/documents/paragraphs.js';

test.each([
  { name: 'paragraphs', input: 'a\n\nb', expected: 'a\n\nb' },
  { name: 'wrapped lines', input: 'a b\nc\n\nd\ne', expected: 'a b c\n\nd e' },
  { name: 'indented lines', input: '  a\n  b', expected: 'a b' },
  { name: 'runs of spaces', input: 'a   b  c', expected: 'a b c' },
  { name: 'blank lines that hold spaces', input: 'a \n  \n \n b', expected: 'a\n\nb' },
  { name: 'many blank lines', input: '\n\n\na\n\n\n\nb\n\n', expected: 'a\n\nb' },
  { name: 'spaces only', input: ' \n \n\n ', expected: '' },
  { name: 'nothing', input: '', expected: '' },
])('$name', ({ input, expected }) => expect(joinParagraphs(input)).toBe(expected));

test('the same words in the same order, in normal form', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', 'b', ' ', '\n'), maxLength: 40 }), (input) => {
      const text = joinParagraphs(input);
      expect(text.split(/\s+/).filter(Boolean)).toEqual(input.split(/\s+/).filter(Boolean));
      expect(text).not.toMatch(/ {2}|\n{3}| \n|\n |(?<!\n)\n(?!\n)|^\s|\s$/);
      expect(joinParagraphs(text)).toBe(text);
    }),
    { numRuns: 2000 },
  );
});
