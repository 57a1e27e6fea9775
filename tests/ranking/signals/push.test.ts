import { expect, test } from '@jest/globals';
import { pushNeighbours } from '../../../src/ranking/signals/push.js';
import { graphOf, windowOf } from './graph.js';

test('the best three hand on a part of their scores to their neighbours', () => {
  const graph = graphOf([
    [[4, 100]],
    [
      [4, 50],
      [3, 200],
    ],
    [[9, 255]],
    [[4, 255]],
    [[0, 255]],
  ]);
  // The window in any order: the best are 0, 1 and 2; 3 is none of them, so that what it is near to gains nothing.
  const documents = [3, 0, 4, 1, 2];
  const push = pushNeighbours(windowOf(documents), Float64Array.of(1, 5, 0.5, 3, 2), graph);
  // v: document 3 has 3/10 · 200 = 60, document 4 has 5/10 · 100 + 3/10 · 50 = 65; 9 is not in the window.
  const expected = [(0.1 * 5 * 60) / 65, 0, 0.1 * 5, 0, 0];
  for (const [i, value] of push.entries()) expect(value).toBeCloseTo(expected[i]!, 12);
});

test('of equal scores the earlier is among the best', () => {
  const graph = graphOf([[[4, 10]], [[4, 10]], [[4, 10]], [[0, 10]], []]);
  expect([...pushNeighbours(windowOf([0, 1, 2, 3, 4]), Float64Array.of(1, 1, 1, 1, 0), graph)]).toEqual([
    0, 0, 0, 0, 0.1,
  ]);
});

test.each([
  { name: 'an empty window', documents: [], scores: [] },
  { name: 'scores of 0', documents: [0, 1], scores: [0, 0] },
  { name: 'no neighbour in the window', documents: [1], scores: [4] },
])('$name pushes nothing', ({ documents, scores }) => {
  const push = pushNeighbours(windowOf(documents), Float64Array.from(scores), graphOf([[[1, 9]], [[0, 9]]]));
  expect([...push]).toEqual(documents.map(() => 0));
});
