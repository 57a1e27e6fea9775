import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { analyzer } from '../../src/analysis/analyzer.js';
import { createSpanNode } from '../../src/query/near.js';
import { parseQuery } from '../../src/query/parser.js';
import { type NearQuery, type PhraseQuery, scoringLeaves } from '../../src/query/query.js';
import type { PositionedWord, VisitRange } from '../../src/query/span-node.js';
import { countMinimal, isWord, occurrencesOf } from '../slow-occurrences.js';

function readLeaf(query: string): NearQuery | PhraseQuery {
  const { query: parsed } = parseQuery(query, {
    analyzer,
    syntax: 'full',
    match: 'any',
    prefix: false,
    maxTerms: 256,
    maxDepth: 20,
  });
  const [leaf] = scoringLeaves(parsed);
  if (leaf?.kind === 'near' || leaf?.kind === 'phrase') return leaf;
  throw new Error(`${query} is no NEAR.`);
}

/** What stands in a text of single letters and words: spans, how many count, and the positions that take part. */
function evaluate(query: string, text: string) {
  const tokens = analyzer.analyze(text);
  const positionsOf = (word: PositionedWord) => () => {
    const positions = Uint32Array.from([...tokens.keys()].filter((at) => isWord(tokens[at]!, word)));
    return { positions, from: 0, to: positions.length };
  };
  const node = createSpanNode(readLeaf(query), positionsOf, () => {});
  const count = node.count();
  const { firsts, lasts, length } = node.spans();
  const spans = Array.from({ length }, (_, i) => `${firsts[i]}-${lasts[i]}`);
  const words = collect((visit) => node.visit(new Uint8Array(length).fill(1), visit));
  // The same without finding all spans.
  expect(collect((visit) => node.visitAll(visit))).toEqual(words);
  return { count, spans, words };
}

function collect(visitAll: (visit: VisitRange) => void): number[] {
  const words = new Set<number>();
  visitAll((first, last) => {
    for (let at = first; at <= last; at += 1) words.add(at);
  });
  return [...words].sort((a, b) => a - b);
}

describe('NEAR', () => {
  test.each([
    { query: 'b NEAR/1 c', text: 'b c', spans: ['0-1'], count: 1, words: [0, 1] },
    { query: 'b NEAR/1 c', text: 'c b', spans: ['0-1'], count: 1, words: [0, 1] },
    { query: 'b PRE/1 c', text: 'c b', spans: [], count: 0, words: [] },
    { query: 'b NEAR/2 c', text: 'b of of c', spans: [], count: 0, words: [] },
    { query: 'b NEAR/3 c', text: 'b of of c', spans: ['0-3'], count: 1, words: [0, 3] },
    { query: 'b NEAR/5 c', text: 'b b c', spans: ['0-2', '1-2'], count: 1, words: [0, 1, 2] },
    { query: 'b NEAR/5 c', text: 'b c b', spans: ['0-1', '1-2'], count: 2, words: [0, 1, 2] },
    { query: 'b NEAR/2 b', text: 'b b', spans: ['0-1'], count: 1, words: [0, 1] },
    { query: 'b NEAR/2 b', text: 'b c', spans: [], count: 0, words: [] },
    { query: 'b NEAR/2 "b c"', text: 'b c', spans: [], count: 0, words: [] },
    { query: '"b c" NEAR/1 d', text: 'b c d', spans: ['0-2'], count: 1, words: [0, 1, 2] },
    { query: '"b c" NEAR/1 "d e"', text: 'd e b c', spans: ['0-3'], count: 1, words: [0, 1, 2, 3] },
    // A chain goes on from every stretch that the words before it span, not only from the shortest.
    { query: 'b NEAR/4 c NEAR/1 d', text: 'b c x x c d', spans: ['0-5'], count: 1, words: [0, 4, 5] },
    { query: 'b PRE/9 c PRE/9 d', text: 'b d c d', spans: ['0-3'], count: 1, words: [0, 2, 3] },
    { query: 'b NEAR/9 (c NEAR/1 d)', text: 'c d b c x d', spans: ['0-2'], count: 1, words: [0, 1, 2] },
    { query: '(b OR "b c") NEAR/1 d', text: 'b c d', spans: ['0-2'], count: 1, words: [0, 1, 2] },
    { query: '(b OR c) NEAR/2 d', text: 'b c d', spans: ['0-2', '1-2'], count: 1, words: [0, 1, 2] },
  ])('$query in “$text”', ({ query, text, ...expected }) => expect(evaluate(query, text)).toEqual(expected));
});

describe('slop', () => {
  test.each([
    { query: '"b c"~1', text: 'c b', spans: ['0-1'], count: 1, words: [0, 1] },
    { query: '"b c"~1', text: 'b x c', spans: ['0-2'], count: 1, words: [0, 2] },
    { query: '"b c"~1', text: 'b x x c', spans: [], count: 0, words: [] },
    { query: '"b b"~1', text: 'b', spans: [], count: 0, words: [] },
    { query: '"b b"~1', text: 'b x b', spans: ['0-2'], count: 1, words: [0, 2] },
    { query: '"b c b"~1', text: 'b b c', spans: ['0-2'], count: 1, words: [0, 1, 2] },
    { query: '"b c b"~2', text: 'b b c b', spans: ['0-2', '0-3', '1-3'], count: 2, words: [0, 1, 2, 3] },
    { query: '"b c d"~1', text: 'd x b c', spans: ['0-3'], count: 1, words: [0, 2, 3] },
    { query: '"b c"~2', text: 'b b x c', spans: ['0-3', '1-3'], count: 1, words: [0, 1, 3] },
  ])('$query in “$text”', ({ query, text, ...expected }) => expect(evaluate(query, text)).toEqual(expected));
});

test('any of them is what the definitions say, in any text', () => {
  const letter = fc.constantFrom('b', 'c', 'd', 'x');
  const phrase = fc.array(letter, { minLength: 2, maxLength: 3 }).map((letters) => `"${letters.join(' ')}"`);
  const slop = fc.tuple(phrase, fc.integer({ min: 1, max: 4 })).map(([quoted, most]) => `${quoted}~${most}`);
  const join = fc.tuple(fc.constantFrom('NEAR', 'PRE'), fc.integer({ min: 1, max: 5 })).map((pair) => pair.join('/'));
  const simple = fc.oneof(letter, phrase, slop);
  const pair = fc.tuple(simple, join, simple).map((parts) => parts.join(' '));
  const operand = fc.oneof(
    simple,
    fc.tuple(simple, simple).map(([a, b]) => `(${a} OR ${b})`),
    fc.tuple(pair, simple).map(([a, b]) => `((${a}) OR ${b})`),
    pair.map((inner) => `(${inner})`),
  );
  const chain = fc
    .tuple(operand, fc.array(fc.tuple(join, operand), { minLength: 1, maxLength: 3 }))
    .map(([first, others]) => [first, ...others.flat()].join(' '));
  const text = fc.array(letter, { maxLength: 14 }).map((letters) => letters.join(' '));
  fc.assert(
    fc.property(fc.oneof(chain, slop), text, (query, whole) => {
      const expected = occurrencesOf(analyzer.analyze(whole), readLeaf(query), 'body');
      const found = evaluate(query, whole);
      expect({ query, count: found.count }).toEqual({ query, count: countMinimal(expected) });
      expect(found.spans.toSorted()).toEqual(expected.map(({ first, last }) => `${first}-${last}`).sort());
      const words = new Set(expected.flatMap((one) => one.words));
      expect(found.words).toEqual([...words].sort((a, b) => a - b));
    }),
    { numRuns: 5000 },
  );
});
