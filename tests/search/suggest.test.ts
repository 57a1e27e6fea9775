import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { analyzer } from '../../src/analysis/analyzer.js';
import type { Completion } from '../../src/answer.js';
import { minisearchBackend } from '../../src/backends/minisearch/backend.js';
import type { IndexOnDisk, OpenIndex } from '../../src/backends/open.js';
import { SearchError } from '../../src/errors.js';
import { generationPath } from '../../src/index/directory.js';
import { suggest } from '../../src/search/suggest.js';
import { DEFAULT_REQUEST, rank } from '../../src/search.js';
import { withSeeds } from '../backends/collections.js';
import { createRandom } from '../bench/queries.js';
import { buildIndex, type Record } from '../temporary-index.js';

const ARTICLES: Record[] = [
  { id: 'a', title: 'Elections in Ukraine', date: '2021-03-01', text: 'Ukraine’s elections: election observers.' },
  { id: 'b', title: 'Election of a mayor', date: '2021-12-01', text: 'The electric ferry, and the election.' },
  {
    id: 'c',
    title: 'A ferry for Ukraine',
    date: '2021-02-01',
    text: 'Electric engines, electricity, electrons, 1987.',
  },
  { id: 'd', title: 'A ferry for Ukraine', date: '2021-02-02', text: 'The same. The café at the quay, 175,000 cups.' },
  { id: 'g', text: 'The eager ones took an early eastern ferry, and an engine.' },
  { id: 'e', text: 'Elections of the north-east began. The U.S. observers, used to ferries, whom nobody knew.' },
  { id: 'h', title: 'Abel ferried none', date: '2022-02-02', text: 'Nothing.' },
  { id: 'f', text: 'Early to the North.' },
];

let base: string;
let index: IndexOnDisk;
beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'broadsheet-'));
  index = await buildIndex(base, ARTICLES);
});
afterAll(() => {
  index.close();
  rmSync(base, { recursive: true, force: true });
});

/** `text frequency(+together)` of each completion. */
function complete(q: string, limit = 6, of: OpenIndex = index): string[] {
  return suggest(of, { q, limit }).completions.map(
    ({ text, documentFrequency, together }) =>
      `${text} ${documentFrequency}${together === undefined ? '' : `+${together}`}`,
  );
}

function titles(q: string, limit = 6): string[] {
  return suggest(index, { q, limit }).titles.map(({ id }) => id);
}

