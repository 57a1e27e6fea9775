/** Graphs and windows for the tests of signals. */
import type { Graph } from '../../../src/ranking/signals/neighbour-blend.js';
import { Window } from '../../../src/ranking/window.js';

/** For each document its neighbours with their similarities. */
export function graphOf(neighbours: readonly (readonly (readonly [document: number, similarity: number])[])[]): Graph {
  const starts = [0];
  for (const { length } of neighbours) starts.push(starts.at(-1)! + length);
  return {
    starts: Uint32Array.from(starts),
    documents: Uint32Array.from(neighbours.flat(), ([document]) => document),
    similarities: Uint8Array.from(neighbours.flat(), ([, similarity]) => similarity),
  };
}

/** What stood in the places before must not matter. */
export function windowOf(documents: readonly number[]): Window {
  return new Window(Uint32Array.from(documents), new Uint16Array(64).fill(1));
}
