import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import MiniSearch from 'minisearch';
import { createApp } from '../src/http/library.js';
import { verifyIndex } from '../src/index/verify.js';
import {
  type BuildOptions,
  buildIndex,
  explain,
  type GivenDocument,
  type GivenDocuments,
  minisearchOptions,
  type OpenIndex,
  openIndex,
  readDocument,
  SearchError,
  search,
  similar,
  suggest,
} from '../src/library.js';

const ARTICLES: GivenDocument[] = [
  {
    id: 'a1',
    title: 'The ferry is late',
    date: '2021-12-29T08:00:00Z',
    language: 'en',
    attributes: { topics: ['harbour', 'strikes'], author: 'A. Reed' },
    body: 'The crew had gone on strike.\n\nNobody sailed.',
  },
  { id: 'weather/a2', body: 'A storm broke the ferry quay.' },
];

let base: string;
let directory: string;
const opened: OpenIndex[] = [];

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'broadsheet-'));
  directory = join(base, 'index');
});

afterEach(() => {
  for (const index of opened.splice(0)) index.close();
  rmSync(base, { recursive: true, force: true });
});

async function open(documents: GivenDocuments = ARTICLES): Promise<OpenIndex> {
  await buildIndex({ documents, directory });
  const index = await openIndex(directory);
  opened.push(index);
  return index;
}

async function refusal(action: () => unknown): Promise<SearchError> {
  try {
    await action();
  } catch (error) {
    if (error instanceof SearchError) return error;
    throw error;
  }
  throw new Error('It was not refused.');
}

describe('building', () => {
  test('an array of documents becomes an index that was not built from a folder', async () => {
    const report = await buildIndex({ documents: ARTICLES, directory });
    expect(report).toMatchObject({ documents: 2, files: 0, bytes: 0, folder: null, generation: 1, unchanged: false });
    expect(verifyIndex(directory).checks.every(({ ok }) => ok)).toBe(true);
  });

  test('the same documents give the same index, from whatever iterable', async () => {
    const first = await buildIndex({ documents: ARTICLES, directory });
    const second = await buildIndex({ documents: new Set(ARTICLES), directory });
    async function* later() {
      for (const article of ARTICLES) {
        await new Promise((resolve) => setImmediate(resolve));
        yield article;
      }
    }
    const third = await buildIndex({ documents: later(), directory });
    for (const report of [second, third]) expect(report).toMatchObject({ hash: first.hash, unchanged: true });
  });

  test('a folder gives the same index as the command line makes', async () => {
    mkdirSync(join(base, 'articles'));
    writeFileSync(join(base, 'articles', 'ferry.txt'), ' date 2021-12-29 The ferry is late.');
    const seen: number[] = [];
    const report = await buildIndex({
      folder: join(base, 'articles'),
      directory,
      progress: ({ documents }) => seen.push(documents),
    });
    expect(report).toMatchObject({ documents: 1, files: 1, folder: join(base, 'articles') });
    expect(seen).toEqual([1]);
  });

  test('of two documents with one id the first is kept; empty and oversized ones are left out', async () => {
    const report = await buildIndex({
      documents: [
        { id: 'é', body: 'The first.' },
        { id: 'e\u0301', body: 'The second.' },
        { id: 'empty', body: ' \n ' },
        { id: 'long', body: 'word '.repeat(300) },
      ],
      directory,
      settings: { maxFileBytes: 1024 },
    });
    expect(report.documents).toBe(1);
    expect(report.skipped).toEqual([
      { path: 'é', reason: 'the id "é" is taken by é' },
      { path: 'empty', reason: 'no text' },
      { path: 'long', reason: 'larger than 1024 bytes (maxFileBytes)' },
    ]);
  });

  test.each<{ name: string; document: unknown; code?: string; parameter: string; says: string }>([
    { name: 'no object', document: 'text', parameter: 'documents[1]', says: 'Expected an object, got "text".' },
    { name: 'no id', document: { body: 'x' }, parameter: 'documents[1].id', says: 'Expected a value' },
    { name: 'a blank id', document: { id: ' ', body: 'x' }, parameter: 'documents[1].id', says: 'not blank' },
    { name: 'a number as id', document: { id: 7, body: 'x' }, parameter: 'documents[1].id', says: 'got 7' },
    { name: 'no body', document: { id: '7' }, parameter: 'documents[1].body', says: 'Expected a value' },
    {
      name: 'an impossible date',
      document: { id: '7', body: 'x', date: '2021-02-30' },
      parameter: 'documents[1].date',
      says: 'Expected a calendar day (YYYY-MM-DD), got "2021-02-30".',
    },
    {
      name: 'a Date',
      document: { id: '7', body: 'x', date: new Date() },
      parameter: 'documents[1].date',
      says: 'got "a Date"',
    },
    {
      name: 'a language that is none',
      document: { id: '7', body: 'x', language: 'English (UK)' },
      parameter: 'documents[1].language',
      says: 'a language tag',
    },
    {
      name: 'a property that is not known',
      document: { id: '7', text: 'x' },
      code: 'unknown_parameter',
      parameter: 'documents[1].text',
      says: 'Known: id, body, title, date, language, path, attributes.',
    },
    {
      name: 'an attribute that is no string',
      document: { id: '7', body: 'x', attributes: { pages: 3 } },
      parameter: 'documents[1].attributes.pages',
      says: 'got 3',
    },
    {
      name: 'an attribute of too many values',
      document: { id: '7', body: 'x', attributes: { tags: Array.from({ length: 101 }, String) } },
      parameter: 'documents[1].attributes.tags',
      says: 'at most 100 strings',
    },
    {
      name: 'an attribute with the name of a facet that every document has',
      document: { id: '7', body: 'x', attributes: { year: '2021' } },
      parameter: 'documents[1].attributes',
      says: 'got "year"',
    },
  ])('$name is refused, and the index that was there stays', async ({ document, code, parameter, says }) => {
    const { hash } = await buildIndex({ documents: ARTICLES, directory });
    const documents = [{ id: 'fine', body: 'Fine.' }, document] as GivenDocument[];
    const error = await refusal(() => buildIndex({ documents, directory }));
    expect(error).toMatchObject({ code: code ?? 'invalid_parameter', parameter });
    expect(error.explain()).toContain(says);
    expect((await openIndex(directory)).hash).toBe(hash);
  });

  test('what iterating throws comes through, and frees the index for the next build', async () => {
    function* broken() {
      yield ARTICLES[0]!;
      throw new Error('the connection was lost');
    }
    await expect(buildIndex({ documents: broken(), directory })).rejects.toThrow('the connection was lost');
    expect(existsSync(join(directory, 'CURRENT'))).toBe(false);
    await expect(buildIndex({ documents: ARTICLES, directory })).resolves.toMatchObject({ documents: 2 });
  });

  test.each([
    { name: 'neither documents nor a folder', options: {}, code: 'invalid_parameter' },
    { name: 'both', options: { documents: [], folder: '.' }, code: 'invalid_parameter' },
    { name: 'documents that cannot be iterated', options: { documents: 7 }, code: 'invalid_parameter' },
    {
      name: 'a setting out of range',
      options: { documents: [], settings: { maxFileBytes: 1 } },
      code: 'invalid_parameter',
    },
    { name: 'an unknown setting', options: { documents: [], settings: { size: 1 } }, code: 'unknown_parameter' },
    { name: 'no such folder', options: { folder: '/nowhere/at/all' }, code: 'folder_unreadable' },
  ])('$name is refused', async ({ options, code }) => {
    // Programs in plain JavaScript can give what the types forbid.
    const wrong = { ...options, directory } as unknown as BuildOptions & { documents: GivenDocuments };
    expect(await refusal(() => buildIndex(wrong))).toMatchObject({ code });
  });
});

