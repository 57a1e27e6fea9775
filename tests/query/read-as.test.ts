import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { analyzer } from '../../src/analysis/analyzer.js';
import { type ParseOptions, parseQuery } from '../../src/query/parser.js';
import { EVERYTHING } from '../../src/query/query.js';
import { printQuery } from '../../src/query/read-as.js';
import { OPTIONS, showQuery } from './show.js';

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
])('$input is printed as $expected', ({ input, expected }) => expect(print(input)).toBe(expected));

test.each([
  { input: 'elec', expected: '(elec OR elec*)' },
  { input: 'x elec', expected: 'x (elec OR elec*)' },
  { input: 'x the', expected: 'x (the OR the*)' },
  { input: 'x -y elec', expected: 'x (elec OR elec*) -y' },
  { input: '10', expected: '10 10*' },
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
    // Without any bracket typed, AND, OR and a prefix that match all can take three levels to print.
    maxDepth: fc.constantFrom(3, 4, 5, 20),
    analyzer: fc.constantFrom(OPTIONS.analyzer, analyzer),
  });

  function checkQuery(text: string, chosen: Partial<ParseOptions>): readonly [printed: string, again: string] {
    const options: ParseOptions = { ...OPTIONS, ...chosen };
    const { query } = parseQuery(text, options);
    const printed = printQuery(query);
    const again = parseQuery(printed, { ...options, syntax: 'full', match: 'any', prefix: false });
    expect(`${printed} => ${showQuery(again.query)}`).toBe(`${printed} => ${showQuery(query)}`);
    expect(again.limitsHit).toEqual([]);
    expect(again.ignored).toEqual([]);
    expect(again.warnings).toEqual([]);
    return [printed, printQuery(again.query)];
  }

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
      fc.constantFrom(' ', '(', ')', '-', '+', '"', '“', '*', ':', '~2', '^2', '=', '?', '.', '’s', 'title:'),
      fc.constantFrom(' AND ', ' OR ', ' NOT ', ' (', ') ', ' -', ' +', ' -(', ' +(', ' "', '" ', '* ', ' NEAR/5 '),
      fc.constantFrom(' date:2021 ', ' before:2022-01', ' DATE:2020..2021 ', ' after:soon '),
    );
    const soup = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(''));
    fc.assert(fc.property(soup, parsing, check), { numRuns: 800 });
  });

  test('for valid queries', () => {
    const { query } = fc.letrec<Record<'query' | 'or' | 'and' | 'signed' | 'operand', string>>((tie) => ({
      query: fc.array(tie('or'), { minLength: 1, maxLength: 3 }).map((parts) => parts.join(' ')),
      or: fc.array(tie('and'), { minLength: 1, maxLength: 2 }).map((parts) => parts.join(' OR ')),
      and: fc.array(tie('signed'), { minLength: 1, maxLength: 2 }).map((parts) => parts.join(' AND ')),
      signed: fc.tuple(fc.constantFrom('', '', '', '-', '+', 'NOT '), tie('operand')).map((parts) => parts.join('')),
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
        ),
        tie('query').map((text) => `(${text})`),
      ),
    }));
    fc.assert(fc.property(query, parsing, check), { numRuns: 800 });
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
