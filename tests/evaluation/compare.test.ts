import { describe, expect, test } from '@jest/globals';
import { compare, testByRandomisation } from '../../src/evaluation/compare.js';
import { type Evaluation, evaluate } from '../../src/evaluation/evaluate.js';
import { parseQrels } from '../../src/evaluation/qrels.js';
import { parseRun } from '../../src/evaluation/run.js';
import { parseTopics } from '../../src/evaluation/topics.js';

const TOPICS = parseTopics('1\tship\n2\tferry\n', 'queries.tsv');
const QRELS = parseQrels('1\ta\t1\n1\tb\t1\n2\ta\t2\n2\tgone\t1\n', 'qrels.tsv');

function evaluateRun(text: string): Evaluation {
  const run = parseRun(text, 'run');
  return evaluate(TOPICS, QRELS, ({ id }) => run.get(id) ?? []);
}

describe('compare', () => {
  // Topic 1: average precision 0.58333 before, (1/1 + 2/2) / 2 = 1 after; topic 2: (1/1) / 2 = 0.5 before, 0 after.
  const before = evaluateRun('1 Q0 x 1 9 t\n1 Q0 a 2 8 t\n1 Q0 b 3 7 t\n2 Q0 a 1 9 t\n');
  const after = evaluateRun('1 Q0 a 1 9 t\n1 Q0 b 2 8 t\n');

  test('counts wins and losses, and names the topics that lost', () => {
    const comparison = compare(after, before, 'MAP');
    expect(comparison).toMatchObject({ metric: 'MAP', wins: 1, losses: 1, ties: 0 });
    expect(comparison.meanDifference).toBeCloseTo((0.41667 - 0.5) / 2, 5);
    expect(comparison.worst).toEqual([{ topic: TOPICS[1], baseline: 0.5, value: 0, difference: -0.5 }]);
  });

  test('a run against itself is all ties, and chance explains everything', () => {
    expect(compare(after, after, 'nDCG@10')).toEqual({
      metric: 'nDCG@10',
      wins: 0,
      losses: 0,
      ties: 2,
      meanDifference: 0,
      pValue: 1,
      worst: [],
    });
  });

  test.each([
    // Of the 2^n equally likely labellings, only all plus and all minus are as large as the observed sum.
    { name: 'three equal gains', differences: [0.1, 0.1, 0.1], expected: 2 / 8 },
    { name: 'five equal losses', differences: [-0.2, -0.2, -0.2, -0.2, -0.2], expected: 2 / 32 },
    { name: 'ties do not count', differences: [0, 0.1, 0, 0.1, 0.1, 0], expected: 2 / 8 },
    // Sums of (±3 ±1): 4, 2, -2, -4; at least 2 in size are all of them.
    { name: 'a gain and a smaller loss', differences: [3, -1], expected: 1 },
    { name: 'no difference at all', differences: [0, 0], expected: 1 },
  ])('the p-value of $name', ({ differences, expected }) => {
    const pValue = testByRandomisation(differences, 7);
    // Four standard errors of 10,000 rounds at p = 0.25 are 0.017.
    expect(Math.abs(pValue - expected)).toBeLessThan(0.017);
    expect(testByRandomisation(differences, 7)).toBe(pValue);
  });

  test('another seed gives another sample', () => {
    const differences = Array.from({ length: 30 }, (_, index) => Math.sin(index) + 0.1);
    expect(testByRandomisation(differences, 1)).not.toBe(testByRandomisation(differences, 2));
  });

  test('the p-value is never 0', () => {
    expect(testByRandomisation(new Array(60).fill(1), 3, 99)).toBe(1 / 100);
  });
});
