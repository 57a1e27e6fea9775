import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lex, lexPlain } from '../../src/query/lexer.js';

const FIELDS = new Set(['topics']);

function show(text: string): string {
  const { lexemes, warnings } = lex(text, FIELDS);
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

describe('names, numbers and signs', () => {
  test.each([
    { input: 'putin NEAR/5 biden', expected: 'word:putin near:NEAR/5 word:biden' },
    { input: 'a PRE/2 b near/3 c', expected: 'word:a near:PRE/2 word:b near:near/3 word:c' },
    { input: '"a b"~3 x', expected: 'phrase:a b word:x' },
    { input: '"a b"^2', expected: 'phrase:a b boost:^2' },
    { input: '"a b"~3^0.5, x', expected: 'phrase:a b boost:^0.5 word:, word:x' },
    { input: '(a b)^2', expected: 'open:( word:a word:b close:) boost:^2' },
    { input: 'word~ word~2', expected: 'fuzzy:word~ fuzzy:word~2' },
    { input: '=elections -="a b"', expected: 'exact:=elections minus:- phrase:a b' },
    { input: 'word^2 word~2^1.5', expected: 'word:word boost:^2 fuzzy:word~2 boost:^1.5' },
    { input: 'wom?n col*r', expected: 'wildcard:wom?n wildcard:col*r' },
    { input: 'title:word -body:"a b"', expected: 'field:title: word:word minus:- field:body: phrase:a b' },
    { input: 'title:(a b)', expected: 'field:title: open:( word:a word:b close:)' },
    { input: 'title:=x* title:="a"', expected: 'field:title: exact:=x* field:title: phrase:a' },
    { input: 'path:2021/* year:2021', expected: 'attribute:path:2021/* attribute:year:2021' },
    { input: 'topics:"two words"^2 x', expected: 'attribute:topics:"two words" boost:^2 word:x' },
  ])('$input', ({ input, expected }) => expect(show(input)).toBe(expected));
});

describe('what is out of range or unknown is text with a warning', () => {
  test.each([
    'word~9|word~9|bad-number',
    'word~0.8|word~0.8|bad-number',
    'word^0|word^0|bad-number',
    'word^101|word^101|bad-number',
    '(a b)^0|^0|bad-number',
    '"a b"~1001|~1001|bad-number',
    '"a b"~3^200|~3^200|bad-number',
    'a NEAR/0 b|NEAR/0|bad-number',
    'a PRE/1001 b|PRE/1001|bad-number',
    'unknown:word|unknown:word|unknown-field',
    'unknown:"a b"|unknown:|unknown-field',
    'date:"2021"|date:|bad-date',
  ])('%s', (row) => {
    const [input = '', named, code] = row.split('|');
    const { warnings, lexemes } = lex(input, FIELDS);
    expect(warnings.map((warning) => [warning.code, input.slice(warning.start, warning.end)])).toEqual([[code, named]]);
    expect(lexemes.some(({ kind, start, end }) => kind === 'word' && input.slice(start, end) === named)).toBe(true);
    expect(warnings[0]?.message).toMatch(/^“.+” .*read as ordinary words.*\.$/u);
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

test('lexemes are in order, do not overlap, and leave out no letter', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(fc.constantFrom(...'ab1 ()"=~^*?:.,-+/'.split(''), 'title:', 'topics:', 'NEAR/5'), { maxLength: 30 })
      .map(join),
  );
  fc.assert(
    fc.property(text, (typed) => {
      let at = 0;
      let left = '';
      for (const { start, end } of lex(typed, FIELDS).lexemes) {
        expect(start).toBeGreaterThanOrEqual(at);
        expect(end).toBeGreaterThanOrEqual(start);
        left += typed.slice(at, start);
        at = end;
      }
      expect(left + typed.slice(at)).toMatch(/^(?:[\s"“”„‟«»＂〝〞〟=*.,;:!?]|~\d+)*$/u);
    }),
    { numRuns: 2000 },
  );
});

function join(parts: readonly string[]): string {
  return parts.join('');
}
