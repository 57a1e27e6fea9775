/**
 * What the neighbours of a document score: similar documents should score alike (score regularisation: Diaz 2005,
 * "Regularizing ad hoc retrieval scores").
 *
 *   A(d) = Σ_n g(d,n) · P(n) / Σ_n g(d,n)
 *
 * n: the neighbours of d in the graph; g: their similarity to it; P: the score of the words, 0 for a document that does
 * not match, without a near bonus for one behind the window.
 */

import type { Window } from '../window.js';

/** Neighbours of document d: `documents[i]`, as similar as `similarities[i]`, for i from `starts[d]` to `starts[d + 1] - 1`. */
export interface Graph {
  readonly starts: Uint32Array;
  readonly documents: Uint32Array;
  readonly similarities: Uint8Array;
}

/** A of each document of the window, given P of each. 0 for a document without neighbours. */
export function blendNeighbours(
  window: Window,
  scores: Float64Array,
  graph: Graph,
  scoreBehind: (document: number) => number = () => 0,
): Float64Array {
  const { documents } = window;
  const { starts, documents: neighbours, similarities } = graph;
  const blended = new Float64Array(documents.length);
  for (let i = 0; i < documents.length; i += 1) {
    const [from, to] = [starts[documents[i]!]!, starts[documents[i]! + 1]!];
    let [sum, weight] = [0, 0];
    for (let entry = from; entry < to; entry += 1) {
      const similarity = similarities[entry]!;
      const place = window.placeOf(neighbours[entry]!);
      sum += similarity * (place === -1 ? scoreBehind(neighbours[entry]!) : scores[place]!);
      weight += similarity;
    }
    if (weight > 0) blended[i] = sum / weight;
  }
  return blended;
}
