/** What is the same on every path: the shape of errors, headers, methods, limits. */
import { Writable } from 'node:stream';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Express } from 'express';
import { pino } from 'pino';
import request, { type Response } from 'supertest';
import { listRoutes } from '../../src/http/app.js';
import { problem } from '../../src/http/schemas.js';
import { buildIndex, makePlace, serveArticles, startService } from './service.js';

let app: Express;
beforeAll(async () => {
  ({ app } = await serveArticles({ settings: { adminKey: 'key' } }));
});

const ROUTES = listRoutes();
const PATHS = [...new Set(ROUTES.map(({ path }) => path))];
const fill = (path: string) => path.replaceAll(/\{\w+\}/g, 'x');

function expectProblem(response: Response, status: number, code: string): void {
  expect(response.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  const body = problem.parse(JSON.parse(response.text || String(response.body)));
  expect(body).toMatchObject({ status, code, instance: response.headers['x-request-id'] });
  expect(response.status).toBe(status);
  expect(response.headers['cache-control']).toBe('no-store');
  expect(response.text).not.toMatch(/node_modules|\.js:\d|\/tmp\//);
}

describe('every path', () => {
  const methodsOf = (path: string) =>
    ROUTES.filter((route) => route.path === path).flatMap(({ method }) =>
      method === 'get' ? ['GET', 'HEAD'] : ['POST'],
    );
  const wrong = PATHS.flatMap((path) =>
    ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'TRACE', 'PROPFIND']
      .filter((method) => !methodsOf(path).includes(method))
      .map((method) => ({ method, path })),
  );
  test.each(wrong)('$method $path is 405 with Allow', async ({ method, path }) => {
    const agent = request(app).get(fill(path));
    agent.method = method;
    const response = await agent;
    expectProblem(response, 405, 'method_not_allowed');
    expect(response.headers.allow).toBe([...methodsOf(path), 'OPTIONS'].join(', '));
  });

  test.each(PATHS)('OPTIONS %s tells the methods', async (path) => {
    const response = await request(app).options(fill(path));
    expect(response.status).toBe(204);
    expect(response.headers.allow).toBe([...methodsOf(path), 'OPTIONS'].join(', '));
  });

  test.each(PATHS)('%s with a bad percent code', async (path) => {
    expectProblem(await request(app).get(`${fill(path)}?q=%E0%A4%A`), 400, 'invalid_parameter');
    if (path.includes('{'))
      expectProblem(await request(app).get(path.replaceAll(/\{\w+\}/g, '%zz')), 400, 'invalid_parameter');
  });

  const strict = ROUTES.filter(({ query, body }) => query !== undefined || body !== undefined);
  test.each(strict)('$method $path with an unknown parameter', async ({ method, path }) => {
    const agent = request(app)
      [method](`${fill(path)}?limt=1`)
      .set('authorization', 'Bearer key');
    if (method === 'post') agent.send({});
    const response = await agent;
    expectProblem(response, 400, 'unknown_parameter');
    expect(response.body).toMatchObject({ parameter: 'limt' });
  });

  const withBody = ROUTES.filter(({ body }) => body !== undefined);
  test.each(withBody)('$path with bodies that are none', async ({ path, body }) => {
    const post = () => request(app).post(path).set('authorization', 'Bearer key');
    const json = () => post().set('content-type', 'application/json');
    expectProblem(await json().send('{"q":'), 400, 'invalid_parameter');
    expectProblem(await json().send('[1]'), 400, 'invalid_parameter');
    expectProblem(await json().send('{"no":1}'), 400, 'unknown_parameter');
    expectProblem(await post().set('content-type', 'text/plain').send('{}'), 415, 'unsupported_media_type');
    expectProblem(await post().type('form').send('q=a'), 415, 'unsupported_media_type');
    expectProblem(
      await post().set('content-type', 'application/json; charset=latin1').send('{}'),
      415,
      'unsupported_media_type',
    );
    expectProblem(await json().set('content-encoding', 'gzip').send('no gzip'), 400, 'invalid_parameter');
    expectProblem(await json().set('content-encoding', 'zip').send('{}'), 415, 'unsupported_media_type');
    expectProblem(await json().send(JSON.stringify({ q: 'x'.repeat(body!.maxBytes) })), 413, 'payload_too_large');
  });

  test.each([
    '/nope',
    '/api/v1',
    '/api/v1/',
    '/api/v1/search/',
    '/API/v1/search',
    '/api/v1/documents/x/likes',
    '/documents/',
    '//example.org/',
  ])('%s is 404', async (path) => {
    expectProblem(await request(app).get(path), 404, 'not_found');
    expectProblem(await request(app).post(path), 404, 'not_found');
  });

  const gets = ROUTES.filter(({ method }) => method === 'get').map(({ path }) => path);
  test.each(gets)('HEAD %s is GET without a body', async (path) => {
    const [head, get] = [await request(app).head(fill(path)), await request(app).get(fill(path))];
    expect(head.status).toBe(get.status);
    expect(head.text ?? '').toBe('');
    expect(head.headers['content-type']).toBe(get.headers['content-type']);
  });

  test.each([...gets, '/nope'])('%s has the headers of safety', async (path) => {
    const { headers } = await request(app).get(fill(path));
    expect(headers['content-security-policy']).toBe(
      "default-src 'none';script-src 'self';style-src 'self';img-src 'self' data:;connect-src 'self';" +
        "form-action 'self';base-uri 'none';frame-ancestors 'none';require-trusted-types-for 'script'",
    );
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
    expect(headers['x-request-id']).toMatch(/^req-[0-9a-f-]{36}$/);
    for (const name of ['x-powered-by', 'strict-transport-security', 'access-control-allow-origin'])
      expect(headers).not.toHaveProperty(name);
  });
});

describe('the form of a request', () => {
  test('an unknown path opened in a browser is a page', async () => {
    const response = await request(app).get('/nope').set('accept', 'text/html,application/xhtml+xml,*/*;q=0.8');
    expect(response.status).toBe(404);
    expect(response.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(response.headers.vary).toContain('Accept');
  });

  test('an unknown path of the API never is', async () => {
    expectProblem(await request(app).get('/api/v1/nope').set('accept', 'text/html'), 404, 'not_found');
  });

  test('another id is not taken from the client', async () => {
    const { headers } = await request(app).get('/healthz').set('x-request-id', 'mine');
    expect(headers['x-request-id']).not.toBe('mine');
  });

  test('JSON is compressed when asked for', async () => {
    const [small, plain] = [
      await request(app).get('/openapi.json').set('accept-encoding', 'gzip'),
      await request(app).get('/openapi.json').set('accept-encoding', 'identity'),
    ];
    expect(small.headers).toMatchObject({
      'content-encoding': 'gzip',
      vary: expect.stringContaining('Accept-Encoding'),
    });
    expect(plain.headers).not.toHaveProperty('content-encoding');
    expect(small.body).toEqual(plain.body);
  });
});

describe('rate limits', () => {
  test('over the limit is 429 with Retry-After, and probes are let pass', async () => {
    const { app } = await serveArticles({ settings: { rateLimit: 2 } });
    const first = await request(app).get('/api/v1/search');
    expect(first.status).toBe(200);
    expect(first.headers.ratelimit).toMatch(/"2-in-1min"; r=1; t=\d+/);
    expect((await request(app).get('/nope')).status).toBe(404);
    const third = await request(app).get('/api/v1/search');
    expectProblem(third, 429, 'too_many_requests');
    expect(Number(third.headers['retry-after'])).toBeGreaterThan(0);
    for (const path of ['/healthz', '/readyz', '/metrics']) expect((await request(app).get(path)).status).toBe(200);
  });

  test('0 is no limit', async () => {
    const { app } = await serveArticles({ settings: { rateLimit: 0 } });
    const { headers } = await request(app).get('/healthz');
    expect(headers).not.toHaveProperty('ratelimit');
  });
});

describe('behind a proxy', () => {
  const ask = (app: Express, forwarded: string) =>
    request(app).get('/api/v1/search?limit=0').set('x-forwarded-for', forwarded);

  test('clients are counted apart where it is trusted', async () => {
    const { app } = await serveArticles({ settings: { rateLimit: 1, trustProxy: 1 } });
    for (const client of ['203.0.113.7', '203.0.113.8', '2001:db8::1'])
      expect((await ask(app, client)).status).toBe(200);
    expectProblem(await ask(app, '203.0.113.7'), 429, 'too_many_requests');
    // What the client itself has put into the header makes it no other one.
    expectProblem(await ask(app, '198.51.100.1, 203.0.113.7'), 429, 'too_many_requests');
  });

  test('nobody gets around the limit with the header where none is', async () => {
    const { app } = await serveArticles({ settings: { rateLimit: 1 } });
    expect((await ask(app, '203.0.113.7')).status).toBe(200);
    expectProblem(await ask(app, '203.0.113.8'), 429, 'too_many_requests');
  });
});

describe('a client that has the answer already', () => {
  test.each(['/api/v1/documents/sport%2Fcricket.txt', '/api/v1/index', '/documents/sport%2Fcricket.txt', '/healthz'])(
    '%s is 304',
    async (path) => {
      const { headers } = await request(app).get(path);
      for (const tags of [headers.etag!, `"x", ${headers.etag}`, '*']) {
        const again = await request(app).get(path).set('if-none-match', tags);
        expect({ status: again.status, text: again.text }).toEqual({ status: 304, text: '' });
        expect(again.headers.etag).toBe(headers.etag);
        expect(again.headers['x-content-type-options']).toBe('nosniff');
      }
      expect((await request(app).get(path).set('if-none-match', '"x"')).status).toBe(200);
    },
  );
});

describe('the log', () => {
  test('tells who asked, and nobody can write a line of it', async () => {
    const lines: string[] = [];
    const log = pino({ level: 'info' }, { write: (line: string) => lines.push(line) });
    const place = makePlace();
    await buildIndex(place);
    const { app } = await startService(place, { log, settings: { trustProxy: 1 } });
    await request(app).get('/healthz');
    await request(app).get('/x%0A%7B%22level%22:60%7D').set('x-forwarded-for', '203.0.113.7');
    await request(app).get('/y').set('x-forwarded-for', '{"level":60}');
    expect(lines.map((line) => (JSON.parse(line) as { req: unknown }).req)).toEqual([
      { method: 'GET', path: '/x%0A%7B%22level%22:60%7D', client: '203.0.113.7' },
      { method: 'GET', path: '/y', client: expect.stringMatching(/127\.0\.0\.1$/) },
    ]);
  });

  test('has a line for each request, without what was searched for and without keys', async () => {
    const lines: string[] = [];
    const stream = new Writable({
      write(chunk, _encoding, done) {
        lines.push(String(chunk));
        done();
      },
    });
    const place = makePlace();
    await buildIndex(place);
    const { app } = await startService(place, { log: pino({ level: 'info' }, stream), settings: { adminKey: 'key' } });
    const { headers } = await request(app).get('/api/v1/search?q=hushhush&limit=x');
    await request(app).get('/?q=hushhush');
    await request(app).post('/api/v1/search').send({ q: 'hushhush' });
    await request(app).get('/api/v1/tasks/x').set('authorization', 'Bearer hushhush');
    await request(app).get('/healthz');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toMatchObject([
      {
        reqId: headers['x-request-id'],
        req: { method: 'GET', path: '/api/v1/search' },
        res: { status: 400, code: 'invalid_parameter' },
      },
      { req: { path: '/' }, res: { status: 200 } },
      { req: { method: 'POST' }, res: { status: 200 } },
      { req: { path: '/api/v1/tasks/x' }, res: { status: 401 } },
    ]);
    expect(lines.join('')).not.toContain('hushhush');
  });
});
