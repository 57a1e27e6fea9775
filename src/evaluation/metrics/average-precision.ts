/**
 * Average precision: the mean, over all relevant documents, of the precision at the rank where each was found; one
 * that was not found adds 0. Its mean over topics is MAP.
 */
import { countRelevant, type Judgments } from '../qrels.js';

/** From 0 to 1; 0 when nothing is relevant. */
export function averagePrecision(ranking: readonly string[], judgments: Judgments, cutoff: number): number {
  const relevant = countRelevant(judgments);
  if (relevant === 0) return 0;
  let found = 0;
  let sum = 0;
  ranking.slice(0, cutoff).forEach((id, index) => {
    if ((judgments.get(id) ?? 0) <= 0) return;
    found += 1;
    sum += found / (index + 1);
  });
  return sum / relevant;
}
