import { expect, test } from '@jest/globals';
import { nearestName } from '../../src/http/nearest.js';
import { searchParameters } from '../../src/http/schemas.js';

const KNOWN = Object.keys(searchParameters.shape);

test.each([
  { typed: 'limt', nearest: 'limit' },
  { typed: 'Limit', nearest: 'limit' },
  { typed: 'filters[]', nearest: 'filter' },
  { typed: 'facet', nearest: 'facets' },
  { typed: 'snippet_length', nearest: 'snippetLength' },
  { typed: 'query', nearest: 'q' },
  { typed: 'per_page', nearest: 'limit' },
  { typed: 'page', nearest: 'offset' },
  { typed: 'entirelyelse', nearest: undefined },
  { typed: 'constructor', nearest: undefined },
])('$typed', ({ typed, nearest }) => {
  expect(nearestName(typed, KNOWN)).toBe(nearest);
});

test('a name that was made long on purpose costs no more than a short one', () => {
  expect(nearestName('x'.repeat(1_000_000), KNOWN)).toBeUndefined();
});

test('a name of another service is offered only where it is known here', () => {
  expect(nearestName('page', ['text'])).toBeUndefined();
});
