import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Express } from 'express';
import request from 'supertest';
import type { SearchAnswer } from '../../../src/answer.js';
import { SearchError } from '../../../src/errors.js';
import { searchAnswer } from '../../../src/http/schemas.js';
import { buildIndex, damagePostings, makePlace, serveArticles, startService } from '../service.js';

let app: Express;
beforeAll(async () => {
  ({ app } = await serveArticles());
});

const search = (address: string) => request(app).get(`/api/v1/search${address}`);
const withoutTime = ({ tookMs: _, ...answer }: SearchAnswer) => answer;

describe('answers have the shape that is promised', () => {
  test.each([
    '',
    '?q=ferry',
    '?q=ferry&facets=year,month,folder,topics&histogram=auto&fields=title,date,path,language,attributes,body',
    '?q=ledger&limit=2&snippets=0&fields=',
    '?q=ferry&filter=folder:harbour&from=2021&to=2022-01&sort=date:asc&match=all',
    '?q="unclosed+(ferry+-+NEAR/3&syntax=full',
    '?q=fer&prefix=true&limit=0',
    '?q=ferrry&typos=auto',
    '?q=zzzz&typos=off&histogram=week',
    '?q=%F0%9F%97%9E+%00+%E2%80%AE&syntax=none',
  ])('%s', async (address) => {
    const response = await search(address);
    expect(response.status).toBe(200);
    expect(searchAnswer.parse(response.body)).toEqual(response.body);
  });
});

test('a hit is found, marked and escaped', async () => {
  const { body } = await search('?q=strike&limit=1');
  const [hit] = (body as SearchAnswer).hits;
  expect(hit).toMatchObject({ rank: 1, id: 'harbour/ferry.txt', date: '2021-12-29', path: 'harbour/ferry.txt' });
  expect(hit!.snippets[0]!.html).toContain('<mark>strike</mark> over &lt;b&gt;pay&lt;/b&gt;');
});

describe('POST equals GET', () => {
  test.each([
    { address: '', body: {} },
    { address: '?q=ferry+quay&limit=2&offset=1', body: { q: 'ferry quay', limit: 2, offset: 1 } },
    {
      address: '?q=ferry&facets=year,folder&filter=folder:harbour',
      body: { q: 'ferry', facets: ['year', 'folder'], filter: ['folder:harbour'] },
    },
    {
      address: '?q=ferry&facets=year,folder&filter=folder:harbour',
      body: { q: 'ferry', facets: 'year,folder', filter: 'folder:harbour' },
    },
    { address: '?q=ferr&prefix=true&histogram=month', body: { q: 'ferr', prefix: true, histogram: 'month' } },
  ])('$body', async ({ address, body }) => {
    const [get, post] = [await search(address), await request(app).post('/api/v1/search').send(body)];
    expect(post.status).toBe(200);
    expect(withoutTime(post.body as SearchAnswer)).toEqual(withoutTime(get.body as SearchAnswer));
    expect(post.headers.etag).toBe(get.headers.etag);
  });

  test('a POST without a body browses', async () => {
    const response = await request(app).post('/api/v1/search');
    expect(response.status).toBe(200);
  });
});

