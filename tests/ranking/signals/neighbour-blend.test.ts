import { expect, test } from '@jest/globals';
import { blendNeighbours } from '../../../src/ranking/signals/neighbour-blend.js';
import { graphOf, windowOf } from './graph.js';

test('a mean of the scores of neighbours, by similarity', () => {
  const graph = graphOf([
    [
      [1, 200],
      [2, 50],
    ],
    [],
    [
      [3, 100],
      [0, 100],
    ],
    [[4, 90]],
    [[0, 10]],
  ]);
  // Document 3 matches behind the window, or not at all; 4 likewise.
  const blended = blendNeighbours(windowOf([2, 0, 1]), Float64Array.of(3, 2, 1), graph);
  expect([...blended]).toEqual([(100 * 0 + 100 * 2) / 200, (200 * 1 + 50 * 3) / 250, 0]);
});

test('a neighbour behind the window scores what it is said to', () => {
  const graph = graphOf([
    [
      [1, 100],
      [2, 100],
    ],
    [],
    [],
  ]);
  const blended = blendNeighbours(windowOf([0, 1]), Float64Array.of(9, 4), graph, (document) =>
    document === 2 ? 2 : 100,
  );
  expect([...blended]).toEqual([3, 0]);
});

test('neighbours that all do not match pull a document to 0', () => {
  expect([...blendNeighbours(windowOf([3]), Float64Array.of(5), graphOf([[], [], [], [[1, 255]]]))]).toEqual([0]);
});

test('an empty window', () => {
  expect(blendNeighbours(windowOf([]), new Float64Array(0), graphOf([]))).toHaveLength(0);
});
