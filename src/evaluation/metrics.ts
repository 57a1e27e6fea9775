/**
 * The metrics that an evaluation reports, with their cutoffs. The names are those of the literature: MAP and MRR
 * are means over topics; their values for one topic are the average precision and the reciprocal rank.
 */
import { averagePrecision } from './metrics/average-precision.js';
import { ndcg } from './metrics/ndcg.js';
import { precision } from './metrics/precision.js';
import { recall } from './metrics/recall.js';
import { reciprocalRank } from './metrics/reciprocal-rank.js';
import type { Judgments } from './qrels.js';
import { RUN_DEPTH } from './run.js';

export interface Metric {
  readonly name: MetricName;
  /** `ranking` holds document ids, best first, each once. */
  measure(ranking: readonly string[], judgments: Judgments): number;
}

export type MetricName = 'nDCG@10' | 'MAP' | 'P@10' | 'recall@100' | 'MRR';

export const METRICS: readonly Metric[] = [
  { name: 'nDCG@10', measure: (ranking, judgments) => ndcg(ranking, judgments, 10) },
  { name: 'MAP', measure: (ranking, judgments) => averagePrecision(ranking, judgments, RUN_DEPTH) },
  { name: 'P@10', measure: (ranking, judgments) => precision(ranking, judgments, 10) },
  { name: 'recall@100', measure: (ranking, judgments) => recall(ranking, judgments, 100) },
  { name: 'MRR', measure: (ranking, judgments) => reciprocalRank(ranking, judgments, RUN_DEPTH) },
];
