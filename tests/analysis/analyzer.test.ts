import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { analyzer, createAnalyzer } from '../../src/analysis/analyzer.js';
import { STOP_WORDS } from '../../src/analysis/stop-words.js';

/** Each token as `word in the text=form/term`, with `!` behind a stop word. */
function show(text: string): string {
  return analyzer
    .analyze(text)
    .map(({ start, end, form, term, stopWord }) => `${text.slice(start, end)}=${form}/${term}${stopWord ? '!' : ''}`)
    .join(' ');
}

test.each([
  {
    name: 'lower case and stems',
    input: 'Elections ELECTED',
    expected: 'Elections=elections/elect ELECTED=elected/elect',
  },
  { name: 'stop words are marked, not dropped', input: 'the port', expected: 'the=the/the! port=port/port' },
  { name: 'a possessive', input: 'Ukraine’s', expected: 'Ukraine’s=ukraine/ukrain' },
  {
    name: 'a plural possessive',
    input: 'the dockers’ wages',
    expected: 'the=the/the! dockers=dockers/docker wages=wages/wage',
  },
  { name: 'a straight possessive', input: "Ukraine's", expected: "Ukraine's=ukraine/ukrain" },
  { name: 'a contraction is a stop word', input: 'won’t', expected: 'won’t=wont/wont!' },
  { name: 'an inner apostrophe', input: 'O’Brien', expected: 'O’Brien=obrien/obrien' },
  {
    name: 'an abbreviation with its full stops',
    input: 'the U.S. Senate',
    expected: 'the=the/the! U.S.=us/us Senate=senate/senat',
  },
  { name: 'the same without them', input: 'US', expected: 'US=us/us' },
  { name: 'the word that Porter makes equal to it', input: 'used', expected: 'used=used/use' },
  { name: 'an abbreviation before a free full stop', input: 'U.S .', expected: 'U.S=us/us' },
  {
    name: 'grouped thousands',
    input: '175,000 and 175000',
    expected: '175,000=175000/175000 and=and/and! 175000=175000/175000',
  },
  { name: 'a list of numbers is no number', input: '5,00 1,2', expected: '5=5/5 00=00/00 1=1/1 2=2/2' },
  { name: 'a decimal', input: '4.2 million', expected: '4.2=4.2/4.2 million=million/million' },
  {
    name: 'a decimal at the end of a sentence',
    input: 'It cost 4.2.',
    expected: 'It=it/it! cost=cost/cost 4.2=4.2/4.2',
  },
  { name: 'a version number', input: '3.14.15', expected: '3=3/3 14=14/14 15=15/15' },
  { name: 'a time of day', input: '10:30', expected: '10=10/10 30=30/30' },
  { name: 'a date', input: '2021-12-29', expected: '2021=2021/2021 12=12/12 29=29/29' },
  { name: 'a month and its abbreviation', input: 'Jan. January', expected: 'Jan=jan/januari January=january/januari' },
  {
    name: 'a hyphen parts words',
    input: 'COVID-19 north-east',
    expected: 'COVID=covid/covid 19=19/19 north=north/north east=east/east',
  },
  { name: 'accents', input: 'café Øystein', expected: 'café=cafe/cafe Øystein=oystein/oystein' },
  { name: 'decomposed accents', input: 'cafe\u0301', expected: 'cafe\u0301=cafe/cafe' },
  { name: 'a letter that grows', input: 'Straße', expected: 'Straße=strasse/strass' },
  { name: 'full-width letters and ligatures', input: 'ＮＡＴＯ ﬁne', expected: 'ＮＡＴＯ=nato/nato ﬁne=fine/fine' },
  { name: 'Chinese characters are words', input: '東京 tower', expected: '東=東/東 京=京/京 tower=tower/tower' },
  {
    name: 'other scripts keep their vowel signs',
    input: 'हिन्दी Москва',
    expected: 'हिन्दी=हिन्दी/हिन्दी Москва=москва/москва',
  },
  { name: 'symbols are no words', input: 'C++ & $5 _x_', expected: 'C=c/c 5=5/5 x=x/x' },
  { name: 'nothing', input: '… — “”', expected: '' },
])('$name', ({ input, expected }) => expect(show(input)).toBe(expected));

test('positions count every word', () => {
  expect(analyzer.analyze('the cost of the wall').map((token) => token.position)).toEqual([0, 1, 2, 3, 4]);
});

test('words that object properties are named after are words', () => {
  expect(show('__proto__ constructor toString')).toBe(
    'proto=proto/proto constructor=constructor/constructor toString=tostring/tostr',
  );
});

test('a long word is cut to 64 characters, the same for any longer one', () => {
  const [token] = analyzer.analyze('a'.repeat(10_000));
  expect(token?.form).toBe('a'.repeat(64));
  expect(token?.end).toBe(10_000);
  expect(analyzer.analyze('a'.repeat(65))[0]?.term).toBe(token?.term);
});

describe('for any text', () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));

  test('tokens are words of the text, in order and apart', () => {
    fc.assert(
      fc.property(text, (input) => {
        let end = 0;
        for (const token of analyzer.analyze(input)) {
          expect(token.start).toBeGreaterThanOrEqual(end);
          expect(token.end).toBeGreaterThan(token.start);
          expect(token.form).not.toBe('');
          expect(token.form.length).toBeLessThanOrEqual(64);
          expect(token.form.isWellFormed()).toBe(true);
          end = token.end;
        }
        expect(end).toBeLessThanOrEqual(input.length);
      }),
    );
  });

  test('what the analyzer remembers changes nothing', () => {
    fc.assert(fc.property(text, (input) => expect(analyzer.analyze(input)).toEqual(createAnalyzer().analyze(input))));
  });
});

test('the stop list leaves alone what readers search for', () => {
  for (const word of ['us', 'may', 'c', '5', 'new', 'against', 'north']) expect(STOP_WORDS.has(word)).toBe(false);
  expect(STOP_WORDS.has('who')).toBe(true);
});

test('each stop word is a form that the analyzer can give', () => {
  for (const word of STOP_WORDS) expect(analyzer.analyze(word)).toMatchObject([{ form: word, stopWord: true }]);
});

test('a term begins with the letter that its word begins with, which snippets rely on', () => {
  const ascii = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9'’.,éß]{0,12}$/);
  fc.assert(
    fc.property(ascii, (input) => {
      for (const token of analyzer.analyze(input)) {
        const first = input.charAt(token.start);
        if (first.charCodeAt(0) < 128)
          expect(`${token.term.charAt(0)}${token.form.charAt(0)}`).toBe(first.toLowerCase().repeat(2));
      }
    }),
    { numRuns: 5000 },
  );
});

test('its version names it and holds a checksum of its lists of words', () => {
  expect(analyzer.version).toMatch(/^english-\d+-[0-9a-f]{8}$/);
  expect(createAnalyzer().version).toBe(analyzer.version);
});
