import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { analyzer } from '../../src/analysis/analyzer.js';
import { type ParseOptions, parseQuery } from '../../src/query/parser.js';
import { EVERYTHING, type Query } from '../../src/query/query.js';
import { printQuery } from '../../src/query/read-as.js';
import { OPTIONS } from './show.js';

function print(text: string, options: Partial<ParseOptions> = {}): string {
  return printQuery(parseQuery(text, { ...OPTIONS, ...options }).query);
}

test('everything is the empty text', () => expect(printQuery(EVERYTHING)).toBe(''));

test.each([
  { input: 'Ukraine  TALKS', expected: 'ukraine talks' },
  { input: '“Climate  Talks”, x', expected: '"climate talks" x' },
  { input: 'x -y NOT z', expected: 'x -y -z' },
  { input: 'NOT x', expected: '-x' },
  { input: 'x +y -"p q"', expected: 'x +y -"p q"' },
  { input: '+x +y', expected: '+x +y' },
  { input: '"x" y', expected: '"x" y' },
  { input: '+x', expected: '"x"' },
  { input: 'x AND y AND NOT z', expected: 'x AND y AND NOT z' },
  { input: 'x OR y', expected: 'x y' },
  { input: 'x OR y AND z', expected: 'x OR (y AND z)' },
  { input: '(x OR y) AND z', expected: '(x OR y) AND z' },
  { input: 'x OR NOT y', expected: 'x OR (-y)' },
  { input: 'x (y -z)', expected: 'x OR (y -z)' },
  { input: 'x Date:2021-12', expected: 'x date:2021-12' },
  { input: '+date:2021 -x', expected: 'date:2021 AND NOT x' },
  { input: 'x (date:2020 OR date:2022)', expected: 'x +(date:2020 OR date:2022)' },
  { input: 'x OR date:2020', expected: 'x OR date:2020' },
  { input: '(x OR date:2020) -y', expected: '(x OR date:2020) -y' },
  { input: 'Elect* x', expected: 'elect* x' },
  { input: 'the cat', expected: 'cat' },
  { input: 'To be or not to be', expected: 'to be or not to be' },
  { input: 'the -cat date:2021', expected: 'the date:2021 -cat' },
  { input: '+the cat', expected: 'cat +the' },
  { input: 'the OR cat', expected: '"the" cat' },
  { input: '"to" OR to', expected: '"to" "to"' },
  { input: 'cat AND fish AND', expected: 'cat AND fish' },
  { input: '+COVID-19', expected: '"covid 19"' },
  { input: '+10 +20', expected: '+10 +20' },
  { input: '+(10 20) -30', expected: '+(10 20) -30' },
  { input: '"Climate  Talks"~3', expected: '"climate talks"~3' },
  { input: '"a b"~0', expected: '"a b"' },
  { input: 'Wom?n ELECT*N x', expected: 'wom?n elect*n x' },
  { input: 'Word~ word~1 word~2', expected: 'word~ word~ word~2' },
  { input: '=Elections ="Two Words" =north-east ="one"', expected: '=elections ="two words" ="north east" =one' },
  { input: 'x^2 "p q"^1.50 (y z)^0.5 w^1', expected: 'x^2 "p q"^1.5 y^0.5 z^0.5 w' },
  { input: '((x^3 y)^2 z)^2', expected: 'x^12 y^4 z^2' },
  { input: '+"x"^2 -y', expected: '+x^2 -y' },
  { input: 'z +x^2 -y', expected: 'z +x^2 -y' },
  { input: 'Title:Storm body:"High Winds" x', expected: 'title:storm body:"high winds" x' },
  { input: 'title:(x OR y) AND z', expected: '(title:x OR title:y) AND z' },
  { input: 'title:the title:(the cat)', expected: 'title:the title:cat' },
  { input: 'the^2 x', expected: 'the^2 x' },
  { input: 'Topics:Crude x', expected: 'x topics:crude' },
  { input: 'author:"Ann  Lee" TOPICS:"crude"', expected: 'author:"ann  lee" AND topics:crude' },
  { input: 'x OR path:2021/*', expected: 'x OR path:2021/*' },
  { input: 'x NEAR/5 y', expected: 'x NEAR/5 y' },
  { input: 'x near/5 y', expected: 'x NEAR/5 y' },
  { input: 'x NEAR/5 y PRE/2 z', expected: 'x NEAR/5 y PRE/2 z' },
  { input: '(x NEAR/5 y) PRE/2 z', expected: 'x NEAR/5 y PRE/2 z' },
  { input: 'x NEAR/5 (y PRE/2 z)', expected: 'x NEAR/5 (y PRE/2 z)' },
  { input: 'w x NEAR/5 y', expected: 'w (x NEAR/5 y)' },
  { input: 'w AND x NEAR/5 (y OR "p q") -z', expected: '(w AND (x NEAR/5 (y OR "p q"))) -z' },
  { input: '(x NEAR/5 y)^2', expected: '(x NEAR/5 y)^2' },
  { input: 'title:(x NEAR/5 y)', expected: 'title:x NEAR/5 title:y' },
  { input: 'the 10 NEAR/5 20', expected: '10 near/5 20' },
])('$input is printed as $expected', ({ input, expected }) => expect(print(input)).toBe(expected));

