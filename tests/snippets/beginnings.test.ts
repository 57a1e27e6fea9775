/**
 * The filter that most words of a text are passed over by: it must never pass over a word that is wanted.
 */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { analyzer } from '../../src/analysis/analyzer.js';
import { Beginnings } from '../../src/snippets/beginnings.js';
import { readSeeds } from '../seeds-text.js';

const TEXTS = readSeeds();

test('every word of the seeds passes the filter that is made of its own term', () => {
  const words = new Set(
    TEXTS.flatMap((text) => analyzer.analyze(text).map(({ start, end }) => text.slice(start, end))),
  );
  expect(words.size).toBeGreaterThan(6000);
  for (const word of words) {
    const beginnings = new Beginnings([analyzer.word(word).term]);
    expect([word, beginnings.fits(word, 0, word.length)]).toEqual([word, true]);
  }
});

test.each([
  ['dying', 'die'],
  ['Tying', 'tie'],
  ['O’Brien', 'obrien'],
  ['U.S.', 'us'],
  ['Élan', 'elan'],
  ['1,000', '1000'],
])('%s may be a form of %s', (word, term) => {
  expect(new Beginnings([term]).fits(word, 0, word.length)).toBe(true);
});

test.each([
  ['harbour', 'storm'],
  ['steam', 'sail'],
  ['x', 'storm'],
])('%s is no form of %s', (word, term) => {
  expect(new Beginnings([term]).fits(word, 0, word.length)).toBe(false);
});

test('the runs that are visited hold every wanted word of a text, in order and apart from each other', () => {
  const piece = fc.constantFrom(
    'storm',
    'Storms',
    'é',
    ' ',
    '\n\n',
    '’s',
    '.',
    '«storm»',
    'x-storm',
    'sail',
    '1,',
    '…',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = pieces.join('');
      const runs: [number, number][] = [];
      new Beginnings(['storm']).forEachRun(text, (start, end) => runs.push([start, end]));
      const wanted = analyzer.analyze(text).filter(({ term }) => term === 'storm');
      for (const { start, end } of wanted) {
        expect(runs.filter(([from, to]) => from <= start && end <= to)).toHaveLength(1);
      }
      expect(runs.every(([start, end], i) => start < end && (i === 0 || runs[i - 1]![1] <= start))).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
