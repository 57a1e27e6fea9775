/**
 * What every back end must do, whatever it is made of: the same matches and the same scores as the oracle, in the
 * promised order. A back end's own test calls this with its name.
 */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Backend, Question } from '../../src/backends/backend.js';
import { createDeadline } from '../../src/backends/deadline.js';
import { formatDay } from '../../src/documents/date.js';
import { Bitmap } from '../../src/index/bitmap.js';
import { filterByDate } from '../../src/index/facets.js';
import { rankingFor } from '../../src/ranking/bm25.js';
import { createRandom } from '../bench/queries.js';
import type { Record } from '../temporary-index.js';
import {
  ask,
  compare,
  comparePages,
  findDifference,
  findWrongCounts,
  members,
  read,
  withBackend,
  withOracle,
} from './comparing.js';
import { createCorpus, OPERATORS } from './operators.js';

/** Words that share stems, prefixes and stop words, and one that every object has as a property. */
const WORDS = [
  'port',
  'ports',
  'ported',
  'porter',
  'election',
  'elections',
  'elect',
  'storm',
  'constructor',
  'the',
  'of',
  'own',
  'owns',
  'US',
  '175,000',
];

const words = (most: number) => fc.array(fc.constantFrom(...WORDS), { maxLength: most }).map((list) => list.join(' '));
const day = fc.option(fc.integer({ min: 18_000, max: 18_010 }), { nil: undefined, freq: 1 });
const corpus = fc.array(fc.record({ title: words(3), text: words(12), day }), { minLength: 1, maxLength: 12 });

const clause = fc.oneof(
  fc.constantFrom(...WORDS),
  fc.constantFrom('por*', 'elec*', 'po*'),
  fc.array(fc.constantFrom(...WORDS), { minLength: 2, maxLength: 3 }).map((list) => `"${list.join(' ')}"`),
  fc.integer({ min: 18_000, max: 18_010 }).map((date) => `after:${formatDay(date)}`),
);
const signed = fc.tuple(fc.constantFrom('', '', '', '+', '-'), clause).map((parts) => parts.join(''));
const queryText = fc.oneof(
  fc.array(signed, { minLength: 1, maxLength: 5 }).map((list) => list.join(' ')),
  fc.tuple(clause, clause, clause).map(([a, b, c]) => `(${a} OR ${b}) AND NOT ${c}`),
  fc.tuple(clause, clause, clause, clause).map(([a, b, c, d]) => `((${a} ${b}) AND ${c}) OR (${a} AND -(${d} ${b}))`),
  fc.tuple(clause, clause, clause, clause).map(([a, b, c, d]) => `${a} ${a} +(${b} OR (${c} AND -${d}))`),
);

/** Eleven forms of one stem: a posting has bits for eight. In alphabetical order, as they are numbered. */
const CONNECT = [
  'connect',
  'connectable',
  'connectance',
  'connected',
  'connecter',
  'connectible',
  'connecting',
  'connection',
  'connections',
  'connective',
  'connects',
];

/** Queries of each operator, on collections of so many documents. */
const QUERIES = 2000;
const COLLECTIONS = 4;
const DOCUMENTS = 15;

