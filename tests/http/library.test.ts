import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SearchError } from '../../src/errors.js';
import { createApp, type OwnRoute } from '../../src/http/library.js';
import { makePlace } from './service.js';

const ROUTES: readonly OwnRoute[] = [
  {
    path: '/hello/{name}',
    handle: ({ path, query }) => ({ type: 'text/plain', body: `Hello ${path.name}${query.get('mark') ?? ''}` }),
  },
  { path: '/later', handle: async () => ({ status: 202, type: 'application/json', body: Buffer.from('{}') }) },
  {
    path: '/refused',
    handle: () => {
      throw new SearchError('unsupported', 'Not here.');
    },
  },
  {
    path: '/broken',
    handle: async () => {
      throw new TypeError('secret is undefined');
    },
  },
  { path: '/healthz', handle: () => ({ type: 'text/plain', body: 'mine' }) },
];

const service = createApp({
  directory: makePlace().directory,
  settings: { logLevel: 'silent', rateLimit: 100 },
  routes: ROUTES,
});
const server = createServer(service.serverOptions, service.app);
let address: string;

beforeAll(async () => {
  await service.start();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  service.close();
});

describe('routes of one’s own', () => {
  test('are answered with the headers and the limit of the others', async () => {
    const reply = await fetch(`${address}/hello/J%C3%BCrg?mark=!`);
    expect(await reply.text()).toBe('Hello Jürg!');
    expect(Object.fromEntries(reply.headers)).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'x-request-id': expect.stringMatching(/^req-/),
      'x-content-type-options': 'nosniff',
      ratelimit: expect.stringContaining('"100-in-1min"'),
    });
    expect((await fetch(`${address}/later`)).status).toBe(202);
  });

  test('have the errors of the others', async () => {
    const refused = await fetch(`${address}/refused`);
    expect(await refused.json()).toMatchObject({ status: 400, code: 'unsupported', detail: 'Not here.' });
    const broken = await (await fetch(`${address}/broken`)).text();
    expect(JSON.parse(broken)).toMatchObject({ status: 500, code: 'internal' });
    expect(broken).not.toContain('secret');
    expect((await fetch(`${address}/later`, { method: 'DELETE' })).headers.get('allow')).toBe('GET, HEAD, OPTIONS');
  });

  test('do not take the place of the service’s, nor stand in its description', async () => {
    expect(await (await fetch(`${address}/healthz`)).json()).toEqual({ status: 'ok' });
    const { paths } = (await (await fetch(`${address}/openapi.json`)).json()) as { paths: object };
    expect(paths).toHaveProperty('/healthz');
    expect(paths).not.toHaveProperty('/later');
  });
});
