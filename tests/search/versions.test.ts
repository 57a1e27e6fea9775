import { describe, expect, test } from '@jest/globals';
import type { VersionsAnswer } from '../../src/answer.js';
import type { OpenIndex } from '../../src/backends/open.js';
import { DEFAULT_VERSIONS_LIMIT, listVersions, MOST_COMPARED } from '../../src/search/versions.js';
import { DEFAULT_REQUEST, search } from '../../src/search.js';
import { withSeeds } from '../backends/collections.js';
import { PRINTED_TWICE } from '../printed-twice.js';
import { type Record, withIndex } from '../temporary-index.js';

function ask(index: OpenIndex, id: string, request: { limit?: number; offset?: number } = {}): VersionsAnswer {
  return listVersions(index, id, { limit: DEFAULT_VERSIONS_LIMIT, offset: 0, ...request });
}

/** `[-removed-]`, `{+added+}`, `(3)` for three words that are left out. */
function show({ versions }: VersionsAnswer): (string | undefined)[] {
  return versions.map(({ changes, reason }) => {
    const pieces = changes?.map(({ kind, text, leftOut }) => {
      const more = leftOut === undefined ? '' : ` (${leftOut})`;
      if (kind === 'kept') return `${text.trim()}${more}`;
      return kind === 'removed' ? `[-${text.trim()}${more}-]` : `{+${text.trim()}${more}+}`;
    });
    return pieces?.join(' ') ?? reason;
  });
}

function idsOf({ columns }: OpenIndex): string[] {
  return Array.from({ length: columns.documents }, (_, document) => columns.ids.get(document));
}

describe('in the folder seeds', () => {
  test('folding near copies finds what an agency sent twice, the earlier one named, and nothing else', () =>
    withSeeds((index) => {
      const { hits, groups, total } = search(index, { ...DEFAULT_REQUEST, fold: 'near', limit: 1000, snippets: 0 });
      const folded = hits.flatMap(({ id, versions }) => (versions === undefined ? [] : [{ id, ...versions }]));
      // A list without words is by date: of each pair the later one is the hit.
      const expected = PRINTED_TWICE.map(([earlier, later]) => {
        return { id: later, count: 2, ids: [later, earlier], earliest: earlier };
      });
      expect(folded.toSorted((a, b) => (a.earliest < b.earliest ? -1 : 1))).toEqual(expected);
      expect({ groups, hits: hits.length }).toEqual({ groups: total - 3, hits: total - 3 });
    }));

  test('of a pair the one that ranks best is the hit', () =>
    withSeeds((index) => {
      const pair: readonly string[] = PRINTED_TWICE[2];
      const find = (q: string, fold: 'off' | 'near') =>
        search(index, { ...DEFAULT_REQUEST, q, fold, limit: 1000, snippets: 0 }).hits.filter(({ id }) =>
          pair.includes(id),
        );
      const best = ['frontier lorries soldiers 34,000', 'frontier lorries closed overnight'].map((q) => {
        const [first] = find(q, 'off');
        const folded = find(q, 'near');
        expect(folded).toHaveLength(1);
        expect(folded[0]).toMatchObject({ id: first!.id, versions: { count: 2, earliest: pair[0] } });
        return first!.id;
      });
      expect(best.toSorted()).toEqual(pair);
    }));

  test('each of the pairs is a version of the other, and nothing else has any', () =>
    withSeeds((index) => {
      const found = idsOf(index).flatMap((id) => {
        const { total, earliest, versions } = ask(index, id);
        expect(versions).toHaveLength(total);
        return versions.map((version) => ({ id, other: version.id, exact: version.exact, earliest }));
      });
      const expected = PRINTED_TWICE.flatMap(([earlier, later]) => [
        { id: earlier, other: later, exact: false, earliest: earlier },
        { id: later, other: earlier, exact: false, earliest: earlier },
      ]);
      const inOrder = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
      expect(found.toSorted(inOrder)).toEqual(expected.toSorted(inOrder));
    }));

  test('what changed is told in both directions', () =>
    withSeeds((index) => {
      const [earlier, later] = PRINTED_TWICE[0];
      const [there] = show(ask(index, earlier));
      const [back] = show(ask(index, later));
      for (const change of ['At least [-17-] {+41+} people died', 'due [-on Saturday.-] {+today.+} On the', '(131)'])
        expect(there).toContain(change);
      for (const change of ['At least [-41-] {+17+} people died', 'due [-today.-] {+on Saturday.+} On the', '(131)'])
        expect(back).toContain(change);
    }));

  test('the pieces of each pair give the text of the version', () =>
    withSeeds((index) => {
      for (const pair of PRINTED_TWICE) {
        for (const [id, other] of [pair, pair.toReversed()]) {
          const body = index.documents.body(index.columns.find(other!)!);
          const pieces = ask(index, id!).versions[0]!.changes!.filter(({ kind }) => kind !== 'removed');
          let at = 0;
          for (const { text, leftOut = 0 } of pieces) {
            expect(body.slice(at, at + text.length)).toBe(text);
            at += text.length;
            for (let word = 0; word < leftOut; word += 1) at += /^\S+\s*/.exec(body.slice(at))![0].length;
          }
          expect(at).toBe(body.length);
        }
      }
    }));
});