describe('completions', () => {
  test.each([
    {
      name: 'the commonest form of each stem, then the others',
      q: 'elec',
      expected: ['election 2', 'electric 2', 'electrons 1', 'elections 2', 'electricity 1'],
    },
    { name: 'a word that is there completes itself', q: 'mayor', expected: ['mayor 1'] },
    { name: 'letters stay as typed', q: 'Ukr', expected: ['Ukraine 3'] },
    { name: 'capitals throughout do not', q: 'UKR', expected: ['ukraine 3'] },
    { name: 'accents are folded', q: 'caf', expected: ['cafe 1'] },
    { name: 'typed with its accent', q: 'Café', expected: ['Café 1'] },
    { name: 'a possessive', q: 'Ukraine’s', expected: ['Ukraine’s 3'] },
    { name: 'a possessive half typed', q: 'Ukraine’', expected: ['Ukraine 3'] },
    { name: 'an abbreviation', q: 'U.S', expected: ['U.S 1', 'used 1'] },
    { name: 'a number', q: '175', expected: ['175000 1'] },
    { name: 'a number with its comma', q: '175,', expected: ['175000 1'] },
    {
      name: 'part of a word with a hyphen, by the company of the other',
      q: 'north-ea',
      expected: ['north-east 1+1', 'north-early 2+1', 'north-eager 1+0', 'north-eastern 1+0'],
    },
    {
      name: 'those that go best with the words before come first',
      q: 'engines elec',
      expected: [
        'engines electrons 1+1',
        'engines electric 2+1',
        'engines election 2+0',
        'engines electricity 1+1',
        'engines elections 2+0',
      ],
    },
    { name: 'in a phrase', q: '"ferry for ukr', expected: ['"ferry for ukraine 3+2'] },
    { name: 'after an operator', q: 'ferry AND ukr', expected: ['ferry AND ukraine 3+2'] },
    { name: 'after a sign', q: 'ferry -ukr', expected: ['ferry -ukraine 3+2'] },
    { name: 'in a field', q: 'title:ukr', expected: ['title:ukraine 3'] },
    { name: 'in a bracket', q: '(ferry OR ukr', expected: ['(ferry OR ukraine 3+2'] },
    { name: 'words before that exclude are no company', q: '-ferry ukr', expected: ['-ferry ukraine 3'] },
    { name: 'nor are stop words', q: 'the ukr', expected: ['the ukraine 3'] },
    { name: 'nor words that are nowhere', q: 'xyzzy ukr', expected: ['xyzzy ukraine 3'] },
    { name: 'an operator half typed is a word', q: 'ferry AN', expected: ['ferry and 2+2', 'ferry AN 1+1'] },
    { name: 'stop words where nothing else begins so', q: 'who', expected: ['whom 1'] },
    { name: 'none of an empty text', q: '', expected: [] },
    { name: 'none of blanks and signs', q: ' - "', expected: [] },
    { name: 'none behind a blank', q: 'elec ', expected: [] },
    { name: 'none behind a bracket', q: '(elec)', expected: [] },
    { name: 'none where nothing begins so', q: 'elecx', expected: [] },
    { name: 'none in a date', q: 'ferry date:1', expected: [] },
    { name: 'none in a whole date', q: 'after:2021', expected: [] },
    { name: 'none of a number of edits', q: 'elec~1', expected: [] },
    { name: 'none of a distance', q: 'ferry NEAR/1', expected: [] },
  ])('$name: $q', ({ q, expected }) => expect(complete(q)).toEqual(expected));

  test('are as many as asked for', () => {
    expect(complete('e', 0)).toEqual([]);
    expect(complete('e', 1)).toHaveLength(1);
    expect(complete('e', 100).length).toBeGreaterThan(6);
  });

  test('of a long text cost no more than those of its last words', () => {
    const words = Array.from({ length: 250 }, (_, i) => `word${i}`).join(' ');
    expect(complete(`${words} ukr`)).toEqual([`${words} ukraine 3`]);
    expect(refusal(() => complete('x'.repeat(4097)))).toBe('query_too_long');
  });

  test('are the same from the fallback', async () => {
    const { manifest, forms, documents } = index;
    const path = generationPath(index.directory, index.generation);
    const fallback = { ...index, backend: await minisearchBackend.open({ path, manifest, forms, documents }) };
    for (const q of ['elec', 'mayor elec', 'north-ea', '"ferry for ukr', 'the election f'])
      expect(suggest(fallback, { q, limit: 6 })).toEqual(suggest(index, { q, limit: 6 }));
  });
});

function refusal(action: () => unknown): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    return error instanceof SearchError ? error.code : String(error);
  }
}

