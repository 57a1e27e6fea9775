import { get } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { DocumentAnswer, SearchAnswer } from '../../../src/answer.js';
import { documentAnswer } from '../../../src/http/schemas.js';
import { listen, type RunningServer } from '../../../src/http/server.js';
import { DEFAULT_SETTINGS } from '../../../src/settings.js';
import { HARD_IDS, serveArticles } from '../service.js';

let server: RunningServer;
beforeAll(async () => {
  const { app } = await serveArticles();
  server = await listen(app, { ...DEFAULT_SETTINGS, port: 0 });
});
afterAll(() => server.close());

/** Sends the path as it stands: clients with a URL parser would take `..` out of it. */
function ask(
  path: string,
  headers: Record<string, string> = {},
): Promise<{ status: number | undefined; body: string; type: string | undefined }> {
  return new Promise((resolve, reject) => {
    get({ port: server.port, path, headers, agent: false }, (response) => {
      text(response).then(
        (body) => resolve({ status: response.statusCode, body, type: response.headers['content-type'] }),
        reject,
      );
    }).once('error', reject);
  });
}

describe('ids that are hard to carry', () => {
  test('all of them are in the index', async () => {
    const { body } = await ask('/api/v1/search?q=ledger&limit=100');
    expect((JSON.parse(body) as SearchAnswer).hits.map(({ id }) => id).sort()).toEqual([...HARD_IDS].sort());
  });

  test.each(HARD_IDS)('%s', async (id) => {
    const segment = encodeURIComponent(id);
    const { status, body } = await ask(`/api/v1/documents/${segment}?q=ledger`);
    expect(status).toBe(200);
    const answer = documentAnswer.parse(JSON.parse(body)) as DocumentAnswer;
    expect(answer.id).toBe(id);
    expect(answer.highlights.body).toEqual([[0, 6]]);
    const page = await ask(`/documents/${segment}?q=ledger`, { accept: 'text/html' });
    expect(page.status).toBe(200);
    expect(page.body).toContain('<mark>Ledger</mark>');
  });

  test('an id with `..` in plain sight is an id, not a path', async () => {
    expect((await ask('/api/v1/documents/..')).status).toBe(404);
    expect((await ask('/api/v1/documents/..%2F..%2Fetc%2Fpasswd')).status).toBe(404);
    expect((await ask('/assets/..%2Fassets.json')).status).toBe(404);
    expect((await ask('/assets/assets.json')).status).toBe(404);
  });
});

test('a document comes whole, without marks where nothing was asked', async () => {
  const { body } = await ask('/api/v1/documents/harbour%2Fferry.txt');
  expect(JSON.parse(body)).toMatchObject({
    id: 'harbour/ferry.txt',
    date: '2021-12-29',
    body: 'The ferry to Ossel was late again.\n\nThe crew had gone on strike over <b>pay</b>.',
    paragraphs: [
      [0, 34],
      [36, 80],
    ],
    highlights: { title: [], body: [] },
    index: { generation: 1 },
  });
});

test.each([
  { path: '/api/v1/documents/nope', status: 404, code: 'not_found' },
  { path: '/api/v1/documents/nope?page=2', status: 400, code: 'unknown_parameter' },
  { path: `/api/v1/documents/nope?q=${'x'.repeat(4097)}`, status: 400, code: 'query_too_long' },
  { path: '/documents/nope', status: 404, code: 'not_found' },
])('$path', async ({ path, status, code }) => {
  const answer = await ask(path);
  expect(answer.status).toBe(status);
  expect(JSON.parse(answer.body)).toMatchObject({ status, code });
});

test('the reader view of an unknown document is a page for a browser', async () => {
  const { status, type, body } = await ask('/documents/nope%3Cscript%3E', { accept: 'text/html' });
  expect({ status, type }).toEqual({ status: 404, type: 'text/html; charset=utf-8' });
  expect(body).not.toContain('nope<script>');
});

test('the reader view passes over what it does not know, and marks nothing for a query that is too long', async () => {
  const { status, body } = await ask(`/documents/harbour%2Fferry.txt?utm=1&q=${'ferry+'.repeat(1000)}`);
  expect(status).toBe(200);
  expect(body).not.toContain('<mark');
});
