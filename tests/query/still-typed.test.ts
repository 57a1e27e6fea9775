import { expect, test } from '@jest/globals';
import { analyzer } from '../../src/analysis/analyzer.js';
import { isStillTyped } from '../../src/query/still-typed.js';

test.each([
  { text: 'storm', expected: true },
  { text: '175,', expected: true },
  { text: 'a 4.', expected: true },
  { text: 'O’', expected: true },
  { text: "o'", expected: true },
  { text: 'cafe\u0301’', expected: true },
  { text: 'the U.', expected: true },
  { text: 'the U.S', expected: true },
  { text: 'the U.S.', expected: true },
  { text: 'storm.', expected: false },
  { text: 'storm,', expected: false },
  { text: 'storm ', expected: false },
  { text: '175, ', expected: false },
  { text: '175,,', expected: false },
  { text: '175’', expected: false },
  { text: 'storm-', expected: false },
  { text: 'storm)', expected: false },
  { text: '“storm”', expected: false },
])('$text: $expected', ({ text, expected }) => {
  expect(isStillTyped(text, analyzer.analyze(text).at(-1)!.end)).toBe(expected);
});
