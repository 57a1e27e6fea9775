/**
 * Precision: the share of the first documents that are relevant. It divides by the cutoff even when fewer were
 * found, as trec_eval does, so a topic with two relevant documents can reach 0.2 at most.
 */
import type { Judgments } from '../qrels.js';

export function precision(ranking: readonly string[], judgments: Judgments, cutoff: number): number {
  return ranking.slice(0, cutoff).filter((id) => (judgments.get(id) ?? 0) > 0).length / cutoff;
}