describe('refusals', () => {
  test.each([
    { address: '?offset=9991&limit=10', code: 'invalid_parameter', parameter: 'offset', says: 'cursor' },
    { address: `?q=${'x'.repeat(4097)}`, code: 'query_too_long', parameter: 'q', says: '4096' },
    { address: '?facets=yaer', code: 'invalid_parameter', parameter: 'facets', says: 'Did you mean "year"?' },
    { address: '?filter=flder:x', code: 'invalid_parameter', parameter: 'filter', says: 'Did you mean "folder"?' },
    { address: '?filter=year:20x', code: 'invalid_parameter', parameter: 'filter', says: '2021' },
    { address: '?cursor=abc', code: 'invalid_parameter', parameter: 'cursor', says: 'nextCursor' },
    { address: '?collapse=near', code: 'unknown_parameter', parameter: 'collapse', says: 'snippetLength' },
    { address: '?fold=nearly', code: 'invalid_parameter', parameter: 'fold', says: 'exact' },
    { address: '?explian=true', code: 'unknown_parameter', parameter: 'explian', says: 'Did you mean "explain"?' },
  ])('$address', async ({ address, code, parameter, says }) => {
    const { status, body } = await search(address);
    expect({ status, ...(body as object) }).toMatchObject({ status: 400, code, parameter });
    expect(JSON.stringify(body)).toContain(JSON.stringify(says).slice(1, -1));
  });

  test.each(['?offset=9990&limit=10', `?q=${'x'.repeat(4096)}`, '?offset=10000&limit=0'])(
    '%s is just within',
    async (address) => {
      expect((await search(address)).status).toBe(200);
    },
  );

  test('a query past its deadline is 503 with Retry-After, and the page says so', async () => {
    const { app, index } = await serveArticles();
    const find = () => {
      throw new SearchError('deadline_exceeded', 'The costliest part was "a*".', { parameter: 'q' });
    };
    index.use(({ backend }) => Object.assign(backend, { find }));
    const response = await request(app).get('/api/v1/search?q=a*');
    expect(response.body).toMatchObject({
      status: 503,
      code: 'deadline_exceeded',
      detail: 'The costliest part was "a*".',
    });
    expect(response.headers['retry-after']).toBe('1');
    const page = await request(app).get('/?q=a*');
    expect(page.status).toBe(503);
    expect(page.headers['retry-after']).toBe('1');
    expect(page.text).toContain('The costliest part was &quot;a*&quot;.');
  });

  test('a fault of the engine is 500, and its words stay in the log', async () => {
    const { app, index } = await serveArticles();
    const find = () => {
      throw new TypeError('secret is undefined');
    };
    index.use(({ backend }) => Object.assign(backend, { find }));
    for (const path of ['/api/v1/search', '/']) {
      const response = await request(app).get(path);
      expect(response.status).toBe(500);
      expect(response.body).toMatchObject({ code: 'internal', instance: response.headers['x-request-id'] });
      expect(response.text).not.toContain('secret');
    }
  });
});

describe('caching', () => {
  test('the ETag is weak, the same for the same question, and answers 304', async () => {
    const first = await search('?q=ferry&limit=3');
    expect(first.headers.etag).toMatch(/^W\/"[\w-]{32}"$/);
    expect(first.headers['cache-control']).toBe('no-cache');
    const same = ['?limit=3&q=ferry', '?q=ferry&limit=3&offset=0', '?q=ferry&limit=3&facets='];
    for (const address of same) expect((await search(address)).headers.etag).toBe(first.headers.etag);
    const others = ['?q=ferry&limit=4', '?q=Ferry&limit=3', '?q=ferry&limit=3&facets=year'];
    for (const address of others) expect((await search(address)).headers.etag).not.toBe(first.headers.etag);
    for (const tags of [first.headers.etag!, first.headers.etag!.slice(2), `"x", ${first.headers.etag}`]) {
      const again = await search('?q=ferry&limit=3').set('if-none-match', tags);
      expect(again.status).toBe(304);
      expect(again.text).toBe('');
      expect(again.headers.etag).toBe(first.headers.etag);
    }
    expect((await search('?q=ferry&limit=3').set('if-none-match', 'W/"x"')).status).toBe(200);
    expect((await search('?q=ferry&limit=x').set('if-none-match', first.headers.etag!)).status).toBe(400);
  });

  test('a client that has the answer costs no search', async () => {
    const { app, index } = await serveArticles();
    const { headers } = await request(app).get('/api/v1/search?q=ferry');
    index.use(({ backend }) => Object.assign(backend, { find: undefined }));
    const again = await request(app).get('/api/v1/search?q=ferry').set('if-none-match', headers.etag!);
    expect(again.status).toBe(304);
  });

  test('HEAD has the ETag too', async () => {
    const [head, get] = [await request(app).head('/api/v1/search?q=ferry'), await search('?q=ferry')];
    expect(head.status).toBe(200);
    expect(head.headers.etag).toBe(get.headers.etag);
  });

  test('another version of the program has other ETags', async () => {
    const place = makePlace();
    await buildIndex(place);
    const [one, other] = [await startService(place), await startService(place, { version: '1.2.4' })];
    const tag = async ({ app }: { app: Express }) => (await request(app).get('/api/v1/search')).headers.etag;
    expect(await tag(one)).not.toBe(await tag(other));
  });
});

test('the time is told in Server-Timing', async () => {
  expect((await search('?q=ferry')).headers['server-timing']).toMatch(/^search;dur=[\d.]+, total;dur=[\d.]+$/);
});

