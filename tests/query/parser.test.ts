import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type ParseOptions, parseQuery } from '../../src/query/parser.js';
import { EVERYTHING } from '../../src/query/query.js';
import { printQuery } from '../../src/query/read-as.js';
import { OPTIONS, show } from './show.js';

function read(text: string, options: Partial<ParseOptions> = {}): string {
  return show(parseQuery(text, { ...OPTIONS, ...options }));
}

describe('clauses', () => {
  test.each([
    { name: 'one word', input: 'Ukraine', expected: 'ukraine' },
    { name: 'words', input: 'ukraine talks', expected: '(ukraine talk)' },
    { name: 'a repeated word counts twice', input: 'talks talks', expected: '(talk talk)' },
    { name: 'a phrase', input: '"climate  Talks"', expected: '"climate talk"' },
    { name: 'stop words count in a phrase', input: '"to the moon"', expected: '"to the moon"' },
    { name: 'a phrase of one word is a word', input: '"talks" x', expected: '(talk x)' },
    { name: 'curly quotes', input: '“climate talks” „a b“ «c d»', expected: '("climate talk" "a b" "c d")' },
    { name: 'exclusion', input: 'a1 -b -"c d" NOT e -(f g)', expected: '(a1 -b -"c d" -e -(f g))' },
    { name: 'requirement', input: 'x +b +"c d"', expected: '(x +b +"c d")' },
    { name: 'only exclusions', input: '-b NOT c', expected: '(-b -c)' },
    { name: 'NOT NOT', input: 'x NOT NOT b', expected: '(x b)' },
    { name: 'exclusion of an exclusion', input: '-(-b)', expected: '(-(-b))' },
    { name: 'a prefix', input: 'Elect*', expected: 'elect*' },
    { name: 'a prefix of one letter is a word', input: 'e* x', expected: '(e x)' },
    { name: 'a prefix of several words is text', input: 'north-eas* x', expected: '(north ea x) !needs-one-word' },
    { name: 'a word with a hyphen', input: 'north-east', expected: '(north east)' },
    {
      name: 'which belongs together under operators',
      input: '+covid-19 -north-east',
      expected: '(+"covid 19" -"north east")',
    },
    { name: 'and within AND and OR', input: 'x-y AND b OR c-d', expected: '((+"x y" +b) "c d")' },
    { name: 'and within brackets under an operator', input: '-(covid-19 x)', expected: '(-("covid 19" x))' },
    { name: 'punctuation vanishes', input: 'x - … & y', expected: '(x y)' },
    { name: 'punctuation vanishes under operators', input: 'x AND … -% +!', expected: 'x' },
  ])('$name: $input', ({ input, expected }) => expect(read(input)).toBe(expected));
});

describe('precedence and simplification', () => {
  test.each([
    { input: 'x b OR c y', expected: '(x b c y)' },
    { input: 'x b AND c y', expected: '(x (+b +c) y)' },
    { input: 'x OR b AND c', expected: '(x (+b +c))' },
    { input: '(x OR b) AND c', expected: '(+(x b) +c)' },
    { input: 'x AND b AND c', expected: '(+x +b +c)' },
    { input: 'x AND (b AND (c AND d))', expected: '(+x +b +c +d)' },
    { input: 'x AND NOT b', expected: '(+x -b)' },
    { input: 'NOT x AND b', expected: '(+b -x)' },
    { input: 'x AND -b AND +c', expected: '(+x +c -b)' },
    { input: 'x OR NOT b', expected: '(x (-b))' },
    { input: 'NOT x OR b', expected: '((-x) b)' },
    { input: '((((x))))', expected: 'x' },
    { input: '+x', expected: 'x' },
    { input: '(x (b c)) d', expected: '(x b c d)' },
    { input: '+(x y) z', expected: '(z +(x y))' },
    { input: '+(x AND y) z', expected: '(z +x +y)' },
    { input: '(x -y) z', expected: '((x -y) z)' },
    { input: '() x OR ()', expected: 'x' },
  ])('$input', ({ input, expected }) => expect(read(input)).toBe(expected));
});

describe('match all changes only what stands side by side', () => {
  test.each([
    { input: 'x y', expected: '(+x +y)' },
    { input: 'x y OR z', expected: '(+x +(y z))' },
    { input: 'x OR y', expected: '(x y)' },
    { input: 'x y AND z -v', expected: '(+x +y +z -v)' },
    { input: 'north-east', expected: '(+north +east)' },
    { input: 'the cat', expected: 'cat ignored:the' },
    { input: 'to be', expected: '(+to +be)' },
    { input: 'x (y z)', expected: '(+x +y +z)' },
  ])('$input', ({ input, expected }) => expect(read(input, { match: 'all' })).toBe(expected));
});

