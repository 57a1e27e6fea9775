/**
 * Reciprocal rank: 1 divided by the rank of the first relevant document, which is what counts where one answer is
 * enough. Its mean over topics is MRR.
 */
import type { Judgments } from '../qrels.js';

/** From 0 to 1; 0 when no relevant document was found. */
export function reciprocalRank(ranking: readonly string[], judgments: Judgments, cutoff: number): number {
  const first = ranking.slice(0, cutoff).findIndex((id) => (judgments.get(id) ?? 0) > 0);
  return first === -1 ? 0 : 1 / (first + 1);
}