describe('every operator is answered over HTTP', () => {
  test.each([
    { q: '"ferry quay"', ids: ['harbour/storm.txt'], marked: '<mark>ferry quay</mark>' },
    { q: '"quay ferry"~1', ids: ['harbour/storm.txt'], marked: '<mark>ferry</mark> <mark>quay</mark>' },
    { q: '="ferry quay"', ids: ['harbour/storm.txt'], marked: '<mark>ferry quay</mark>' },
    { q: 'quay NEAR/5 broke', ids: ['harbour/storm.txt'], marked: '<mark>broke</mark> the ferry <mark>quay</mark>' },
    { q: 'quay PRE/5 broke', ids: [], marked: '' },
    { q: '(crew OR "a storm") NEAR/9 (strike OR quay)', ids: ['harbour/ferry.txt', 'harbour/storm.txt'], marked: '' },
    { q: 'ferry NEAR/2 quay NEAR/3 "a storm"', ids: ['harbour/storm.txt'], marked: '' },
    { q: 'title:record AND -title:"record 1" AND =5', ids: ['q=1&r=2'], marked: 'number <mark>5</mark>' },
    { q: 'body:storm', ids: ['harbour/storm.txt'], marked: 'A <mark>storm</mark> broke' },
    { q: 'title:storm', ids: [], marked: '' },
    { q: 'breakw*', ids: ['harbour/storm.txt'], marked: 'the <mark>breakwater</mark>' },
    { q: 'st?rm', ids: ['harbour/storm.txt'], marked: '<mark>storm</mark>' },
    { q: 'stomr~', ids: ['harbour/storm.txt'], marked: '<mark>storm</mark>' },
    { q: 'stmor~2', ids: ['harbour/storm.txt'], marked: '<mark>storm</mark>' },
    { q: '=crew^2.5', ids: ['harbour/ferry.txt'], marked: 'The <mark>crew</mark> had' },
    { q: 'ferry path:harbour/* -=quay', ids: ['harbour/ferry.txt'], marked: '<mark>ferry</mark>' },
    { q: 'topics:odd path:*.jsonl =6', ids: ['__proto__'], marked: 'number <mark>6</mark>' },
    { q: 'ferry month:2021-* folder:sport', ids: ['sport/cricket.txt'], marked: '<mark>ferry</mark>' },
    { q: '-topics:* -(ferry NEAR/9 quay) -sport -cric*', ids: ['harbour/ferry.txt', 'sport/cricket.txt'], marked: '' },
  ])('$q', async ({ q, ids, marked }) => {
    const response = await search(`?q=${encodeURIComponent(q)}&typos=off`);
    expect(response.status).toBe(200);
    const answer = searchAnswer.parse(response.body);
    expect(answer.hits.map(({ id }) => id).sort()).toEqual(ids);
    expect(answer.total).toBe(ids.length);
    if (ids.length === 1) expect(answer.hits[0]!.snippets[0]!.html).toContain(marked);
    const again = await search(`?q=${encodeURIComponent(answer.query.readAs)}&typos=off`);
    expect((again.body as SearchAnswer).hits).toEqual(answer.hits);
  });

  test('a title that is the first sentence is marked as a part of the body', async () => {
    const { body } = await search('?q=body:storm+title:quay');
    const [hit] = (body as SearchAnswer).hits;
    expect(hit!.titleHighlights!.map(([start, end]) => hit!.title!.slice(start, end))).toEqual(['storm']);
  });

  test('what MiniSearch cannot answer is refused while it stands in', async () => {
    const place = makePlace();
    await buildIndex(place);
    damagePostings(place);
    const service = await startService(place);
    const ask = (q: string) => request(service.app).get(`/api/v1/search?q=${encodeURIComponent(q)}`);
    for (const q of ['ferry NEAR/5 quay', 'title:record', 'st?rm', 'ferry~', '=ferry', '"ferry quay"~1']) {
      const response = await ask(q);
      expect(response.status).toBe(400);
      expect(response.type).toBe('application/problem+json');
      expect(response.body).toMatchObject({
        status: 400,
        code: 'unsupported',
        parameter: 'q',
        hint: expect.any(String),
      });
    }
    expect((await ask('"ferry quay" breakw* -crew^2 path:harbour/*')).body).toMatchObject({ total: 1 });
  });
});
