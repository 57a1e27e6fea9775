import { describe, expect, test } from '@jest/globals';
import {
  contentTerms,
  coverHit,
  type HitCoverage,
  meanCoverage,
  type TermWeights,
} from '../../src/evaluation/snippet-coverage.js';
import type { Range } from '../../src/snippets/highlight.js';

/** `skerrow` is rare, the other words are not. */
const WEIGHTS: TermWeights = new Map([
  ['ferri', 1],
  ['storm', 1],
  ['quai', 1],
  ['skerrow', 5],
  ['absent', 9],
]);

/** Snippets are what stands between brackets: the first counts as one snippet, all of them as two. */
function cover(marked: string, length: number): HitCoverage | undefined {
  const ranges: Range[] = [];
  let body = '';
  for (const [i, piece] of marked.split(/[[\]]/).entries()) {
    if (i % 2 === 1) ranges.push([body.length, body.length + piece.length]);
    body += piece;
  }
  return coverHit(WEIGHTS, { body, one: ranges.slice(0, 1), two: ranges }, length);
}

describe('what snippets show', () => {
  // Every body holds four terms with a sum of 8: 1 + 1 + 1 + 5.
  test.each([
    {
      name: 'a term counts once, in any form',
      body: '[Ferries and a ferry in a storm] quay Skerrow',
      one: { terms: 2 / 4, weight: 2 / 8 },
      two: { terms: 2 / 4, weight: 2 / 8 },
    },
    {
      name: 'a rare term weighs more',
      body: '[off Skerrow] ferry storm quay',
      one: { terms: 1 / 4, weight: 5 / 8 },
      two: { terms: 1 / 4, weight: 5 / 8 },
    },
    {
      name: 'the second snippet adds what the first one lacks',
      body: '[ferry storm] at the [quay ferry] Skerrow',
      one: { terms: 2 / 4, weight: 2 / 8 },
      two: { terms: 3 / 4, weight: 3 / 8 },
    },
    {
      name: 'a word that is cut is not shown',
      body: '[ferry sto]rm quay Sk[errow ]',
      one: { terms: 1 / 4, weight: 1 / 8 },
      two: { terms: 1 / 4, weight: 1 / 8 },
    },
    {
      name: 'nothing is shown',
      body: 'ferry storm quay Skerrow',
      one: { terms: 0, weight: 0 },
      two: { terms: 0, weight: 0 },
    },
  ])('$name', ({ body, one, two }) => {
    const covered = cover(body, 20);
    expect({ one: covered?.one.snippets, two: covered?.two.snippets }).toEqual({ one, two });
  });

  test('a body without a term has nothing to cover', () => expect(cover('[no such words]', 20)).toBeUndefined());
});

describe('what they are held against', () => {
  //            0         10        20        30        40        50        60
  const body = 'A ferry left. Nothing. The quay, a storm, a ferry, a quay. Skerrow.';

  test.each([
    // [0, 12]: ferry. Windows of 20 from each term: ferry at 2: 1; quay at 27: quay, storm; storm at 35: storm, ferry,
    // as many, but later. The rest is ferry at 2 and Skerrow at 59; the first that adds one wins.
    {
      length: 20,
      beginning: [
        { terms: 1 / 4, weight: 1 / 8 },
        { terms: 3 / 4, weight: 3 / 8 },
      ],
      densest: [
        { terms: 2 / 4, weight: 2 / 8 },
        { terms: 3 / 4, weight: 3 / 8 },
      ],
    },
    // From quay at 27 to 55: quay, storm, ferry; Skerrow is what they lack.
    {
      length: 28,
      beginning: [
        { terms: 1 / 4, weight: 1 / 8 },
        { terms: 3 / 4, weight: 3 / 8 },
      ],
      densest: [
        { terms: 3 / 4, weight: 3 / 8 },
        { terms: 4 / 4, weight: 8 / 8 },
      ],
    },
    // A window of 7 ends with the word of 7 letters.
    {
      length: 7,
      beginning: [
        { terms: 1 / 4, weight: 1 / 8 },
        { terms: 1 / 4, weight: 1 / 8 },
      ],
      densest: [
        { terms: 1 / 4, weight: 1 / 8 },
        { terms: 2 / 4, weight: 2 / 8 },
      ],
    },
  ])('the beginning and the densest window of $length characters', ({ length, beginning, densest }) => {
    const { one, two } = cover(body, length)!;
    expect([one.beginning, two.beginning]).toEqual(beginning);
    expect([one['densest window'], two['densest window']]).toEqual(densest);
  });
});

test('terms are the stems of a text, each once and without stop words', () => {
  expect(contentTerms('The ferries and the ferry to Skerrow')).toEqual(['ferri', 'skerrow']);
});

test('means', () => {
  const hits = [cover('[ferry] Skerrow', 20)!, cover('[ferry]', 20)!];
  // 1/2 and 1; 1/6 and 1.
  expect(meanCoverage(hits).one.snippets).toEqual({ terms: 3 / 4, weight: 7 / 12 });
  expect(meanCoverage([]).two.snippets).toEqual({ terms: 0, weight: 0 });
});
