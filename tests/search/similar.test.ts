import { describe, expect, test } from '@jest/globals';
import { minisearchBackend } from '../../src/backends/minisearch/backend.js';
import type { OpenIndex } from '../../src/backends/open.js';
import { similar } from '../../src/search/similar.js';
import { DEFAULT_SETTINGS } from '../../src/settings.js';
import { seedRecords, withSeeds } from '../backends/collections.js';
import { withBackend } from '../backends/comparing.js';
import { PRINTED_TWICE } from '../printed-twice.js';
import { type Record, withIndex } from '../temporary-index.js';

const PATIENT = { ...DEFAULT_SETTINGS, deadlineMs: 60_000 };

function idsOf(index: OpenIndex): string[] {
  return Array.from({ length: index.columns.documents }, (_, document) => index.columns.ids.get(document));
}

function withoutGraph({ neighbours: _, ...index }: OpenIndex): OpenIndex {
  return index;
}

describe('in the folder seeds', () => {
  test('hits come from the graph, the nearest first, each once and never the document itself', () =>
    withSeeds((index) => {
      for (const id of idsOf(index)) {
        const { method, hits, versions } = similar(index, id);
        expect({ id, method }).toEqual({ id, method: 'graph' });
        const listed = [id, ...versions.map((version) => version.id), ...hits.map((hit) => hit.id)];
        expect(new Set(listed).size).toBe(listed.length);
        const similarities = hits.map(({ similarity }) => similarity);
        expect(similarities).toEqual(similarities.toSorted((a, b) => b - a));
        for (const similarity of similarities) expect(similarity > 0 && similarity <= 1).toBe(true);
      }
    }));

  test('what an agency sent twice is a version, and no hit', () =>
    withSeeds((index) => {
      for (const [one, other] of PRINTED_TWICE) {
        expect(similar(index, one).versions).toMatchObject([{ id: other, exact: false }]);
        expect(similar(index, other).versions).toMatchObject([{ id: one, exact: false }]);
      }
    }));

  test('what follows on a story is near to it', () =>
    withSeeds((index) => {
      const nearest = (id: string) => similar(index, id, 1).hits[0]?.id;
      expect(nearest('abroad/2021-12-04-border-build-up-grows.txt')).toBe(
        'abroad/2022-03-08-kestavia-partial-withdrawal.txt',
      );
      expect(nearest('abroad/2023-09-26-kestavia-fraud-claims.txt')).toBe('abroad/2023-09-18-kestavia-votes.txt');
    }));

  test(
    'without a graph, the weightiest words find nearly the same, in the same measure',
    () =>
      withSeeds((index) => {
        const bare = withoutGraph(index);
        let [shared, all] = [0, 0];
        for (const id of idsOf(index)) {
          const byGraph = similar(index, id);
          const byTerms = similar(bare, id, 10, PATIENT);
          expect(byTerms).toMatchObject({ method: 'terms', versions: byGraph.versions });
          const similarities = new Map(byTerms.hits.map((hit) => [hit.id, hit.similarity]));
          for (const hit of byGraph.hits) {
            all += 1;
            const other = similarities.get(hit.id);
            if (other === undefined) continue;
            shared += 1;
            // The 40 weightiest terms are compared here, there 25 of those that others hold too.
            expect(hit.similarity - other).toBeGreaterThan(-0.1);
            expect(hit.similarity - other).toBeLessThan(0.1);
          }
        }
        expect(shared / all).toBeGreaterThan(0.75);
      }),
    60_000,
  );
});

test('the MiniSearch back end finds the same by words', async () => {
  const records = await seedRecords();
  const ids = records.slice(0, 40).map(({ id }) => id);
  const expected = await withIndex(records, (index) =>
    ids.map((id) => similar(withoutGraph(index), id, 5, PATIENT).hits),
  );
  await withBackend(records, minisearchBackend, (index) => {
    for (const [i, id] of ids.entries()) {
      const { hits } = similar(withoutGraph(index), id, 5, PATIENT);
      expect(hits.map((hit) => hit.id)).toEqual(expected[i]!.map((hit) => hit.id));
      for (const [h, hit] of hits.entries()) expect(hit.similarity).toBeCloseTo(expected[i]![h]!.similarity, 9);
    }
  });
}, 60_000);

describe('copies', () => {
  const TEXT =
    'A storm broke the ferry quay and the breakwater of the harbour on Monday night, and the council called the ' +
    'builders, who said that stones of that size were not to be had before spring came to the coast of the county.';
  const RECORDS: Record[] = [
    { id: 'one', title: 'Storm', text: TEXT },
    ...Array.from({ length: 12 }, (_, i) => ({ id: `copy${i}`, title: 'Storm', text: TEXT })),
    { id: 'near', text: 'The council called builders to the ferry quay that the storm broke.' },
    { id: 'far', text: 'Rowers won five races in calm water.' },
    { id: 'stops', text: 'The of and to.' },
  ];

  test('are versions and no hits, however many there are', () =>
    withIndex(RECORDS, (index) => {
      for (const one of [index, withoutGraph(index)]) {
        const { method, hits, versions } = similar(one, 'one');
        expect({ method, hits: hits.map(({ id }) => id) }).toEqual({ method: 'terms', hits: ['near'] });
        expect(versions).toHaveLength(12);
        expect(versions[0]).toEqual({
          id: 'copy0',
          title: 'Storm',
          titleFrom: 'given',
          path: expect.any(String),
          exact: true,
        });
      }
    }));

  test('a document of stop words has nothing like it', () =>
    withIndex(RECORDS, (index) => expect(similar(index, 'stops')).toMatchObject({ hits: [], versions: [] })));
});

test('as many as are wanted', () =>
  withSeeds((index) => {
    const id = PRINTED_TWICE[0][0];
    for (const one of [index, withoutGraph(index)])
      for (const limit of [0, 1, 3]) expect(similar(one, id, limit, PATIENT).hits).toHaveLength(limit);
  }));

test('a document that is not there is not found', () =>
  withIndex([{ id: 'a', text: 'storm' }], (index) => {
    expect(() => similar(index, 'nope')).toThrow(expect.objectContaining({ code: 'not_found', parameter: 'id' }));
  }));