describe('titles', () => {
  test.each([
    { name: 'the newest first, undated ones last', q: 'elec', expected: ['b', 'a', 'e'] },
    { name: 'those that begin so before newer ones', q: 'a', expected: ['h', 'd', 'b', 'g'] },
    { name: 'those with just the words before, not longer ones', q: 'a fer', expected: ['d', 'h', 'g'] },
    { name: 'with the stop word before, too', q: 'the e', expected: ['g', 'b', 'a', 'e', 'f'] },
    { name: 'of which any word begins so', q: 'ukr', expected: ['a', 'd'] },
    { name: 'once each, the newest document', q: 'a ferry', expected: ['d', 'g'] },
    { name: 'that hold all words', q: 'ukraine ele', expected: ['a'] },
    { name: 'in any form', q: 'elections may', expected: ['b'] },
    { name: 'derived from the text', q: 'north-east beg', expected: ['e'] },
    { name: 'without the stop words before', q: 'the elections of the n', expected: ['e'] },
    { name: 'that begin with all words as typed, first', q: 'elections in', expected: ['a'] },
    { name: 'with stop words where one is begun', q: 'o', expected: ['b', 'e', 'g'] },
    { name: 'that hold the word behind which a blank stands', q: 'ukraine ', expected: ['a', 'd'] },
    { name: 'but not as a beginning', q: 'ukr ', expected: [] },
    { name: 'not of a stop word with a blank', q: 'a ', expected: [] },
    { name: 'none with a word that is nowhere', q: 'xyzzy fer', expected: [] },
    { name: 'none where the word is in texts only', q: 'caf', expected: [] },
    { name: 'none of an empty text', q: '', expected: [] },
    { name: 'none in a date', q: 'ferry date:2', expected: [] },
  ])('$name: $q', ({ q, expected }) => expect(titles(q)).toEqual(expected));

  test('have a date where there is one', () => {
    expect(suggest(index, { q: 'north', limit: 2 }).titles).toEqual([
      { id: 'e', title: 'Elections of the north-east began.' },
      { id: 'f', title: 'Early to the North.' },
    ]);
    expect(suggest(index, { q: 'mayor', limit: 2 }).titles).toEqual([
      { id: 'b', title: 'Election of a mayor', date: '2021-12-01' },
    ]);
    expect(titles('e', 1)).toHaveLength(1);
  });
});

/** What is wrong with the completions of a word that is being typed. */
function faultsOf(of: OpenIndex, q: string): string[] {
  const { completions } = suggest(of, { q, limit: 6 });
  const prefix = analyzer.analyze(q).at(-1)!.form;
  const isContinuation = ({ text, form, documentFrequency }: Completion) =>
    form.startsWith(prefix) &&
    of.forms.find(form)?.documentFrequency === documentFrequency &&
    analyzer.analyze(text).at(-1)?.form === form;
  if (completions.length === 0) return [`nothing for ${q}`];
  return completions.filter((completion) => !isContinuation(completion)).map(({ text }) => `${text} for ${q}`);
}

test('never empty while the word begins a form, and nothing but continuations', () =>
  withSeeds((seeds) => {
    const random = createRandom(5);
    const beginnings = new Set<string>();
    for (let i = 0; i < 2000; i += 1) {
      const letters = [...seeds.forms.at(random(seeds.forms.size)).form];
      for (let length = 1; length <= letters.length; length += 1) beginnings.add(letters.slice(0, length).join(''));
    }
    expect(beginnings.size).toBeGreaterThan(4000);
    expect([...beginnings].flatMap((q) => faultsOf(seeds, q))).toEqual([]);
  }));

test('counts with the words before are those that a search gives', () =>
  withSeeds((seeds) => {
    // Counted are all forms of a stem; a search leaves out those that are stop words.
    const isContent = (form: string) => seeds.forms.ofTerm(analyzer.word(form).term).every(({ stopWord }) => !stopWord);
    const random = createRandom(6);
    let compared = 0;
    while (compared < 300) {
      const [first, second] = [seeds.forms.at(random(seeds.forms.size)), seeds.forms.at(random(seeds.forms.size))];
      const q = `${first.form} ${second.form.slice(0, 2)}`;
      if (!isContent(first.form)) continue;
      for (const { text, form, together } of suggest(seeds, { q, limit: 4 }).completions) {
        if (!isContent(form)) continue;
        const { total } = rank(seeds, { ...DEFAULT_REQUEST, q: text, match: 'all', typos: 'off', limit: 0 });
        expect({ text, together }).toEqual({ text, together: total });
        compared += 1;
      }
    }
  }));