describe('dates', () => {
  test.each([
    { input: 'date:2021', expected: '[2021-01-01..2021-12-31]' },
    { input: 'x before:2022', expected: '(x +[..2021-12-31])' },
    { input: 'x y after:2021 -date:2022-05', expected: '(x y +[2022-01-01..] -[2022-05-01..2022-05-31])' },
    { input: 'x (date:2020 OR date:2022)', expected: '(x +([2020-01-01..2020-12-31] [2022-01-01..2022-12-31]))' },
    { input: 'x OR date:2021-12-29', expected: '(x [2021-12-29..2021-12-29])' },
    { input: 'x date:2021-13', expected: '(x date 2021 13) !bad-date' },
    { input: 'x before:soon', expected: '(x before soon) !bad-date' },
    { input: 'x date:2022..2021', expected: '(x date 2022 2021) !bad-date' },
  ])('$input', ({ input, expected }) => expect(read(input)).toBe(expected));

  test('keep the text as typed', () => {
    expect(parseQuery('x Date:2021-12', OPTIONS).query).toMatchObject({
      must: [{ kind: 'date', text: 'Date:2021-12', span: { start: 2, end: 14 } }],
    });
  });
});

describe('stop words', () => {
  test.each([
    { input: 'the cat and The dog', expected: '(cat dog) ignored:the,and' },
    { input: 'to be or not to be', expected: '(to be or not to be)' },
    { input: 'The Who', expected: '(the who)' },
    { input: 'the -cat', expected: '(the -cat)' },
    { input: 'the date:2021', expected: '(the +[2021-01-01..2021-12-31])' },
    { input: '(the (who)) -cat', expected: '(the who -cat)' },
    { input: '+the cat', expected: '(cat +the)' },
    { input: 'cat -the', expected: '(cat -the)' },
    { input: 'cat NOT (the who)', expected: '(cat -(the who))' },
    { input: 'the AND cat', expected: '(+the +cat)' },
    { input: 'the OR cat', expected: '(the cat)' },
    { input: '(the cat) AND dog', expected: '(+(the cat) +dog)' },
    { input: '"the" cat', expected: '(the cat)' },
    { input: 'the "who"', expected: 'who ignored:the' },
    { input: 'the*', expected: 'the*' },
    { input: '-cat date:2021', expected: '(+[2021-01-01..2021-12-31] -cat)' },
  ])('$input', ({ input, expected }) => expect(read(input)).toBe(expected));
});

describe('nobody is punished for a stray character', () => {
  test.each([
    { input: '', expected: '()' },
    { input: ' \n ', expected: '()' },
    { input: '!?', expected: '()' },
    { input: 'x "climate talks', expected: '(x "climate talk") !unclosed-quote' },
    { input: '"', expected: '() !unclosed-quote' },
    { input: 'x "" y', expected: '(x y) !empty-phrase' },
    { input: 'x "…" y', expected: '(x y) !empty-phrase' },
    { input: 'x AND (y OR z', expected: '(+x +(y z)) !unclosed-bracket' },
    { input: '((x', expected: 'x !unclosed-bracket' },
    { input: 'x) y) AND z', expected: '(x (+y +z)) !stray-bracket' },
    { input: ')(x', expected: 'x !stray-bracket !unclosed-bracket' },
    { input: 'AND fish', expected: 'fish ignored:and !stray-operator' },
    { input: 'fish OR', expected: 'fish ignored:or !stray-operator' },
    { input: 'fish NOT', expected: 'fish ignored:not !stray-operator' },
    { input: 'fish (OR) x', expected: '(fish x) ignored:or !stray-operator' },
    { input: 'fish AND OR chips', expected: '(fish and chip) !stray-operator' },
    { input: 'fish NOT AND chips', expected: '(fish (+not +chip)) !stray-operator' },
    { input: 'FISH AND CHIPS OR NOT', expected: '(fish chip) ignored:and,or,not' },
  ])('$input', ({ input, expected }) => expect(read(input)).toBe(expected));

  test('a warning says where', () => {
    const [first, second] = parseQuery('x NOT "y', OPTIONS).warnings;
    expect(first).toMatchObject({ code: 'unclosed-quote', start: 6, end: 8 });
    expect(second).toBeUndefined();
    expect(parseQuery('fish OR', OPTIONS).warnings[0]).toMatchObject({ code: 'stray-operator', start: 5, end: 7 });
    expect(parseQuery('x "" y', OPTIONS).warnings[0]).toMatchObject({ code: 'empty-phrase', start: 2, end: 4 });
  });
});