/** `refused`: operators of which the back end does not answer every query, and why. What it answers must be right. */
export function describeBackend(backend: Backend, refused: ReadonlyMap<string, string> = new Map()): void {
  describe(`the ${backend.name} back end`, () => {
    describe.each(Object.entries(OPERATORS))('%s', (name, draw) => {
      const reason = refused.get(name);
      if (reason === undefined) {
        test('are found and scored as the oracle does', async () => {
          // Whoever refuses some is slow at the others.
          const found = await askOracle(backend, draw, refused.size === 0 ? QUERIES : QUERIES / 10);
          expect(found).toMatchObject({ wrong: [], refused: 0 });
          expect(found.matching).toBeGreaterThan(found.asked / 20);
        });
      } else {
        test(`are refused where ${reason}`, async () => {
          const found = await askOracle(backend, draw, QUERIES / 10);
          expect(found).toMatchObject({ wrong: [] });
          expect(found.refused).toBeGreaterThan(found.asked / 5);
        });
      }
    });

    test('finds and scores as the oracle does, on any collection', async () => {
      await fc.assert(
        fc.asyncProperty(corpus, fc.array(queryText, { minLength: 10, maxLength: 20 }), async (documents, texts) => {
          await withOracle(documents, backend, (index, oracle) => {
            for (const text of texts) compare(index, oracle, text);
          });
        }),
        { numRuns: 40 },
      );
    });

    test('filters, sort keys and pages leave nothing out and nothing twice', async () => {
      const pages = fc.record({
        text: queryText,
        filter: fc.option(fc.bigInt({ min: 0n, max: 4095n }), { nil: undefined }),
        keys: fc.constantFrom('score', 'newest', 'oldest'),
        k: fc.integer({ min: 1, max: 5 }),
      });
      await fc.assert(
        fc.asyncProperty(corpus, fc.array(pages, { minLength: 5, maxLength: 10 }), async (documents, all) => {
          await withOracle(documents, backend, (index, oracle) => {
            for (const wanted of all) comparePages(index, oracle, wanted);
          });
        }),
        { numRuns: 20 },
      );
    });

    test('lists of hundreds of documents, with gaps and without, are walked right', async () => {
      const random = createRandom(7);
      const documents = Array.from({ length: 300 }, (_, i) => {
        const text = Array.from({ length: 4 + random(12) }, () => WORDS[random(random(WORDS.length) + 1)]!);
        if (i % 149 === 17) text.push('rare');
        if (i > 250) text.push('late', CONNECT[i % CONNECT.length]!);
        if (i % 3 !== 0) text.push('storm', 'common');
        return { title: i % 5 === 0 ? 'common' : '', text: text.join(' '), day: i % 7 === 0 ? undefined : 18_000 + i };
      });
      const queries = [
        'common AND rare',
        'rare AND late AND common',
        'late AND common AND port',
        '"storm common" AND rare',
        '"storm common"',
        '"common late"',
        '"late connecting storm"',
        '"storm common late"',
        '+common +connecti* after:2019-09-01',
        'rare OR (late AND -connecti*)',
        'own* -"storm common" common',
        '"port port" "the port"',
        '"own storm"',
        '"storm owns"',
        '"own owns" OR "owns the"',
        '+the +own +rare',
      ];
      const others = [
        'rare NEAR/3 common',
        'late NEAR/4 common NEAR/9 storm',
        '(own OR "the port") PRE/6 (st* OR late)',
        '"common storm late"~4',
        'title:common body:common title:"common"',
        '=owns NEAR/2 =own',
        '="storm common"',
        'connect?on* connects~ -=connects',
        'title:por* body:=storm',
        'common^3 AND -(rare NEAR/5 storm)',
      ];
      await withOracle(documents, backend, (index, oracle) => {
        for (const text of [...queries, ...(refused.size === 0 ? others : [])]) compare(index, oracle, text);
      });
    });

    test('a prefix takes those of the forms of a stem that begin with it, however many there are', async () => {
      const random = createRandom(3);
      const documents = Array.from({ length: 80 }, (_, i) => ({
        title: CONNECT[random(CONNECT.length)]!,
        text: Array.from({ length: 1 + (i % 5) }, () => CONNECT[random(CONNECT.length)]).join(' '),
        day: undefined,
      }));
      await withOracle(documents, backend, (index, oracle) => {
        expect(index.forms.ofTerm('connect').map(({ form }) => form)).toEqual(CONNECT);
        for (const form of CONNECT) compare(index, oracle, `${form}*`);
        for (const text of ['con*', 'connecti*', 'connectiv* connecta*', 'connection* -connections*'])
          compare(index, oracle, text);
      });
    });

    test.each([
      { name: 'one document', documents: ['The storm closed the port.'] },
      { name: 'stop words alone', documents: ['the of the', 'of'] },
      { name: 'a word that is a stop word in another form', documents: ['own', 'owns', 'the owns own', 'storm'] },
      { name: 'words that repeat', documents: ['storm storm storm', 'storm port storm', 'port storm'] },
      { name: 'names of properties', documents: ['constructor', '__proto__ toString', 'hasOwnProperty'] },
    ])('$name', async ({ documents }) => {
      const queries = [
        'storm',
        'storm storm',
        '"storm storm"',
        '"storm storm storm"',
        '"storm port storm"',
        'the',
        'own',
        'owns',
        '+own',
        '"own"',
        '"the own"',
        '"the owns own"',
        '"own owns"',
        'own* -own',
        'constructor toString hasOwnProperty __proto__',
        '"__proto__ toString"',
        'to* has*',
        '-storm',
        '',
      ];
      await withOracle(
        documents.map((text) => ({ title: '', text, day: undefined })),
        backend,
        (index, oracle) => {
          for (const text of queries) compare(index, oracle, text);
        },
      );
    });

    test('no candidates are wanted: the total is there all the same', async () => {
      await withBackend([{ id: 'a', text: 'storm' }], backend, (index) => {
        for (const text of ['storm', '+storm']) {
          const found = ask(index, read(index, text), { k: 0 });
          expect(found).toMatchObject({ candidates: [], total: 1 });
          expect(members(found.matches)).toEqual([0]);
        }
      });
    });

    test('what was lent for a question comes back as it was', async () => {
      await withBackend(records('storm', 'storm port', 'port'), backend, (index) => {
        const filter = new Bitmap(3);
        filter.add(1);
        for (const text of ['storm', 'storm AND port', 'storm -port']) ask(index, read(index, text), { filter });
        expect(members(filter)).toEqual([1]);
      });
    });

    test('the matches of an answer can be read after the next answer', async () => {
      await withBackend(records('storm', 'storm port', 'port'), backend, (index) => {
        const queries = ['storm', '+storm +port', 'storm port', '-storm', '"storm port"'];
        const answers = queries.map((text) => ask(index, read(index, text)));
        expect(answers.map(({ matches }) => members(matches))).toEqual([[0, 1], [1], [0, 1, 2], [2], [1]]);
      });
    });

    test('a document frequency counts the documents that a term matches', async () => {
      await withBackend(records('own owns', 'own', 'owns', 'storm'), backend, (index) => {
        const frequency = (term: string, stopWord: boolean) => index.backend.documentFrequency({ term, stopWord });
        expect([frequency('own', false), frequency('own', true), frequency('storm', false)]).toEqual([2, 3, 1]);
        expect(frequency('nowhere', false)).toBe(0);
      });
    });

    test('frequencies above 255 and long documents are exact', async () => {
      const documents = [
        { title: '', text: `${'storm '.repeat(300)}port`, day: undefined },
        { title: '', text: `${'filler '.repeat(70_000)}storm`, day: undefined },
        { title: 'storm', text: 'port of storm', day: undefined },
        { title: 'port '.repeat(300), text: 'port '.repeat(254), day: undefined },
      ];
      const queries = ['storm', '"storm port"', '+storm -port', 'filler storm', 'fil*', '+port', '"port port"'];
      const others = [
        'title:port body:port',
        'title:storm NEAR/2 storm',
        'filler NEAR/1 storm',
        'storm PRE/3 port',
        '=port body:stor?',
        '"port of storm"~2',
        'port NEAR/1 port',
      ];
      await withOracle(documents, backend, (index, oracle) => {
        for (const text of [...queries, ...(refused.size === 0 ? others : [])]) compare(index, oracle, text);
      });
    });

    test('an empty collection answers nothing', async () => {
      await withBackend([], backend, (index) => {
        expect(members(ask(index, read(index, 'storm')).matches)).toEqual([]);
        expect(members(ask(index, read(index, '-storm')).matches)).toEqual([]);
      });
    });

    test('equal scores are ordered by document id, not by place in the file', async () => {
      const same: Record[] = ['m', 'z', 'a', 'B', 'é'].map((id) => ({ id, text: 'the same storm' }));
      await withBackend(same, backend, (index) => {
        const order = ask(index, read(index, 'storm')).candidates.map(({ document }) =>
          index.columns.ids.get(document),
        );
        expect(order).toEqual(['B', 'a', 'm', 'z', 'é']);
      });
    });

    test('a query that takes too long is refused and names what took it', async () => {
      await withBackend([{ id: 'a', text: 'storm '.repeat(70_000) }], backend, (index) => {
        let time = 0;
        const deadline = createDeadline(5, () => (time += 3));
        const late = () =>
          index.backend.find({
            query: read(index, '"storm storm storm"'),
            select: () => filterByDate(index.columns, undefined, undefined),
            ranking: rankingFor(1),
            sort: { tie: index.columns.idRank },
            k: 1,
            deadline,
          });
        expect(() => {
          for (let i = 0; i < 5; i += 1) late();
        }).toThrow(/longer than 5 ms.*storm storm storm/);
      });
    });

    test('a query that was given up leaves nothing behind', async () => {
      const documents = ['storm port', 'storm porter ports', 'election storm', 'port elections'].map((text) => ({
        title: 'storm',
        text,
        day: undefined,
      }));
      const queries = [
        'storm port',
        'por*',
        'storm elec* por*',
        '+storm +elec* "storm port"',
        'storm "port elections"',
        ...(refused.size === 0
          ? ['storm NEAR/3 (por* OR election)', 'title:storm body:port =ports', '"storm porter"~3 port NEAR/2 storm']
          : []),
      ];
      await withOracle(documents, backend, (index, oracle) => {
        for (const text of queries) {
          const steps = giveUpAfter(Number.POSITIVE_INFINITY);
          ask(index, read(index, text), { deadline: steps });
          expect(steps.calls).toBeGreaterThan(0);
          for (let calls = 0; calls < steps.calls; calls += 1) {
            const deadline = giveUpAfter(calls);
            expect(() => ask(index, read(index, text), { deadline })).toThrow('given up');
            for (const next of queries) compare(index, oracle, next);
          }
        }
      });
    });
  });
}

