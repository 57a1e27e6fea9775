import { describe, expect, test } from '@jest/globals';
import { type Evaluation, evaluate } from '../../src/evaluation/evaluate.js';
import { parseQrels } from '../../src/evaluation/qrels.js';
import { parseRun } from '../../src/evaluation/run.js';
import { parseTopics } from '../../src/evaluation/topics.js';

const TOPICS = parseTopics('1\tship\n2\tferry\n3\tstorm\n4\ttram\n', 'queries.tsv');
// Topic 3 has no relevant document, topic 4 no judgment, topic 9 was never asked; "gone" is in no collection.
const QRELS = parseQrels('1\ta\t1\n1\tb\t1\n2\ta\t2\n2\tgone\t1\n3\ta\t0\n9\ta\t1\n', 'qrels.tsv');

function evaluateRun(text: string): Evaluation {
  const run = parseRun(text, 'run');
  return evaluate(TOPICS, QRELS, ({ id }) => run.get(id) ?? []);
}

describe('evaluate', () => {
  const evaluation = evaluateRun('1 Q0 x 1 9 t\n1 Q0 a 2 8 t\n1 Q0 b 3 7 t\n3 Q0 a 1 9 t\n');

  test('measures each topic that has relevant documents; no answer is 0', () => {
    expect(evaluation.topics.map(({ topic }) => topic.id)).toEqual(['1', '2']);
    const [first, second] = evaluation.topics.map(({ values }) => values);
    // Ranks 2 and 3: nDCG (1/log2(3) + 1/log2(4)) / (1 + 1/log2(3)) = 1.13093 / 1.63093 = 0.69343;
    // average precision (1/2 + 2/3) / 2 = 0.58333; P@10 2/10; recall 2/2.
    expect(first?.['nDCG@10']).toBeCloseTo(0.69343, 5);
    expect(first?.MAP).toBeCloseTo(0.58333, 5);
    expect(first?.['P@10']).toBe(0.2);
    expect(first?.['recall@100']).toBe(1);
    expect(first?.MRR).toBe(1 / 2);
    expect(second).toEqual({ 'nDCG@10': 0, MAP: 0, 'P@10': 0, 'recall@100': 0, MRR: 0 });
  });

  test('means are over these topics only', () => {
    expect(evaluation.means.MAP).toBeCloseTo(0.58333 / 2, 5);
    expect(evaluation.means['recall@100']).toBe(0.5);
  });

  test('names what was left out', () => {
    expect(evaluation.withoutRelevant).toEqual(['3', '4']);
    expect(evaluation.unasked).toEqual(['9']);
  });

  test('without any relevant document the means are 0', () => {
    const empty = evaluate(TOPICS, new Map(), () => []);
    expect(empty.topics).toEqual([]);
    expect(empty.means.MAP).toBe(0);
  });
});
