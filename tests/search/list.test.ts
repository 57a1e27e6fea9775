/**
 * One list, cut in every way: by offset, by cursor, within and behind the window that is ranked again, with copies
 * folded and without. What is compared with is the whole list at once, folded by hand.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Hit, SearchRequest } from '../../src/answer.js';
import type { OpenIndex } from '../../src/backends/open-generation.js';
import { RECIPE } from '../../src/ranking/recipe.js';
import { DEFAULT_REQUEST, rank, search } from '../../src/search.js';
import { createRandom } from '../bench/queries.js';
import { buildIndex, type Record } from '../temporary-index.js';

const WORDS = 'storm harbour ferry pilot council budget bridge market school river engine strike'.split(' ');

/** More documents than the window holds; every seventh is a copy of an earlier one, word for word or with a word more. */
function makeRecords(count: number): Record[] {
  const random = createRandom(5);
  const records: Record[] = [];
  for (let i = 0; i < count; i += 1) {
    const source = i % 7 === 6 ? records[random(records.length)]! : undefined;
    const fresh = Array.from({ length: 12 + random(30) }, () => `${WORDS[random(WORDS.length)]}`).join(' ');
    const text = source === undefined ? `report${i} ${fresh}` : `${source.text}${random(2) === 0 ? '' : ' again'}`;
    records.push({
      id: `d${String(i).padStart(4, '0')}`,
      title: '',
      text,
      date: `20${10 + random(12)}-03-0${1 + random(9)}`,
    });
  }
  return records;
}

const REQUESTS: readonly (Partial<SearchRequest> & { readonly name: string })[] = [
  { name: 'one word', q: 'storm' },
  { name: 'several words', q: 'storm harbour ferry pilot' },
  { name: 'all words', q: 'storm harbour', match: 'all' },
  { name: 'an exclusion', q: 'storm -ferry' },
  { name: 'a filter', q: 'storm council', from: '2014', to: '2018' },
  { name: 'by date', q: 'storm', sort: 'date:desc' },
  { name: 'browsing', q: '' },
  { name: 'few documents', q: 'report3' },
];

const FOLDS = ['off', 'exact', 'near'] as const;

function ask(index: OpenIndex, request: Partial<SearchRequest>) {
  return search(index, { ...DEFAULT_REQUEST, snippets: 0, fields: [], ...request });
}

/** The whole list at once, and of each group of copies only the first. */
function foldByHand(index: OpenIndex, hits: readonly Hit[], fold: 'off' | 'exact' | 'near'): Hit[] {
  if (fold === 'off') return [...hits];
  const seen = new Set<number>();
  return hits.filter(({ id }) => {
    const group = index.duplicates.firsts[fold][index.columns.find(id)!]!;
    return !seen.has(group) && seen.add(group);
  });
}

const idsAndScores = (hits: readonly Hit[]) => hits.map(({ id, score, rank }) => ({ id, score, rank }));

let base: string;
let index: OpenIndex;

beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'broadsheet-list-'));
  index = await buildIndex(base, makeRecords(520));
});

afterAll(() => {
  index?.close();
  rmSync(base, { recursive: true, force: true });
});

describe('a list of more documents than the window', () => {
  test.each(REQUESTS.flatMap(({ name, ...request }) => FOLDS.map((fold) => ({ name, request, fold }))))(
    '$name, fold $fold',
    ({ request, fold }) => {
      const whole = ask(index, { ...request, limit: 1000 });
      expect(whole.hits).toHaveLength(whole.total);
      if (request.q === 'storm') expect(whole.total).toBeGreaterThan(RECIPE.window + 50);
      const expected = idsAndScores(foldByHand(index, whole.hits, fold)).map((hit, i) => ({ ...hit, rank: i + 1 }));

      const folded = ask(index, { ...request, fold, limit: 1000 });
      expect(idsAndScores(folded.hits)).toEqual(expected);
      expect([folded.total, folded.groups]).toEqual([whole.total, fold === 'off' ? undefined : expected.length]);
      const counted = folded.hits.reduce((sum, { versions }) => sum + (versions?.count ?? 1), 0);
      if (fold !== 'off') expect(counted).toBe(whole.total);

      for (const limit of [7, 50, 199]) {
        const paged: Hit[] = [];
        for (let cursor: string | null | undefined; cursor !== null; ) {
          const page = ask(index, { ...request, fold, limit, ...(cursor === undefined ? {} : { cursor }) });
          paged.push(...page.hits);
          cursor = page.nextCursor;
        }
        expect(idsAndScores(paged)).toEqual(expected);
      }
      for (const offset of [0, 3, 150, 195, 200, 260, 600]) {
        const { hits } = ask(index, { ...request, fold, limit: 10, offset });
        expect(idsAndScores(hits)).toEqual(expected.slice(offset, offset + 10));
      }
    },
  );

  test.each(REQUESTS.filter(({ q, sort }) => q !== '' && sort === undefined))(
    'scores never rise along it, and the parts of each add up: $name',
    ({ name: _, ...request }) => {
      const { hits } = rank(index, { ...DEFAULT_REQUEST, ...request, limit: 1000 });
      expect(hits.every(({ score }, i) => i === 0 || score <= hits[i - 1]!.score)).toBe(true);
      for (const { score, parts } of hits) {
        const { bm25, near, neighbours, push } = parts!;
        expect(bm25 + near + neighbours + push).toBeCloseTo(score, 12);
      }
      // Behind the window there is no near bonus and no push, and each score is less by the same share.
      const shares = hits.slice(RECIPE.window).map(({ score, parts }) => score / parts!.bm25);
      for (const share of shares) expect(share).toBeCloseTo(shares[0]!, 12);
    },
  );

  test('versions name the hit first, then the others by date, and the earliest', () => {
    const { hits } = ask(index, { q: 'storm', fold: 'near', limit: 1000 });
    const folded = hits.filter(({ versions }) => versions !== undefined);
    expect(folded.length).toBeGreaterThan(10);
    for (const { id, versions } of folded) {
      expect(versions!.ids[0]).toBe(id);
      expect(versions!.ids).toHaveLength(versions!.count);
      const dates = versions!.ids.map((other) => index.columns.dates[index.columns.find(other)!]!);
      expect(index.columns.dates[index.columns.find(versions!.earliest)!]).toBe(Math.min(...dates));
      expect(dates.slice(1)).toEqual(dates.slice(1).toSorted((a, b) => a - b));
    }
  });
});