/** The queries of an operator that are answered otherwise than by the oracle. */
async function askOracle(backend: Backend, draw: (random: (limit: number) => number) => string, queries: number) {
  const random = createRandom(11);
  const found = { asked: 0, matching: 0, refused: 0, wrong: [] as string[] };
  for (let collection = 1; collection <= COLLECTIONS; collection += 1) {
    await withOracle(createCorpus(collection, DOCUMENTS), backend, (index, oracle) => {
      for (let i = 0; i < queries / COLLECTIONS; i += 1) {
        const text = draw(random);
        const query = read(index, text);
        const difference = findDifference(index, oracle, query);
        found.asked += 1;
        if (oracle.matches(query).length > 0) found.matching += 1;
        if (difference === 'unsupported') found.refused += 1;
        else if (difference !== undefined) found.wrong.push(`${text}: ${difference}`);
        else if (i % 10 === 0) found.wrong.push(...findWrongCounts(index, oracle, query));
      }
    });
  }
  return found;
}

/** A deadline that passes at some call of `spend`. */
function giveUpAfter(calls: number): Question['deadline'] & { calls: number } {
  return {
    calls: 0,
    spend() {
      if (this.calls >= calls) throw new Error('given up');
      this.calls += 1;
    },
    spender() {
      return () => this.spend(0, '');
    },
  };
}

function records(...texts: string[]): Record[] {
  return texts.map((text, i) => ({ id: `d${i}`, text }));
}
