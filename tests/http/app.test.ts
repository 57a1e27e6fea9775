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
      expectProblem(await request(app).get(fill(path).replace(/x$/, '%zz')), 400, 'invalid_parameter');
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
    '/api/v1/suggest?q=a',
    '/api/v1/documents/x/similar',
    '/api/v1/documents/x/explain?q=a',
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

describe('the log', () => {
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
