import { describe, expect, test } from '@jest/globals';
import type { Explanation, SearchRequest } from '../../src/answer.js';
import { minisearchBackend } from '../../src/backends/minisearch/backend.js';
import type { OpenIndex } from '../../src/backends/open.js';
import { explainDocument } from '../../src/search/explain-document.js';
import { DEFAULT_REQUEST, search } from '../../src/search.js';
import { DEFAULT_SETTINGS } from '../../src/settings.js';
import { seedRecords, withSeeds } from '../backends/collections.js';
import { withBackend } from '../backends/comparing.js';
import { type BenchQuery, createRandom, generateQueries } from '../bench/queries.js';
import { type Record, withIndex } from '../temporary-index.js';

const QUERIES = 1000;
const ALL = 100_000;
/** A deadline would only make tests depend on the machine. */
const PATIENT = { ...DEFAULT_SETTINGS, deadlineMs: 60_000 };

function ask(index: OpenIndex, request: Partial<SearchRequest>) {
  const bare = { ...DEFAULT_REQUEST, snippets: 0, fields: [], explain: true };
  return search(index, { ...bare, ...request }, PATIENT);
}

/** As a person would type it. */
function requestOf({ words, shape }: Pick<BenchQuery, 'words' | 'shape'>): Partial<SearchRequest> {
  if (shape === 'phrase') return { q: `"${words}"` };
  return { q: words, match: shape === 'all' ? 'all' : 'any', prefix: shape === 'prefix' };
}

