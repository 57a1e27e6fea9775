/** What back ends say of a leaf in one document: where it stands, how often, how rare it is. */
import { describe, expect, test } from '@jest/globals';
import { BACKENDS } from '../../src/backends/open.js';
import type { Record } from '../temporary-index.js';
import { ask, questionOf, read, withBackend } from './comparing.js';

const RECORDS: Record[] = [
  { id: 'a', title: 'Storm port', text: 'The storm. The storm port owns own ports, and the storm ports the port.' },
  { id: 'b', text: 'The port.' },
  { id: 'c', title: 'Storm', text: 'Election.' },
  { id: 'd', title: 'storm '.repeat(5), text: 'storm '.repeat(70) },
];

describe.each(BACKENDS)('the $name back end', (backend) => {
  test.each([
    { q: 'storm', document: 0, expected: [[3, 1, 3]] },
    { q: 'storm', document: 1, expected: [[3, 0, 0]] },
    { q: 'storm', document: 2, expected: [[3, 1, 0]] },
    { q: 'storm', document: 3, expected: [[3, 5, 70]] },
    { q: '"storm port"', document: 0, expected: [[1, 1, 2]] },
    { q: '"storm storm"', document: 3, expected: [[1, 4, 69]] },
    { q: 'por*', document: 0, expected: [[2, 1, 4]] },
    {
      q: 'sto* election',
      document: 2,
      expected: [
        [3, 1, 0],
        [1, 0, 1],
      ],
    },
    { q: '+own', document: 0, expected: [[1, 0, 2]] },
    {
      q: 'zeppelin storm storm',
      document: 2,
      expected: [
        [0, 0, 0],
        [3, 1, 0],
        [3, 1, 0],
      ],
    },
    { q: 'storm -(port OR election)', document: 2, expected: [[3, 1, 0]] },
    { q: 'date:2021', document: 0, expected: [] },
  ])('$q in document $document', ({ q, document, expected }) =>
    withBackend(RECORDS, backend, (index) => {
      const [leaves] = index.backend.explain(questionOf(index, read(index, q)), [document]);
      expect(leaves!.map(({ documentFrequency, title, body }) => [documentFrequency, title, body])).toEqual(expected);
    }),
  );

  test('what was found before stays as it is', () =>
    withBackend(RECORDS, backend, (index) => {
      const found = ask(index, read(index, 'storm port'));
      const scores = () => [0, 1, 2, 3].map((document) => found.scoreOf(document));
      const before = scores();
      index.backend.explain(questionOf(index, read(index, '"storm port" por* election')), [3, 0, 1]);
      expect(scores()).toEqual(before);
      expect(before.every((score) => score > 0)).toBe(true);
    }));
});
