/**
 * Recall: the share of all relevant documents that stand among the first ones. Relevant documents that the
 * collection does not hold count as missed.
 */
import { countRelevant, type Judgments } from '../qrels.js';

/** From 0 to 1; 0 when nothing is relevant. */
export function recall(ranking: readonly string[], judgments: Judgments, cutoff: number): number {
  const relevant = countRelevant(judgments);
  if (relevant === 0) return 0;
  return ranking.slice(0, cutoff).filter((id) => (judgments.get(id) ?? 0) > 0).length / relevant;
}