/** What is wrong with an explanation: where details are said to add up or to multiply, they must. */
function problemOf({ value, description, combine, details }: Explanation): string | undefined {
  let combined = combine === 'sum' ? 0 : 1;
  for (const detail of details) combined = combine === 'sum' ? combined + detail.value : combined * detail.value;
  if (combine !== undefined && !(Math.abs(combined - value) <= 1e-9))
    return `${description}: ${value}, not ${combined}`;
  if (!Number.isFinite(value) || description === '') return `“${description}” is ${value}`;
  for (const detail of details) {
    const problem = problemOf(detail);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function expectSums(index: OpenIndex, request: Partial<SearchRequest>, random: (limit: number) => number): number {
  const { hits } = ask(index, { ...request, limit: ALL });
  for (const { id, score, explanation } of hits) {
    const isTold = explanation?.value === score && explanation.combine === 'sum';
    const problem = isTold ? problemOf(explanation) : 'its score is not told';
    if (problem !== undefined) throw new Error(`${JSON.stringify(request)} ${id}: ${problem}`);
  }
  // One of them is asked for by its id.
  const hit = hits[random(hits.length)];
  if (hit === undefined) return 0;
  const answer = explainDocument(index, hit.id, { ...DEFAULT_REQUEST, ...request }, PATIENT);
  expect(answer).toMatchObject({ rank: hit.rank, score: hit.score, explanation: hit.explanation, total: hits.length });
  return hits.length;
}

function textsOf({ documents, columns }: OpenIndex): string[] {
  return Array.from({ length: columns.documents }, (_, document) => documents.body(document));
}

describe('the parts add up to the score, and the answer about one document is the same', () => {
  const expectAll = (index: OpenIndex, count: number) => {
    const random = createRandom(5);
    let hits = 0;
    for (const query of generateQueries(textsOf(index), count)) hits += expectSums(index, requestOf(query), random);
    expect(hits).toBeGreaterThan(count);
  };

  test(
    `${QUERIES} queries of the folder seeds, every hit`,
    () => withSeeds((index) => expectAll(index, QUERIES)),
    120_000,
  );

  test(
    'of its documents with titles',
    async () => withIndex(await seedRecords(), (index) => expectAll(index, 200)),
    60_000,
  );

  test('without a graph', () => withSeeds(({ neighbours: _, ...index }) => expectAll(index, 100)), 60_000);

  test(
    'of the MiniSearch back end',
    async () => withBackend(await seedRecords(), minisearchBackend, (index) => expectAll(index, 100)),
    60_000,
  );

  test('behind the window too', async () => {
    const random = createRandom(11);
    const words = ['storm', 'ferry', 'harbour', 'port', 'strike', 'pay', 'crew', 'quay'];
    const records: Record[] = Array.from({ length: 450 }, (_, i) => ({
      id: `d${(i * 7) % 450}`,
      text: Array.from({ length: 3 + random(12) }, () => words[random(random(words.length) + 1)]).join(' '),
    }));
    await withIndex(records, (index) => {
      const said: string[] = [];
      for (const q of ['storm', 'storm ferry', 'ferry crew quay', 'storm -quay', '"storm ferry" harbour']) {
        const { total } = ask(index, { q, limit: 0 });
        for (let i = 0; i < 20; i += 1) expectSums(index, { q }, random);
        if (!q.includes('quay')) expect(total).toBeGreaterThan(250);
        for (const { rank, explanation } of ask(index, { q, limit: ALL }).hits)
          for (const { description, value } of explanation!.details)
            if (value !== 0 && /neighbours|nearest/.test(description)) said.push(`${rank > 200} ${description}`);
      }
      expect(said).toContain('true it is not among the best 200, so that its neighbours do not count');
      expect(said.filter((one) => /^true.*[1-9]\d* of|^false it is not/.test(one))).toEqual([]);
    });
  });

  test('whatever is asked', () =>
    withSeeds((index) => {
      const requests: Partial<SearchRequest>[] = [
        { q: 'breakwater storm', sort: 'date:desc' },
        { q: 'breakwater storm', sort: 'date:asc', filter: [{ field: 'folder', value: 'harbour' }] },
        { q: 'breakwater storm harbour', from: '2020', to: '2021-06' },
        { q: '(breakwater OR ferry) AND (storm OR -strike) harbour' },
        { q: 'ferry ferry storm' },
        { q: 'the ferry "of the"' },
        { q: 'date:2021' },
        { q: '' },
        { q: '-ferry' },
        { q: 'breakwatr' },
        { q: 'ferry^2.5 "boil notice"^0.5 (storm OR harbour)^3' },
        { q: 'breakwater NEAR/8 storm ferry PRE/9 crew' },
        { q: '"breakwater storm"~6 har*bour wom?n ferri~ =storms' },
        { q: 'body:ferry title:ferry body:"the ferry" body:har* folder:harbour' },
      ];
      for (const request of requests) expect(expectSums(index, request, createRandom(3))).toBeGreaterThan(0);
    }));
});

describe('plain words', () => {
  const RECORDS: Record[] = [
    { id: 'a', title: 'Ferry strike', text: 'The ferry was late; the ferry crew had gone on strike over oil prices.' },
    { id: 'b', text: 'Oil was dear. The prices of milk fell.' },
    { id: 'c', text: 'Rowers won five races; the regatta was held in calm water.' },
    ...Array.from({ length: 40 }, (_, i) => ({ id: `n${i}`, text: `Milk prices fell again, said dairy number ${i}.` })),
  ];

  const describeHit = (index: OpenIndex, q: string, id: string) => {
    const hit = ask(index, { q, limit: ALL }).hits.find((one) => one.id === id);
    return hit?.explanation?.details.map(({ description }) => description);
  };

  test('say how rare a word is, how often it is there, where, and what is near', () =>
    withIndex(RECORDS, (index) => {
      const described = describeHit(index, 'ferry oil prices "gone on strike"', 'a');
      expect(described?.slice(0, 5)).toEqual([
        '“ferry”: rare word (in 1 of 43 articles), 3 times, once of these in the title',
        '“oil”: rare word (in 2 of 43 articles), once',
        '“prices”: common word (in 42 of 43 articles), once',
        '“gone on strike”: rare phrase (in 1 of 43 articles), once',
        '“ferry” and “oil” stand 4 words apart in the body',
      ]);
      expect(described).toContain('“oil” and “prices” stand side by side in the body');
    }));

  test('name the field, the pattern and the correction', () =>
    withIndex(RECORDS, (index) => {
      expect(describeHit(index, 'ferr*', 'a')?.[0]).toBe(
        '“ferr*”: beginning of words (in 1 of 43 articles), 3 times, once of these in the title',
      );
      expect(describeHit(index, 'regata', 'c')?.[0]).toBe(
        '“regatta” (for “regata”): rare word (in 1 of 43 articles), once',
      );
    }));

  test('say what the neighbours do', () =>
    withIndex(RECORDS, (index) => {
      const sayings = ['milk', 'oil prices', 'ferry oil prices'].flatMap((q) =>
        ask(index, { q, limit: ALL }).hits.flatMap(({ explanation }) => explanation!.details),
      );
      for (const { value, description } of sayings.filter((one) => one.description.includes('articles nearest'))) {
        if (value > 0) expect(description).toMatch(/also match, and better \(\d+ of \d+ match\)$/);
        if (value < 0) expect(description).toMatch(/match less \(\d+ of \d+ match\)$/);
        if (value === 0) expect(description).toContain('do not agree here');
      }
    }));

  test('say why there is no graph', () =>
    withIndex(RECORDS, ({ neighbours: _, ...index }) => {
      const left = {
        ...index,
        manifest: { ...index.manifest, neighbours: { leftOut: '43 documents are more than 0.' } },
      };
      expect(describeHit(left, 'milk', 'n1')).toContain(
        'the articles nearest to it do not count: 43 documents are more than 0.',
      );
      expect(describeHit(index, 'milk', 'n1')).toContain(
        'the articles nearest to it do not count: they cannot be read',
      );
    }));
});

test('a hit has an explanation only where it is asked for', () =>
  withSeeds((index) => {
    for (const { explanation } of ask(index, { q: 'ferry', explain: false }).hits) expect(explanation).toBeUndefined();
  }));
