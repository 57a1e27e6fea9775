import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { averagePrecision } from '../../src/evaluation/metrics/average-precision.js';
import { ndcg } from '../../src/evaluation/metrics/ndcg.js';
import { precision } from '../../src/evaluation/metrics/precision.js';
import { recall } from '../../src/evaluation/metrics/recall.js';
import { reciprocalRank } from '../../src/evaluation/metrics/reciprocal-rank.js';
import { METRICS } from '../../src/evaluation/metrics.js';

/** `a:3 b:2` as judgments. */
function judge(text: string): Map<string, number> {
  const pairs = text.split(' ').filter((pair) => pair !== '');
  return new Map(pairs.map((pair) => [pair.split(':')[0] ?? '', Number(pair.split(':')[1])]));
}

function words(text: string): string[] {
  return text.split(' ').filter((word) => word !== '');
}

test.each([
  // Ideal a b c: 3/log2(2) + 2/log2(3) + 1/log2(4) = 3 + 1.26186 + 0.5 = 4.76186.
  // b x a d: 2/log2(2) + 0 + 3/log2(4) + 0 = 2 + 1.5 = 3.5, and 3.5 / 4.76186 = 0.73501.
  { name: 'grades', ranking: 'b x a d', judgments: 'a:3 b:2 c:1 d:0', cutoff: 10, expected: 0.73501 },
  { name: 'the ideal order', ranking: 'a b c', judgments: 'a:3 b:2 c:1 d:0', cutoff: 10, expected: 1 },
  // Cut at 2: (2 + 0) / (3 + 1.26186) = 0.46928; the a at rank 3 is not seen.
  { name: 'a cutoff', ranking: 'b x a', judgments: 'a:3 b:2 c:1', cutoff: 2, expected: 0.46928 },
  // The ideal is made of all judged documents, also of the one that was not found: 1 / (1 + 1/log2(3)) = 0.61315.
  { name: 'one of two found', ranking: 'a', judgments: 'a:1 b:1', cutoff: 10, expected: 0.61315 },
  // Grade -2 is no gain and no loss: (0 + 1/log2(3)) / 1 = 0.63093.
  { name: 'a grade below 0', ranking: 'spam a', judgments: 'spam:-2 a:1', cutoff: 10, expected: 0.63093 },
  { name: 'nothing relevant', ranking: 'a', judgments: 'a:0', cutoff: 10, expected: 0 },
  { name: 'nothing found', ranking: '', judgments: 'a:1', cutoff: 10, expected: 0 },
])('nDCG: $name', ({ ranking, judgments, cutoff, expected }) => {
  expect(ndcg(words(ranking), judge(judgments), cutoff)).toBeCloseTo(expected, 5);
});

test.each([
  // Relevant at ranks 1 and 3, the third never: (1/1 + 2/3 + 0) / 3 = 0.55556.
  { name: 'one never found', ranking: 'a x b', judgments: 'a:1 b:2 c:1 x:0', cutoff: 1000, expected: 0.55556 },
  { name: 'all in front', ranking: 'b a', judgments: 'a:1 b:1', cutoff: 1000, expected: 1 },
  // Ranks 2 and 4: (1/2 + 2/4) / 2 = 0.5; cut at 3: (1/2 + 0) / 2 = 0.25.
  { name: 'ranks 2 and 4', ranking: 'x a y b', judgments: 'a:1 b:1', cutoff: 1000, expected: 0.5 },
  { name: 'a cutoff', ranking: 'x a y b', judgments: 'a:1 b:1', cutoff: 3, expected: 0.25 },
  { name: 'nothing relevant', ranking: 'a', judgments: '', cutoff: 1000, expected: 0 },
])('average precision: $name', ({ ranking, judgments, cutoff, expected }) => {
  expect(averagePrecision(words(ranking), judge(judgments), cutoff)).toBeCloseTo(expected, 5);
});

test.each([
  { name: 'the first relevant one counts', ranking: 'x a b', judgments: 'a:1 b:3', cutoff: 1000, expected: 1 / 2 },
  { name: 'grade 0 is not relevant', ranking: 'x y a', judgments: 'x:0 y:-1 a:1', cutoff: 1000, expected: 1 / 3 },
  { name: 'a cutoff', ranking: 'x y a', judgments: 'a:1', cutoff: 2, expected: 0 },
  { name: 'nothing found', ranking: '', judgments: 'a:1', cutoff: 1000, expected: 0 },
])('reciprocal rank: $name', ({ ranking, judgments, cutoff, expected }) => {
  expect(reciprocalRank(words(ranking), judge(judgments), cutoff)).toBe(expected);
});

describe('precision and recall', () => {
  // Two of four are relevant, and one relevant document was missed.
  const ranking = words('a x b y');
  const judgments = judge('a:1 b:4 c:1 x:0');

  test('precision divides by the cutoff, even where fewer were found', () => {
    expect(precision(ranking, judgments, 2)).toBe(1 / 2);
    expect(precision(ranking, judgments, 10)).toBe(2 / 10);
  });

  test('recall divides by all relevant documents', () => {
    expect(recall(ranking, judgments, 2)).toBeCloseTo(1 / 3);
    expect(recall(ranking, judgments, 100)).toBeCloseTo(2 / 3);
    expect(recall(ranking, judge('a:0'), 100)).toBe(0);
  });
});

test('each metric is from 0 to 1, and 1 or its own limit for relevant documents only', () => {
  const collection = fc.uniqueArray(fc.integer({ min: 0, max: 40 }), { maxLength: 30 });
  const grades = fc.array(fc.integer({ min: -1, max: 5 }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(collection, grades, (numbers, judged) => {
      const judgments = new Map(judged.map((grade, number) => [String(number), grade]));
      for (const { measure } of METRICS) {
        const value = measure(numbers.map(String), judgments);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1 + 1e-12);
      }
    }),
  );
});

test('moving a relevant document up never lowers nDCG or average precision', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([...'abcdefgh'], { minLength: 2 }), fc.nat(), (ranking, place) => {
      const judgments = judge('a:3 b:1 c:1');
      const index = (place % (ranking.length - 1)) + 1;
      const lower = ranking[index] as string;
      const upper = ranking[index - 1] as string;
      fc.pre((judgments.get(lower) ?? 0) > (judgments.get(upper) ?? 0));
      const better = ranking.with(index - 1, lower).with(index, upper);
      expect(ndcg(better, judgments, 10)).toBeGreaterThan(ndcg(ranking, judgments, 10));
      expect(averagePrecision(better, judgments, 10)).toBeGreaterThanOrEqual(averagePrecision(ranking, judgments, 10));
    }),
  );
});