describe('versions', () => {
  const STORY = Array.from({ length: 12 }, (_, i) => `Boat ${i} of the port left quay ${i * i} at dawn.`);
  const story = (...changes: string[]) => [...STORY, ...changes].join(' ');
  const RECORDS: Record[] = [
    { id: 'e', text: story() },
    { id: 'c', text: story(), date: '2021-05-02', title: 'Another headline' },
    { id: 'd', text: story('One came back.') },
    { id: 'b', text: story('One came back.'), date: '2021-05-02' },
    { id: 'a', text: story('None came back.'), date: '2022-01-01' },
    { id: 'alone', text: 'Rowers won five races in calm water.', date: '2020-01-01' },
  ];

  test('are the others, by date and id, undated ones last', () =>
    withIndex(RECORDS, (index) => {
      expect(ask(index, 'a')).toMatchObject({ total: 4, earliest: 'b' });
      expect(ask(index, 'a').versions.map(({ id }) => id)).toEqual(['b', 'c', 'd', 'e']);
      expect(ask(index, 'b').earliest).toBe('b');
      expect(ask(index, 'e').versions.map(({ id, date, exact }) => ({ id, date, exact }))).toEqual([
        { id: 'b', date: '2021-05-02', exact: false },
        { id: 'c', date: '2021-05-02', exact: false },
        { id: 'a', date: '2022-01-01', exact: false },
        { id: 'd', date: undefined, exact: false },
      ]);
    }));

  test('say what changed to each', () =>
    withIndex(RECORDS, (index) => {
      expect(show(ask(index, 'b'))).toEqual([
        'Boat 0 of the port left quay 0 at dawn. Boat 1 (96) at dawn. Boat 11 of the port left quay 121 at dawn. ' +
          '[-One came back.-]',
        expect.stringMatching(/^Boat 0 .* \[-One-\] \{\+None\+\} came back\.$/),
        expect.stringMatching(/^Boat 0 of the port left quay 0 at dawn\. Boat 1 \(\d+\) [^[{]*One came back\.$/),
        expect.stringMatching(/^Boat 0 .* at dawn\. \[-One came back\.-\]$/),
      ]);
    }));

  test('a document without copies has none', () =>
    withIndex(RECORDS, (index) =>
      expect(ask(index, 'alone')).toMatchObject({ total: 0, earliest: 'alone', versions: [] }),
    ));

  test('as many as are wanted, from where they are wanted', () =>
    withIndex(RECORDS, (index) => {
      const { versions } = ask(index, 'a');
      for (const [limit, offset] of [
        [0, 0],
        [1, 0],
        [2, 1],
        [10, 3],
        [10, 4],
        [1, 100],
      ] as const)
        expect(ask(index, 'a', { limit, offset })).toMatchObject({
          total: 4,
          versions: versions.slice(offset, offset + limit),
        });
    }));

  test('a document that is not there is not found', () =>
    withIndex(RECORDS, (index) =>
      expect(() => ask(index, 'nope')).toThrow(expect.objectContaining({ code: 'not_found', parameter: 'id' })),
    ));
});

describe('what is not compared', () => {
  const prose = (words: number) =>
    Array.from({ length: words }, (_, i) => `word${(i * i) % 997}${i % 11 === 10 ? '.' : ''}`).join(' ');

  test('texts that are too long together', () => {
    const long = prose(MOST_COMPARED / 10);
    return withIndex(
      [1, 2, 3].map((i) => ({ id: `${i}`, text: `${long} ${i}` })),
      (index) => {
        const { versions } = ask(index, '1');
        expect(versions).toMatchObject([
          { id: '2', changes: null },
          { id: '3', changes: null },
        ]);
        expect(versions[0]!.reason).toBe(`The two texts have more than ${MOST_COMPARED} UTF-16 units together.`);
      },
    );
  });

  test('more texts than one answer compares; another one does', () => {
    const text = prose(700);
    return withIndex(
      Array.from({ length: 20 }, (_, i) => ({ id: `${i + 10}`, text: `${text} ${i}` })),
      (index) => {
        const shown: unknown[] = [];
        let [offset, answers] = [0, 0];
        for (; offset < 19; answers += 1) {
          const { versions } = ask(index, '10', { limit: 100, offset });
          const compared = versions.findIndex(({ changes }) => changes === null);
          const last = compared === -1 ? versions.length : compared;
          expect(last).toBeGreaterThan(3);
          for (const { changes, reason } of versions.slice(last))
            expect({ changes, reason }).toEqual({
              changes: null,
              reason: expect.stringMatching(`offset=${offset + last}\\.$`),
            });
          shown.push(...versions.slice(0, last));
          offset += last;
        }
        expect(answers).toBe(3);
        const alone = Array.from({ length: 19 }, (_, i) => ask(index, '10', { limit: 1, offset: i }).versions[0]);
        expect(shown).toEqual(alone);
      },
    );
  });

  test('texts that differ in too many places', () => {
    // A word of each sentence is another one, which leaves most runs of five words as they are.
    const sentence = (i: number) => Array.from({ length: 25 }, (_, word) => `${i}w${word}`).join(' ');
    const text = (mark: string) => Array.from({ length: 130 }, (_, i) => `It ${sentence(i)} ${mark}${i}.`).join(' ');
    const records = ['a', 'b'].map((id) => ({ id, text: text(id) }));
    return withIndex(records, (index) =>
      expect(show(ask(index, 'a'))).toEqual(['The two texts differ in too many places.']),
    );
  });
});
