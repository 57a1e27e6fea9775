/**
 * Compares two runs topic by topic: how many topics gained, how many lost, whether chance alone could explain the
 * difference, and which topics to look at first. The means alone hide a change that helps half and hurts half.
 */
import type { Evaluation } from './evaluate.js';
import type { MetricName } from './metrics.js';
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
  /** Share of random re-labellings with a mean difference at least as large, in either direction. */
  readonly pValue: number;
  /** Topics that lost, the largest loss first (at most 10). */
  readonly worst: readonly TopicDifference[];
}

/** Below it a difference is the rounding of sums, not of rankings. */
const TIE = 1e-9;

/** With 10,000 rounds a p-value near 0.05 has a standard error of 0.002 (Smucker, Allan and Carterette 2007 use 100,000). */
const ROUNDS = 10_000;

const WORST_LISTED = 10;

/** Both evaluations must be of the same topics and judgments. `seed` makes the p-value repeatable. */
export function compare(current: Evaluation, baseline: Evaluation, metric: MetricName, seed = 1): Comparison {
  const before = new Map(baseline.topics.map(({ topic, values }) => [topic.id, values[metric]]));
  const differences = current.topics.map(({ topic, values }): TopicDifference => {
    const earlier = before.get(topic.id) ?? 0;
    return { topic, baseline: earlier, value: values[metric], difference: values[metric] - earlier };
  });
  const losers = differences.filter(({ difference }) => difference < -TIE);
  const wins = differences.filter(({ difference }) => difference > TIE).length;
  const steps = differences.map(({ difference }) => difference);
  return {
    metric,
    wins,
    losses: losers.length,
    ties: differences.length - wins - losers.length,
    meanDifference: steps.length === 0 ? 0 : sum(steps) / steps.length,
    pValue: testByRandomisation(steps, seed),
    worst: losers.sort((one, other) => one.difference - other.difference).slice(0, WORST_LISTED),
  };
}

/**
 * Fisher's paired randomisation test, two-sided: if the two systems were the same, each topic's difference could as
 * well have the other sign. The observed labelling counts as one of the rounds, so the p-value is never 0.
 */
export function testByRandomisation(differences: readonly number[], seed: number, rounds = ROUNDS): number {
  const steps = differences.filter((difference) => Math.abs(difference) > TIE);
  const observed = Math.abs(sum(steps)) - TIE;
  const random = createRandom(seed);
  let asLarge = 1;
  for (let round = 0; round < rounds; round += 1) {
    let total = 0;
    for (const step of steps) total += random() < 0.5 ? step : -step;
    if (Math.abs(total) >= observed) asLarge += 1;
  }
  return asLarge / (rounds + 1);
}

/** Mulberry32 (Tommy Ettinger, public domain): 32 bits of state are plenty for some thousand coin tosses a topic. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
