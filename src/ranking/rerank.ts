/**
 * What follows BM25: the best documents of the first stage, the window, are put in a new order by near words, by their
 * neighbours and by closeness to the best of them. Each part is kept, and they add up to the score.
 *
 *   P = bm25 + near     S = (1 − λ) · P + λ · A     score = S + push = bm25 + near + λ · (A − P) + push
 *
 * Documents behind the window have the score (1 − λ) · bm25. Within it a score is at least (1 − λ) · P, and P at least
 * bm25, so that scores never rise along the whole list.
 */
import { RECIPE, type RecipeWeights } from './recipe.js';
import { type Gate, gateBlend } from './signals/gate.js';
import { blendNeighbours, type Graph } from './signals/neighbour-blend.js';
import { pushNeighbours } from './signals/push.js';
import { Window } from './window.js';

export interface FirstStage {
  /** The best documents by BM25, at most `RECIPE.window` of them, in any order. */
  readonly documents: ArrayLike<number>;
  readonly bm25: Float64Array;
  /** The near bonus of each; absent: none has one. */
  readonly near?: Float64Array;
  /** Absent: ranked without neighbours. */
  readonly graph?: Graph;
  /** BM25 of a document behind the window, 0 where it does not match; absent: 0 for all. */
  readonly bm25Behind?: (document: number) => number;
  /** Orders equal scores: by the ascending value for each document number. */
  readonly tie: ArrayLike<number>;
}

/** The window in its new order; all arrays run alike. Scores behind the window are (1 − λ) · bm25. */
export interface Reranked extends Gate {
  readonly documents: Uint32Array;
  readonly scores: Float64Array;
  readonly bm25: Float64Array;
  readonly near: Float64Array;
  /** λ · (A − P): below 0 where the neighbours of a document score less than it. */
  readonly blend: Float64Array;
  readonly push: Float64Array;
}

export function rerank(stage: FirstStage, weights: RecipeWeights = RECIPE): Reranked {
  const { tie, graph } = stage;
  const count = stage.documents.length;
  const words = new Float64Array(count);
  for (let i = 0; i < count; i += 1) words[i] = stage.bm25[i]! + (stage.near?.[i] ?? 0);
  const order = orderBy(words, stage.documents, tie);
  const documents = inOrder(stage.documents, order, new Uint32Array(count));
  const bm25 = inOrder(stage.bm25, order, new Float64Array(count));
  const near = stage.near === undefined ? new Float64Array(count) : inOrder(stage.near, order, new Float64Array(count));
  const p = inOrder(words, order, new Float64Array(count));
  if (graph === undefined) {
    const nothing = new Float64Array(count);
    return { documents, scores: p, bm25, near, blend: nothing, push: nothing, agreement: 0, lambda: 0 };
  }

  const window = new Window(documents, placesFor(graph));
  const blended = blendNeighbours(window, p, graph, stage.bm25Behind);
  const { agreement, lambda } = gateBlend(p, blended, weights.lambda);
  const [blend, s, scores] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
  for (let i = 0; i < count; i += 1) {
    blend[i] = lambda * (blended[i]! - p[i]!);
    s[i] = p[i]! + blend[i]!;
  }
  const push = pushNeighbours(window, s, graph, weights.pushWeight);
  for (let i = 0; i < count; i += 1) scores[i] = s[i]! + push[i]!;

  const final = orderBy(scores, documents, tie);
  const [floats, whole] = [
    (part: Float64Array) => inOrder(part, final, new Float64Array(count)),
    new Uint32Array(count),
  ];
  return {
    documents: inOrder(documents, final, whole),
    scores: floats(scores),
    bm25: floats(bm25),
    near: floats(near),
    blend: floats(blend),
    push: floats(push),
    agreement,
    lambda,
  };
}

const placesOfGraphs = new WeakMap<Graph, Uint16Array>();

function placesFor(graph: Graph): Uint16Array {
  const known = placesOfGraphs.get(graph);
  if (known !== undefined) return known;
  const places = new Uint16Array(graph.starts.length);
  placesOfGraphs.set(graph, places);
  return places;
}

function inOrder<T extends Uint32Array | Float64Array>(part: ArrayLike<number>, order: Uint16Array, into: T): T {
  for (let i = 0; i < order.length; i += 1) into[i] = part[order[i]!]!;
  return into;
}

/** Places by descending score; equal ones by `tie`. By insertion: what comes in is nearly in order already. */
function orderBy(scores: Float64Array, documents: ArrayLike<number>, tie: ArrayLike<number>): Uint16Array {
  const order = new Uint16Array(scores.length);
  for (let i = 0; i < order.length; i += 1) {
    const score = scores[i]!;
    let at = i;
    for (; at > 0; at -= 1) {
      const other = order[at - 1]!;
      if (scores[other]! > score) break;
      if (scores[other] === score && tie[documents[other]!]! < tie[documents[i]!]!) break;
      order[at] = other;
    }
    order[at] = i;
  }
  return order;
}
