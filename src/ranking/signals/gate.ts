/**
 * How far neighbours are believed: as far as they agree with the words on the best documents. Where the scores of
 * neighbours go up and down with the scores of the documents themselves, the answer is a cluster of similar documents
 * and blending helps; where they do not, it would only blur the order.
 *
 *   λ = lambda · min(1, max(0, gateSlope · ρ))
 *
 * ρ: Pearson's correlation of P and A over the best `gateDepth` documents.
 */
import { RECIPE } from '../recipe.js';

/** Fewer documents correlate by chance. */
const LEAST_DOCUMENTS = 3;

export interface Gate {
  /** ρ; 0 where there are too few documents to tell. */
  readonly agreement: number;
  /** λ */
  readonly lambda: number;
}

/** For scores P and those of their neighbours A, the best P first. */
export function gateBlend(scores: Float64Array, blended: Float64Array, lambda: number = RECIPE.lambda): Gate {
  const agreement =
    scores.length < LEAST_DOCUMENTS
      ? 0
      : correlation(scores.subarray(0, RECIPE.gateDepth), blended.subarray(0, RECIPE.gateDepth));
  return { agreement, lambda: lambda * Math.min(1, Math.max(0, RECIPE.gateSlope * agreement)) };
}

/** Pearson's; 0 where one side does not vary. */
export function correlation(a: Float64Array, b: Float64Array): number {
  const [meanA, meanB] = [mean(a), mean(b)];
  let [together, varianceA, varianceB] = [0, 0, 0];
  for (let i = 0; i < a.length; i += 1) {
    together += (a[i]! - meanA) * (b[i]! - meanB);
    varianceA += (a[i]! - meanA) ** 2;
    varianceB += (b[i]! - meanB) ** 2;
  }
  return varianceA === 0 || varianceB === 0 ? 0 : together / Math.sqrt(varianceA * varianceB);
}

function mean(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i += 1) sum += values[i]!;
  return sum / Math.max(1, values.length);
}
