/**
 * Compares two evaluations topic by topic: how many topics gained, how many lost, whether chance alone could explain
 * the difference, and which topics to look at first. The means alone hide a change that helps half and hurts half.
 */
import type { Evaluation } from './evaluate.js';
import type { MetricName } from './metrics.js';
import { bootstrapInterval, TIE, testByRandomisation } from './significance.js';
import type { Topic } from './topics.js';

interface TopicDifference {
  readonly topic: Topic;
  readonly baseline: number;
  readonly value: number;
  /** `value - baseline`. */
  readonly difference: number;
}

export interface Comparison {
  readonly metric: MetricName;
  readonly wins: number;
  readonly losses: number;
  readonly ties: number;
  readonly meanDifference: number;
  /** Where the mean difference lies with 95 % confidence, by the paired bootstrap. */
  readonly interval: readonly [low: number, high: number];
  /** Share of random re-labellings with a mean difference at least as large, in either direction. */
  readonly pValue: number;
  /** Topics that lost, the largest loss first. */
  readonly worst: readonly TopicDifference[];
  /** Topics that gained, the largest gain first. */
  readonly best: readonly TopicDifference[];
}

export interface CompareOptions {
  /** Another seed gives another sample of the same distribution. */
  readonly seed?: number;
  /** How many of the worst topics are listed, and of the best. */
  readonly listed?: number;
}

/** Both evaluations must be of the same topics and judgments. */
export function compare(
  current: Evaluation,
  baseline: Evaluation,
  metric: MetricName,
  { seed = 1, listed = 10 }: CompareOptions = {},
): Comparison {
  const before = new Map(baseline.topics.map(({ topic, values }) => [topic.id, values[metric]]));
  const differences = current.topics.map(({ topic, values }): TopicDifference => {
    const earlier = before.get(topic.id) ?? 0;
    return { topic, baseline: earlier, value: values[metric], difference: values[metric] - earlier };
  });
  const losers = differences.filter(({ difference }) => difference < -TIE);
  const winners = differences.filter(({ difference }) => difference > TIE);
  const steps = differences.map(({ difference }) => difference);
  return {
    metric,
    wins: winners.length,
    losses: losers.length,
    ties: differences.length - winners.length - losers.length,
    meanDifference: steps.reduce((sum, step) => sum + step, 0) / Math.max(1, steps.length),
    interval: bootstrapInterval(steps, seed),
    pValue: testByRandomisation(steps, seed),
    worst: losers.sort((one, other) => one.difference - other.difference).slice(0, listed),
    best: winners.sort((one, other) => other.difference - one.difference).slice(0, listed),
  };
}
