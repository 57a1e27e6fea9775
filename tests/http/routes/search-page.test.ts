import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Express } from 'express';
import request from 'supertest';
import { SearchError } from '../../../src/errors.js';
import { problemOf } from '../../../src/http/problems.js';
import { STRINGS } from '../../../src/page/templates/strings.js';
import { buildIndex, makePlace, serveArticles, startService } from '../service.js';

let app: Express;
beforeAll(async () => {
  ({ app } = await serveArticles());
});

const ADDRESSES = [
  '/',
  '/?q=ferry',
  '/?q=ferry&from=2021&to=2022-01-03&filter=folder:harbour&sort=date:asc',
  '/?q=zzzzqq',
  '/documents/harbour%2Fferry.txt?q=strike',
];

describe('pages hold nothing inline', () => {
  test.each([...ADDRESSES, '/nope'])('%s', async (address) => {
    const { text, headers } = await request(app).get(address).set('accept', 'text/html');
    expect(headers['content-type']).toBe('text/html; charset=utf-8');
    expect(text).not.toMatch(/<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=|javascript:/i);
    expect(text).toContain('src="/assets/app-ABC.js"');
    for (const [, url] of text.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)) {
      const asset = await request(app).get(url!);
      expect(asset.status).toBe(200);
      expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    }
  });
});

test.each(ADDRESSES)('%s is asked for again each time', async (address) => {
  const { status, headers } = await request(app).get(address);
  expect(status).toBe(200);
  expect(headers['cache-control']).toBe('no-cache');
});

test('hits are in the first HTML, with marks and escaped', async () => {
  const { text } = await request(app).get('/?q=strike');
  expect(text).toContain('<mark>strike</mark>');
  expect(text).toContain('&lt;b&gt;pay');
  expect(text).not.toContain('<b>pay');
});

describe('what cannot be read is a notice', () => {
  test.each([
    { address: '/?q=ferry&utm_source=x', names: ['utm_source'] },
    { address: '/?q=ferry&from=2021-13', names: ['from'] },
    { address: '/?q=ferry&from=yesterday&to=2021-02-30', names: ['from', 'to'] },
    { address: '/?q=ferry&limit=1000&offset=-1&sort=best', names: ['sort', 'limit', 'offset'] },
    { address: '/?q=ferry&filter=nope:x', names: ['filter'] },
    { address: '/?q=ferry&filter=year:20', names: ['filter'] },
    { address: '/?q=ferry&offset=10000', names: ['offset'] },
    { address: `/?q=ferry&${'x'.repeat(100)}=1`, names: [`${'x'.repeat(40)}…`] },
  ])('$address', async ({ address, names }) => {
    const { status, text } = await request(app).get(address);
    expect(status).toBe(200);
    expect(text).toContain(STRINGS.cannotRead(names));
    expect(text).toContain('<mark>ferry</mark>');
  });

  test('empty fields of the form are none of it', async () => {
    const { text } = await request(app).get('/?q=ferry&from=&to=&sort=&filter=');
    expect(text).not.toContain(STRINGS.cannotRead(['']).slice(0, 20));
  });
});

test('the page shows facets that hold a choice, and the script is told which', async () => {
  const { text } = await request(app).get('/?q=ferry');
  expect(text).toContain('&quot;facetFields&quot;:[&quot;year&quot;,&quot;folder&quot;,&quot;topics&quot;]');
});

test('a query that is too long keeps the page and says why', async () => {
  const { status, text } = await request(app).get(`/?q=${'x'.repeat(5000)}`);
  expect(status).toBe(400);
  expect(text).toContain(problemOf(new SearchError('query_too_long', '')).title);
  expect(text).toContain('role="search"');
});

describe('without an index', () => {
  test('the page shows how far it is, and comes again by itself', async () => {
    const place = makePlace();
    const { app, tasks } = await startService(place, {
      startBuild: (_folder, onProgress) => {
        onProgress({ done: 1, total: 2, documents: 1 });
        return { finished: new Promise(() => {}), stop: () => {} };
      },
    });
    const empty = await request(app).get('/?q=ferry');
    expect(empty.status).toBe(200);
    expect(empty.text).not.toContain('<progress');
    tasks.request(place.folder);
    const building = await request(app).get('/?q=ferry');
    expect(building.text).toContain('<progress');
    expect(building.headers.refresh).toBe('2');
    await buildIndex(place);
    await expectSoon(async () => (await request(app).get('/?q=ferry')).text.includes('<mark>ferry</mark>'));
  });
});

async function expectSoon(isTrue: () => Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, 5));
}