describe('the last word as a prefix', () => {
  test.each([
    { input: 'elec', expected: '(elec elec*)' },
    { input: 'ukraine Elec', expected: '(ukraine elec elec*)' },
    { input: 'elec ', expected: 'elec' },
    { input: 'elec.', expected: 'elec' },
    { input: 'elec’', expected: '(elec elec*)' },
    { input: 'x 175,', expected: '(x 175 175*)' },
    { input: '175, ', expected: '175' },
    { input: 'x "elec"', expected: '(x elec)' },
    { input: 'x "the elec', expected: '(x "the elec") !unclosed-quote' },
    { input: 'x -elec', expected: '(x -elec)' },
    { input: 'x NOT (a elec', expected: '(x -(a elec)) !unclosed-bracket' },
    { input: 'x NOT (y AND elec', expected: '(x -(+y +elec)) !unclosed-bracket' },
    { input: 'x AND elec', expected: '(+x +(elec elec*))' },
    { input: 'x +elec', expected: '(x +(elec elec*))' },
    { input: '(x elec)', expected: '(x elec)' },
    { input: 'north-eas', expected: '(north ea eas*)' },
    { input: 'elec*', expected: 'elec*' },
    { input: 'ukraine the', expected: '(ukraine the the*)' },
    { input: 'the wh', expected: '(wh wh*) ignored:the' },
    { input: 'ukraine a', expected: 'ukraine ignored:a' },
    { input: 'ukraine e', expected: '(ukraine e)' },
    { input: 'a', expected: 'a' },
    { input: 'fish OR', expected: 'fish ignored:or !stray-operator' },
    { input: 'fish NEAR', expected: '(fish near) !stray-operator' },
    { input: 'title:elec', expected: '(title:elec title:elec*)' },
    { input: 'title:(x elec)', expected: '(title:x title:elec)' },
    { input: 'x NEAR/5 elec', expected: '{x near/5 (elec|elec*)}' },
    { input: 'elec^2', expected: 'elec^2' },
    { input: 'elec~', expected: 'elec~1' },
    { input: '=elec', expected: '=elec' },
    { input: 'topics:elec', expected: '[topics:elec]' },
  ])('$input', ({ input, expected }) => expect(read(input, { prefix: true })).toBe(expected));

  test('under match all the word and its prefix are alternatives', () => {
    expect(read('x elec', { prefix: true, match: 'all' })).toBe('(+x +(elec elec*))');
  });
});

describe('syntax none', () => {
  test.each([
    { input: '-cat +dog "the bird" (fish)', expected: '(cat dog bird fish) ignored:the' },
    { input: 'cats AND dogs OR NOT fish*', expected: '(cat dog fish) ignored:and,or,not' },
    { input: 'title:x date:2021 "open', expected: '(title x date 2021 open)' },
    { input: 'x NEAR/5 y^2 word~ wom?n =z', expected: '(x near 5 y 2 word wom n z)' },
    { input: 'topics:crude unknown:x', expected: '(topic crude unknown x)' },
    { input: 'to be', expected: '(to be)' },
  ])('$input', ({ input, expected }) => expect(read(input, { syntax: 'none' })).toBe(expected));

  test('the last word may still be a prefix', () => {
    expect(read('x "elec', { syntax: 'none', prefix: true })).toBe('(x elec elec*)');
  });
});

