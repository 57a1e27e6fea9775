/**
 * Measures a ranking against judgments: a value of each metric for each topic, and their means. A topic without a
 * relevant document says nothing about a ranking; it is left out of the means and named. One that the ranking
 * answers with nothing counts as 0.
 */
import { METRICS, type MetricName } from './metrics.js';
import { countRelevant, type Qrels } from './qrels.js';
import type { Ranking } from './run.js';
import type { Topic } from './topics.js';

type MetricValues = Readonly<Record<MetricName, number>>;

interface TopicEvaluation {
  readonly topic: Topic;
  readonly values: MetricValues;
}

export interface Evaluation {
  /** Topics with relevant documents, in the order of the topics file. */
  readonly topics: readonly TopicEvaluation[];
  /** All 0 when no topic has a relevant document. */
  readonly means: MetricValues;
  /** Ids of the topics that were left out because nothing is relevant to them. */
  readonly withoutRelevant: readonly string[];
  /** Ids of judged topics that the topics file does not hold. */
  readonly unasked: readonly string[];
}

export function evaluate(topics: readonly Topic[], qrels: Qrels, rank: (topic: Topic) => Ranking): Evaluation {
  const evaluated: TopicEvaluation[] = [];
  const withoutRelevant: string[] = [];
  for (const topic of topics) {
    const judgments = qrels.get(topic.id) ?? new Map<string, number>();
    if (countRelevant(judgments) === 0) {
      withoutRelevant.push(topic.id);
      continue;
    }
    const ranking = rank(topic).map(({ id }) => id);
    evaluated.push({ topic, values: byMetric(({ measure }) => measure(ranking, judgments)) });
  }
  const asked = new Set(topics.map(({ id }) => id));
  return {
    topics: evaluated,
    means: byMetric(({ name }) => mean(evaluated.map(({ values }) => values[name]))),
    withoutRelevant,
    unasked: [...qrels.keys()].filter((id) => !asked.has(id)),
  };
}

function byMetric(value: (metric: (typeof METRICS)[number]) => number): MetricValues {
  return Object.fromEntries(METRICS.map((metric) => [metric.name, value(metric)])) as Record<MetricName, number>;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
