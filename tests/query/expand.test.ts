import { expect, test } from '@jest/globals';
import { expandForms, type FormSource } from '../../src/query/expand.js';
import { parseQuery } from '../../src/query/parser.js';
import { mapWords, positiveLeaves, type ScoringLeaf, scoringLeaves, wordsWithin } from '../../src/query/query.js';
import { OPTIONS } from './show.js';

const LIMITS = { maxPrefixForms: 3, maxFuzzyForms: 2 };

/** Each look-up finds five forms that tell what was asked, and gives as many as are allowed. */
function fakeSource(asked: string[]): FormSource {
  const look = (what: string, maximum: number, count = 5) => {
    asked.push(`${what} ${maximum}`);
    const forms = Array.from({ length: Math.min(count, maximum) }, (_, place) => ({
      form: `${what}${place}`,
      place,
      documentFrequency: 1,
    }));
    return { forms, count };
  };
  return {
    prefix: (prefix, maximum) => look(`${prefix}*`, maximum),
    wildcard: (pattern, maximum) => look(pattern, maximum),
    fuzzy: (form, edits, maximum) => look(`${form}~${edits}`, maximum),
    exact: (form) => look(`=${form}`, 1, 1),
  };
}

function expand(text: string) {
  const asked: string[] = [];
  const expanded = expandForms(parseQuery(text, OPTIONS).query, fakeSource(asked), LIMITS);
  return { asked, ...expanded };
}

test('every leaf that stands for forms is looked up, wherever it is', () => {
  const { asked, query } = expand('ab* -wo?d +word~2 (=x OR y NEAR/5 (cd* OR "p q")) topics:a date:2021');
  expect(asked.sort()).toEqual(['=x 1', 'ab* 3', 'cd* 3', 'wo?d 3', 'word~2 2']);
  const words = scoringLeaves(query).flatMap((leaf: ScoringLeaf) => wordsWithin(leaf));
  expect(words.map((leaf) => ('forms' in leaf ? leaf.forms?.length : leaf.kind)).sort()).toEqual(
    [1, 2, 3, 3, 'phrase', 'term'].sort(),
  );
});

test.each([
  { text: 'x NEAR/5 cd*', asked: ['cd* 3'] },
  { text: 'x NEAR/5 (y OR cd*)', asked: ['cd* 3'] },
  { text: '-=x', asked: ['=x 1'] },
  { text: 'x +(y OR zz~)', asked: ['zz~1 2'] },
])('$text looks up $asked', ({ text, asked }) => expect(expand(text).asked).toEqual(asked));

test('a cap that was hit is named with its setting', () => {
  expect(expand('ab* x word~ =y wo?d').limitsHit).toEqual([
    { limit: 'maxPrefixForms', maximum: 3, message: '5 words begin like ab*; the 3 commonest were searched.' },
    { limit: 'maxFuzzyForms', maximum: 2, message: '5 words are like word~; the 2 commonest were searched.' },
    { limit: 'maxPrefixForms', maximum: 3, message: '5 words fit wo?d; the 3 commonest were searched.' },
  ]);
});

test('a query of words and phrases is not touched', () => {
  const { query } = parseQuery('x "p q" y NEAR/5 z -v date:2021', OPTIONS);
  expect(expandForms(query, fakeSource([]), LIMITS)).toEqual({ query, limitsHit: [] });
  expect(expandForms(query, fakeSource([]), LIMITS).query).toBe(query);
});

test('positive leaves are those that are asked for, scoring ones those that are words', () => {
  const { query } = parseQuery('x -y (z NEAR/5 v) topics:a date:2021', OPTIONS);
  expect(positiveLeaves(query).map(({ kind }) => kind)).toEqual(['attribute', 'date', 'term', 'near']);
  expect(scoringLeaves(query).map(({ kind }) => kind)).toEqual(['term', 'near']);
});

test('words are replaced within NEAR too', () => {
  const { query } = parseQuery('x -y z NEAR/5 (v OR w)', OPTIONS);
  const seen: string[] = [];
  mapWords(query, (leaf) => {
    seen.push(leaf.text);
    return leaf;
  });
  expect(seen.sort()).toEqual(['v', 'w', 'x', 'y', 'z']);
});
