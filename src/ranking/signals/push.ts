/**
 * Documents that are close to the best ones come forward: the best `pushDepth` hand on a part of their score to their
 * neighbours, as feedback does with words (in the manner of RM3: Lavrenko, Croft 2001).
 *
 *   p_f = S(f) / Σ S     v(d) = Σ_f p_f · g(f,d)     push(d) = pushWeight · max S · v(d) / max v
 *
 * f: the best documents; g(f,d): the similarity of d among the neighbours of f, 0 where it is none of them. The sums
 * and the largest v are taken over documents of the window: nothing outside it is pushed.
 */
import { RECIPE } from '../recipe.js';
import type { Window } from '../window.js';
import type { Graph } from './neighbour-blend.js';

/** The push of each document of the window, given S of each, in any order. */
export function pushNeighbours(
  window: Window,
  scores: Float64Array,
  graph: Graph,
  pushWeight: number = RECIPE.pushWeight,
): Float64Array {
  const { documents } = window;
  const push = new Float64Array(documents.length);
  const best = placesOfBest(scores);
  const sum = best.reduce((total, place) => total + scores[place]!, 0);
  if (!(sum > 0)) return push;
  for (const place of best) {
    const document = documents[place]!;
    for (let entry = graph.starts[document]!; entry < graph.starts[document + 1]!; entry += 1) {
      const neighbour = window.placeOf(graph.documents[entry]!);
      if (neighbour !== -1) push[neighbour]! += (scores[place]! / sum) * graph.similarities[entry]!;
    }
  }
  let closest = 0;
  for (let i = 0; i < push.length; i += 1) closest = Math.max(closest, push[i]!);
  const scale = closest === 0 ? 0 : (pushWeight * scores[best[0]!]!) / closest;
  for (let i = 0; i < push.length; i += 1) push[i]! *= scale;
  return push;
}

/** The best first; of equal scores the one that comes first. */
function placesOfBest(scores: Float64Array): number[] {
  const best: number[] = [];
  for (let place = 0; place < scores.length; place += 1) {
    let at = best.length;
    while (at > 0 && scores[best[at - 1]!]! < scores[place]!) at -= 1;
    if (at < RECIPE.pushDepth) best.splice(at, 0, place);
    if (best.length > RECIPE.pushDepth) best.pop();
  }
  return best;
}
