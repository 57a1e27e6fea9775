/**
 * Normalised discounted cumulative gain: graded, and the only metric here for which the order among the first ten
 * counts fully. As trec_eval's `ndcg_cut`: gain = grade, discount = log2(rank + 1), and the ideal order is made of
 * all judged documents, found or not (Järvelin and Kekäläinen 2002, with the discount of Burges et al. 2005).
 */
import type { Judgments } from '../qrels.js';

/** From 0 to 1; 0 when nothing is relevant. `ranking` holds document ids, best first. */
export function ndcg(ranking: readonly string[], judgments: Judgments, cutoff: number): number {
  const ideal = [...judgments.values()].sort((one, other) => other - one);
  const best = discountedGain(ideal, cutoff);
  if (best === 0) return 0;
  return (
    discountedGain(
      ranking.slice(0, cutoff).map((id) => judgments.get(id) ?? 0),
      cutoff,
    ) / best
  );
}

function discountedGain(grades: readonly number[], cutoff: number): number {
  // Some collections grade spam below 0; trec_eval counts it as no gain.
  return grades.slice(0, cutoff).reduce((sum, grade, index) => sum + Math.max(grade, 0) / Math.log2(index + 2), 0);
}