describe('searching', () => {
  test('a request is completed by the defaults of the HTTP API', async () => {
    const index = await open();
    const { total, hits } = search(index, { q: 'ferry' });
    expect(total).toBe(2);
    expect(hits.map(({ id, title, date }) => ({ id, title, date }))).toEqual([
      { id: 'a1', title: 'The ferry is late', date: '2021-12-29' },
      { id: 'weather/a2', title: 'A storm broke the ferry quay.', date: undefined },
    ]);
    expect(search(index).hits.map(({ id }) => id)).toEqual(['a1', 'weather/a2']);
  });

  test('filters, facets and the histogram see dates, attributes and paths', async () => {
    const index = await open();
    const answer = search(index, { facets: ['topics', 'folder'], histogram: 'year', sort: 'date:asc' });
    expect(answer.facets).toEqual({
      topics: [
        { value: 'harbour', count: 1 },
        { value: 'strikes', count: 1 },
      ],
      folder: [{ value: 'weather', count: 1 }],
    });
    expect(answer.histogram).toMatchObject({ buckets: [{ key: '2021', count: 1 }], undated: 1 });
    const filtered = search(index, { filter: [{ field: 'author', value: 'A. Reed' }], fields: ['attributes'] });
    expect(filtered.hits).toMatchObject([{ id: 'a1', attributes: { topics: ['harbour', 'strikes'] } }]);
  });

  test('a property that is undefined counts as left out', async () => {
    const index = await open();
    // The same: exact types tell a property that is undefined from one that is left out, programs do not.
    const request = { q: 'ferry', sort: undefined, limit: undefined } as unknown as { q: string };
    expect(search(index, request).hits).toHaveLength(2);
  });

  test.each<{ request: object; code?: string; parameter: string }>([
    { request: { limit: -1 }, parameter: 'request.limit' },
    { request: { limit: 1.5 }, parameter: 'request.limit' },
    { request: { q: 7 }, parameter: 'request.q' },
    { request: { sort: 'newest' }, parameter: 'request.sort' },
    { request: { fields: ['title', 'text'] }, parameter: 'request.fields[1]' },
    { request: { filter: ['folder:sport'] }, parameter: 'request.filter[0]' },
    { request: { from: '2021-13' }, parameter: 'from' },
    { request: { query: 'ferry' }, code: 'unknown_parameter', parameter: 'request.query' },
  ])('the request $request is refused by name', async ({ request, code, parameter }) => {
    const index = await open();
    expect(await refusal(() => search(index, request))).toMatchObject({ code: code ?? 'invalid_parameter', parameter });
  });

  test('settings bound a search', async () => {
    const index = await open();
    const error = await refusal(() => search(index, { q: 'x'.repeat(30) }, { maxQueryLength: 20 }));
    expect(error.code).toBe('query_too_long');
  });

  test('a document is read with what of a query stands in it', async () => {
    const index = await open();
    const document = readDocument(index, 'a1', { q: 'crew late' });
    expect(document).toMatchObject({ title: 'The ferry is late', date: '2021-12-29', language: 'en' });
    expect(document.highlights.body.map(([start, end]) => document.body.slice(start, end))).toEqual(['crew']);
    expect(document.paragraphs).toHaveLength(2);
    expect(await refusal(() => readDocument(index, 'gone'))).toMatchObject({ code: 'not_found' });
  });

  test('a rank is explained, and what is like a document is found', async () => {
    const index = await open();
    const { hits } = search(index, { q: 'ferry storm', explain: true });
    for (const { id, rank, score, explanation } of hits)
      expect(explain(index, id, { q: 'ferry storm' })).toMatchObject({ rank, score, explanation, total: 2 });
    expect(explain(index, 'a1', { q: '-strike' })).toMatchObject({
      matches: false,
      excludedBy: [{ typed: '-strike' }],
    });
    expect(explain(index, 'a1')).toMatchObject({ matches: true, rank: 1, score: 0 });
    expect(await refusal(() => explain(index, 'gone'))).toMatchObject({ code: 'not_found' });
    const unknown = { limit: 1 } as object;
    expect(await refusal(() => explain(index, 'a1', unknown))).toMatchObject({ code: 'unknown_parameter' });
    expect(similar(index, 'a1')).toMatchObject({ method: 'graph', hits: [{ id: 'weather/a2' }], versions: [] });
    expect(similar(index, 'a1', { limit: 0 }).hits).toEqual([]);
    expect(await refusal(() => similar(index, 'gone'))).toMatchObject({ code: 'not_found' });
    expect(await refusal(() => similar(index, 'a1', { limit: -1 }))).toMatchObject({ parameter: 'limit' });
  });

  test('words are completed, and titles found', async () => {
    const index = await open();
    expect(suggest(index, { q: 'storm fer' })).toEqual({
      q: 'storm fer',
      completions: [{ text: 'storm ferry', form: 'ferry', documentFrequency: 2, together: 1 }],
      titles: [{ id: 'weather/a2', title: 'A storm broke the ferry quay.' }],
    });
    expect(suggest(index)).toEqual({ q: '', completions: [], titles: [] });
    expect(suggest(index, { q: 'fer', limit: 0 })).toEqual({ q: 'fer', completions: [], titles: [] });
    expect(await refusal(() => suggest(index, { limit: 1001 }))).toMatchObject({ parameter: 'request.limit' });
    const tooLong = await refusal(() => suggest(index, { q: 'x'.repeat(30) }, { maxQueryLength: 20 }));
    expect(tooLong.code).toBe('query_too_long');
  });

  test('where there is no index, that is said', async () => {
    expect(await refusal(() => openIndex(join(base, 'nowhere')))).toMatchObject({ code: 'index_missing' });
  });
});

test('minisearch.json opens with minisearchOptions', async () => {
  const index = await open();
  const json = readFileSync(
    join(directory, 'generations', String(index.generation).padStart(6, '0'), 'minisearch.json'),
    'utf8',
  );
  const words = MiniSearch.loadJSON(json, minisearchOptions);
  expect(words.search('ferries').map(({ id }) => id)).toHaveLength(2);
});

test('the service is an application for any server, and knows no folder to read again', async () => {
  await buildIndex({ documents: ARTICLES, directory });
  const service = createApp({ directory, settings: { logLevel: 'silent', adminKey: 'key' } });
  await service.start();
  const server = createServer(service.app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    const found = await fetch(`${address}/api/v1/search?q=storm`);
    expect(await found.json()).toMatchObject({ total: 1, hits: [{ id: 'weather/a2' }] });
    const reindex = await fetch(`${address}/api/v1/index/reindex`, {
      method: 'POST',
      headers: { Authorization: 'Bearer key' },
    });
    expect(await reindex.json()).toMatchObject({ code: 'unsupported' });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    service.close();
  }
  expect(() => createApp({ directory, settings: { rateLimit: -1 } })).toThrow(SearchError);
});
