import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lex, lexPlain } from '../../src/query/lexer.js';

function show(text: string): string {
  const { lexemes, warnings } = lex(text);
  return [
    ...lexemes.map(({ kind, start, end }) => `${kind}:${text.slice(start, end)}`),
    ...warnings.map(({ code, start, end }) => `!${code}:${text.slice(start, end)}`),
  ].join(' ');
}

describe('operators', () => {
  test.each([
    { input: 'a AND b OR NOT c', expected: 'word:a and:AND word:b or:OR not:NOT word:c' },
    { input: 'and or not', expected: 'word:and word:or word:not' },
    { input: 'NOT(x)', expected: 'not:NOT open:( word:x close:)' },
    { input: '-a +b', expected: 'minus:- word:a plus:+ word:b' },
    { input: '(-a)', expected: 'open:( minus:- word:a close:)' },
    { input: '-"a b" +(c)', expected: 'minus:- phrase:a b plus:+ open:( word:c close:)' },
    { input: '-AND x', expected: 'minus:- word:AND word:x' },
    { input: '“a b” „c d“ «e f» "g', expected: 'phrase:a b phrase:c d phrase:e f phrase:g !unclosed-quote:"g' },
    { input: 'x“a b”y', expected: 'word:x phrase:a b word:y' },
    { input: 'elect* +vot*', expected: 'prefix:elect* plus:+ prefix:vot*' },
    { input: 'date:2021 Before:2022-01', expected: 'date:date:2021 date:Before:2022-01' },
    { input: '-after:2021-06-30', expected: 'minus:- date:after:2021-06-30' },
  ])('$input', ({ input, expected }) => expect(show(input)).toBe(expected));
});

describe('text that looks like an operator', () => {
  test.each([
    { input: 'a - b', expected: 'word:a word:- word:b' },
    { input: '-', expected: 'word:-' },
    { input: '(a -)', expected: 'open:( word:a word:- close:)' },
    { input: '--a', expected: 'word:--a' },
    { input: 'a-b C++ a+b', expected: 'word:a-b word:C++ word:a+b' },
    { input: 'x + y', expected: 'word:x word:+ word:y' },
    {
      input: '10:30 https://example.org/a :) x',
      expected: 'word:10:30 word:https://example.org/a word:: close:) word:x',
    },
    { input: 'Re: date: x', expected: 'word:Re: word:date: word:x' },
    { input: '* a*b what? [x] {y}', expected: 'word:* word:a*b word:what? word:[x] word:{y}' },
    { input: 'ANDES ORB NOTE', expected: 'word:ANDES word:ORB word:NOTE' },
    { input: 'GUNS AND ROSES OR NOT', expected: 'word:GUNS word:AND word:ROSES word:OR word:NOT' },
    { input: '10 OR 20', expected: 'word:10 word:OR word:20' },
    { input: 'NEAR/5 X', expected: 'word:NEAR/5 word:X' },
  ])('$input', ({ input, expected }) => expect(show(input)).toBe(expected));
});

describe('what is not understood is text with a warning', () => {
  test.each([
    'putin NEAR/5 biden|NEAR/5',
    'putin PRE/2 biden|PRE/2',
    '"a b"~3|~3',
    '"a b"^2|^2',
    'word~|word~',
    'word~2|word~2',
    '=elections|=elections',
    '-="a b"|=',
    'word^2|word^2',
    'word^0.5|word^0.5',
    '(a b)^2|^2',
    'wom?n|wom?n',
    'col*r|col*r',
    'title:word|title:word',
    'title:"a b"|title:',
    'body:(a b)|body:',
    'path:2021/*|path:2021/*',
    'unknown:word|unknown:word',
    'date:"2021"|date:',
  ])('%s', (row) => {
    const [input = '', named] = row.split('|');
    const { warnings, lexemes } = lex(input);
    expect(warnings.map(({ code, start, end }) => [code, input.slice(start, end)])).toEqual([
      ['not-understood', named],
    ]);
    expect(lexemes.some(({ kind, start, end }) => kind === 'word' && input.slice(start, end) === named)).toBe(true);
    expect(warnings[0]?.message).toMatch(/^“.+” was read as ordinary words, because .+ (is|are) not understood\.$/u);
  });
});

test('a date that does not exist is text with a warning', () => {
  expect(show('date:2021-13 before:soon')).toBe(
    'word:date:2021-13 word:before:soon !bad-date:date:2021-13 !bad-date:before:soon',
  );
});

test('plain text is cut at blanks only', () => {
  const text = ' -a "b c" AND\t(d)  ';
  expect(lexPlain(text).lexemes.map(({ kind, start, end }) => `${kind}:${text.slice(start, end)}`)).toEqual(
    ['-a', '"b', 'c"', 'AND', '(d)'].map((word) => `word:${word}`),
  );
});

test('lexemes are in order, do not overlap, and leave out only blanks and quotes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      let at = 0;
      let left = '';
      for (const { start, end } of lex(text).lexemes) {
        expect(start).toBeGreaterThanOrEqual(at);
        expect(end).toBeGreaterThanOrEqual(start);
        left += text.slice(at, start);
        at = end;
      }
      expect(left + text.slice(at)).toMatch(/^[\s"“”„‟«»＂〝〞〟]*$/u);
    }),
    { numRuns: 500 },
  );
});
