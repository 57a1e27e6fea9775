import { describe, expect, test } from '@jest/globals';
import { compare } from '../../src/evaluation/compare.js';
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

  test('names the topics that gained, as many as are wanted', () => {
    const [gain] = compare(after, before, 'MAP').best;
    expect(gain).toMatchObject({ topic: TOPICS[0], value: 1 });
    expect(gain?.difference).toBeCloseTo(0.41667, 5);
    expect(compare(after, before, 'MAP', { listed: 0 })).toMatchObject({ worst: [], best: [], wins: 1, losses: 1 });
  });

  test('the mean difference lies in its interval', () => {
    const { interval, meanDifference } = compare(after, before, 'MAP', { seed: 3 });
    expect(interval[0]).toBeLessThan(meanDifference);
    expect(interval[1]).toBeGreaterThan(meanDifference);
  });

  test('a run against itself is all ties, and chance explains everything', () => {
    expect(compare(after, after, 'nDCG@10')).toEqual({
      metric: 'nDCG@10',
      wins: 0,
      losses: 0,
      ties: 2,
      meanDifference: 0,
      interval: [0, 0],
      pValue: 1,
      worst: [],
      best: [],
    });
  });
});