describe('limits', () => {
  test.each([
    { name: 'further terms are left out', input: 'x y z v', maxTerms: 2, expected: '(x y) !maxQueryTerms' },
    { name: 'a repeated term is not a further one', input: 'x y x ys', maxTerms: 2, expected: '(x y x y)' },
    { name: 'ignored words do not count', input: 'the x and y', maxTerms: 2, expected: '(x y) ignored:the,and' },
    { name: 'a phrase is cut', input: '"x y z"', maxTerms: 2, expected: '"x y" !maxQueryTerms' },
    { name: 'to one word at the least', input: 'x "y z"', maxTerms: 2, expected: '(x y) !maxQueryTerms' },
    { name: 'an excluded phrase is not cut', input: 'x -"y z"', maxTerms: 2, expected: 'x !maxQueryTerms' },
    { name: 'a prefix counts', input: 'x elec* y', maxTerms: 2, expected: '(x elec*) !maxQueryTerms' },
    { name: 'a wildcard counts', input: 'x wo?n y', maxTerms: 2, expected: '(x wo?n) !maxQueryTerms' },
    { name: 'a fuzzy word counts', input: 'x~ xy~ xy~2 y', maxTerms: 3, expected: '(x xy~1 xy~2) !maxQueryTerms' },
    { name: 'an exact form counts beside its term', input: 'x =x y', maxTerms: 2, expected: '(x =x) !maxQueryTerms' },
    { name: 'an exact phrase is cut', input: 'x ="x y"', maxTerms: 2, expected: '(x =x) !maxQueryTerms' },
    {
      name: 'operands of NEAR count',
      input: 'x NEAR/5 y NEAR/5 z',
      maxTerms: 2,
      expected: '{x near/5 y} !maxQueryTerms',
    },
    { name: 'attributes count', input: 'x topics:a topics:b', maxTerms: 2, expected: '(x +[topics:a]) !maxQueryTerms' },
    { name: 'a field adds no term', input: 'x title:x body:x y', maxTerms: 2, expected: '(x title:x body:x y)' },
  ])('$name', ({ input, maxTerms, expected }) => expect(read(input, { maxTerms })).toBe(expected));

  test('a limit is named once, with its value', () => {
    expect(parseQuery('x y z', { ...OPTIONS, maxTerms: 1 }).limitsHit).toEqual([
      { limit: 'maxQueryTerms', maximum: 1, message: expect.stringContaining('more than 1 different') },
    ]);
  });

  test('brackets that are too deep are ignored', () => {
    expect(read('x AND (y OR (z AND v))', { maxDepth: 2 })).toBe('(+x +(y (+z +v)))');
    expect(read('x -(y (z -v))', { maxDepth: 1 })).toBe('(x -(y z -v)) !too-deep !maxQueryDepth');
    expect(read('-(x (y) z) v', { maxDepth: 1 })).toBe('(v -(x y z)) !too-deep !maxQueryDepth');
    expect(read('-(x y -()) z', { maxDepth: 1 })).toBe('(z -(x y)) !too-deep !maxQueryDepth');
  });

  test('brackets are also few enough once the query is printed', () => {
    expect(read('x -(y OR z AND v)', { maxDepth: 2 })).toBe('(x -(y (+z +v)))');
    expect(read('x -(y OR z AND v)', { maxDepth: 1 })).toBe('(x (-y) (+z +v)) !too-deep !maxQueryDepth');
    expect(read('x -(y OR z NEAR/5 v)', { maxDepth: 1 })).toBe('(x (-y) {z near/5 v}) !too-deep !maxQueryDepth');
    expect(read('title:(x (y))^2 z', { maxDepth: 1 })).toBe('(title:x^2 title:y^2 z) !too-deep !maxQueryDepth');
    expect(read('-((x)^2 y) z', { maxDepth: 1 })).toBe('(z -(x y)) !too-deep !maxQueryDepth');
  });

  test.each([
    '(',
    ')',
    '-(',
    '(x ',
    '((x) ',
    '- ',
    '-',
    'NOT ',
    'x NOT ',
    'x AND ',
    'x OR ',
    '"',
    '" ',
    '+',
    '*',
    '?:',
    'x NEAR/5 ',
    '(x NEAR/5 ',
    'x NEAR/5 (',
    '(x AND y) NEAR/5 (',
    'NEAR/5 ',
    'title:',
    'title:(',
    'topics:"',
    '((x)^2 ',
    ')^2',
    '"x"~2^',
    'x^',
    '~',
    'x~',
    '=',
    '="',
    'x?',
    'xx*',
    '://',
  ])('4,096 characters of %p', (part) => {
    const text = `x${part.repeat(4096 / part.length)}`;
    for (const options of [{}, { match: 'all' }, { prefix: true }, { syntax: 'none' }] as const)
      expect(() => printQuery(parseQuery(text, { ...OPTIONS, ...options }).query)).not.toThrow();
  });
});

test('empty text is a query for everything', () => expect(parseQuery('', OPTIONS).query).toEqual(EVERYTHING));

test('a term carries the word as typed, its form and its place', () => {
  expect(parseQuery('x Talks', OPTIONS).query).toMatchObject({
    should: [
      { text: 'x' },
      { text: 'talks', form: 'talks', term: 'talk', stopWord: false, span: { start: 2, end: 7 } },
    ],
  });
  expect(parseQuery('x “The  Talks!”', OPTIONS).query).toMatchObject({
    should: [{ text: 'x' }, { kind: 'phrase', text: 'the talks', span: { start: 3, end: 13 } }],
  });
});

test('any string is a query', () => {
  const options = fc.record({
    syntax: fc.constantFrom('full', 'none'),
    match: fc.constantFrom('any', 'all'),
    prefix: fc.boolean(),
    maxTerms: fc.integer({ min: 1, max: 5 }),
    maxDepth: fc.integer({ min: 1, max: 4 }),
  });
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), options, (text, chosen) => {
      const { query, warnings } = parseQuery(text, { ...OPTIONS, ...chosen });
      expect(query.kind).toBeDefined();
      for (const { start, end } of warnings) expect(text.length >= end && end >= start && start >= 0).toBe(true);
    }),
    { numRuns: 400 },
  );
});