test.each([
  { input: 'elec', expected: '(elec OR elec*)' },
  { input: 'x elec', expected: 'x (elec OR elec*)' },
  { input: 'x the', expected: 'x (the OR the*)' },
  { input: 'x -y elec', expected: 'x (elec OR elec*) -y' },
  { input: '10', expected: '10 10*' },
  { input: 'title:elec', expected: '(title:elec OR title:elec*)' },
  { input: 'x NEAR/5 elec', expected: 'x NEAR/5 (elec OR elec*)' },
  { input: 'x elec^2', expected: 'x elec^2' },
])('with prefix, $input is printed as $expected', ({ input, expected }) => {
  expect(print(input, { prefix: true })).toBe(expected);
});

test.each([
  { input: 'x y', expected: 'x AND y' },
  { input: 'x y OR z -v', expected: 'x AND (y OR z) AND NOT v' },
  { input: 'to be', expected: 'to AND be' },
])('with match all, $input is printed as $expected', ({ input, expected }) => {
  expect(print(input, { match: 'all' })).toBe(expected);
});

describe('a printed query, read again, is the same query', () => {
  const parsing = fc.record({
    syntax: fc.constantFrom('full', 'full', 'none'),
    match: fc.constantFrom('any', 'all'),
    prefix: fc.boolean(),
    maxTerms: fc.constantFrom(2, 5, 256),
    // Without any bracket typed, NEAR, AND, OR and a prefix that match all can take four levels to print.
    maxDepth: fc.constantFrom(4, 5, 6, 20),
    analyzer: fc.constantFrom(OPTIONS.analyzer, analyzer),
  });

  /** What a query asks for: all but where and how it was typed. Words are corrected before they are printed. */
  function meaningOf(query: Query): string {
    const typed = ['span', 'text', 'asTyped'];
    return JSON.stringify(query, (key, value) => (typed.includes(key) ? undefined : value));
  }

  function checkQuery(text: string, chosen: Partial<ParseOptions>): readonly [printed: string, again: string] {
    const options: ParseOptions = { ...OPTIONS, ...chosen };
    const { query } = parseQuery(text, options);
    const printed = printQuery(query);
    const again = parseQuery(printed, { ...options, syntax: 'full', match: 'any', prefix: false });
    expect(`${printed} => ${meaningOf(again.query)}`).toBe(`${printed} => ${meaningOf(query)}`);
    expect([again.limitsHit, again.ignored, again.warnings]).toEqual([[], [], []]);
    return [printed, printQuery(again.query)];
  }

  // In lower case, the capital letter with a dot is two characters, of which the second could part the word.
  test.each(['U.S.İ*', 'U.S.İ', 'İzmir =İ.B. İ?mir'])('%s', (text) => {
    checkQuery(text, {});
    checkQuery(text, { analyzer });
  });

  function check(text: string, chosen: Partial<ParseOptions>): void {
    const [printed, again] = checkQuery(text, chosen);
    expect(again).toBe(printed);
  }

  const word = fc.constantFrom(
    ...[
      'cat',
      'dogs',
      'The',
      'who',
      'to',
      'be',
      '10',
      '20',
      'north-east',
      'COVID-19',
      'U.S.',
      '175,000',
      'café',
      'Ukraine’s',
    ],
    ...['東京', 'X', 'a', 'Straße', 'İzmir', 'ΟΔΟΣ', 'and', 'AT&T', 'ab.c', '1.2.3', 'e.g.,', '…', 'state-of-the-art'],
  );

  test('for a soup of words and operators', () => {
    const piece = fc.oneof(
      { weight: 3, arbitrary: word },
      fc.constantFrom(' ', '(', ')', '-', '+', '"', '“', '*', ':', '~', '~2', '^2', '^', '=', '?', '.', '’s', ', '),
      fc.constantFrom(
        'title:',
        'body:',
        'topics:',
        'AUTHOR:',
        'path:',
        'unknown:',
        '^0.01',
        '^100',
        '^500',
        ')^3',
        '~9',
      ),
      fc.constantFrom(' NEAR/5 ', ' PRE/2 ', ' near/3 ', ' NEAR ', ' NEAR/0 ', ' NEAR/5 (', ' ="', '"~3', '"^2', ' ='),
      fc.constantFrom('wom?n', 'cat*s', 'eb~', 'dog~2', 'İ*', 'Straße~', 'O’Br?en', '://', '//', 'ß?x'),
      fc.constantFrom(' AND ', ' OR ', ' NOT ', ' (', ') ', ' -', ' +', ' -(', ' +(', ' "', '" ', '* '),
      fc.constantFrom(' date:2021 ', ' before:2022-01', ' DATE:2020..2021 ', ' after:soon '),
    );
    const soup = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
    fc.assert(fc.property(soup, parsing, check), { numRuns: 2000 });
  });

  const join = fc.constantFrom('NEAR/5', 'NEAR/5', 'PRE/2', 'NEAR/1000');

  test('for valid queries', () => {
    const { query } = fc.letrec<Record<'query' | 'or' | 'and' | 'signed' | 'near' | 'weighed' | 'operand', string>>(
      (tie) => ({
        query: fc.array(tie('or'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' ')),
        or: fc.array(tie('and'), { minLength: 1, maxLength: 2 }).map((parts) => parts.join(' OR ')),
        and: fc.array(tie('signed'), { minLength: 1, maxLength: 2 }).map((parts) => parts.join(' AND ')),
        signed: fc.tuple(fc.constantFrom('', '', '', '-', '+', 'NOT '), tie('near')).map((parts) => parts.join('')),
        near: fc.oneof(
          { weight: 3, arbitrary: tie('weighed') },
          fc.tuple(tie('weighed'), join, tie('weighed')).map((parts) => parts.join(' ')),
          fc.tuple(tie('weighed'), join, tie('weighed'), join, tie('weighed')).map((parts) => parts.join(' ')),
        ),
        weighed: fc
          .tuple(
            fc.constantFrom('', '', '', 'title:', 'body:'),
            tie('operand'),
            fc.constantFrom('', '', '', '^2', '^0.3'),
          )
          .map((parts) => parts.join('')),
        operand: fc.oneof(
          { maxDepth: 4, depthSize: 'small' },
          { weight: 3, arbitrary: word },
          fc.constantFrom(
            'elect*',
            'the*',
            'date:2021',
            'before:2022',
            '"the cat"',
            '"who"',
            '"10 20"',
            '"north-east winds"',
            '"the cat"~2',
            '="cats dogs"',
            '=cats',
            'cats~2',
            'ca?s',
            'topics:crude',
            'year:2021',
            'path:"a b/*"',
          ),
          tie('query').map((text) => `(${text})`),
        ),
      }),
    );
    fc.assert(fc.property(query, parsing, check), { numRuns: 1000 });
  });

  // The text itself may differ here: an apostrophe before a Chinese character belongs to the word before it, until a
  // blank parts the two.
  test('for any string', () => {
    const strings = fc.string({ unit: 'grapheme', maxLength: 60 });
    fc.assert(
      fc.property(strings, parsing, (text, chosen) => void checkQuery(text, chosen)),
      { numRuns: 400 },
    );
  });
});
