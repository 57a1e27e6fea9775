import { expect, test } from '@jest/globals';
import type { Request, Response } from 'express';
import { SearchError } from '../../../src/errors.js';
import { limitRate, type RateLimitOptions } from '../../../src/http/middleware/rate-limits.js';

/** The limit under a clock that stands until it is set. */
function createLimit(options: Partial<RateLimitOptions> = {}) {
  const clock = { time: 5000 };
  const limit = limitRate({ limit: 2, now: () => clock.time, ...options });
  /** The headers that the answer gets, and the error where the request is refused. */
  function ask(client: string): { headers: Record<string, string>; error?: unknown } {
    const headers: string[] = [];
    const pairs = () =>
      Object.fromEntries(headers.flatMap((name, i) => (i % 2 === 0 ? [[name, headers[i + 1] ?? '']] : [])));
    try {
      // The two are all that it looks at of a response, which is too large to make whole.
      limit({} as Request, { locals: { client, headers } } as unknown as Response, () => {});
      return { headers: pairs() };
    } catch (error) {
      return { headers: pairs(), error };
    }
  }
  return { clock, ask };
}

test('what is left is told, and beyond it there is an error that says how long to wait', () => {
  const { clock, ask } = createLimit();
  const policy = { 'RateLimit-Policy': expect.stringMatching(/^"2-in-1min"; q=2; w=60; pk=:[\w+/]+=*:$/) };
  expect(ask('a')).toEqual({ headers: { RateLimit: '"2-in-1min"; r=1; t=60', ...policy } });
  clock.time += 10_500;
  expect(ask('a')).toEqual({ headers: { RateLimit: '"2-in-1min"; r=0; t=50', ...policy } });
  const { headers, error } = ask('a');
  expect(headers).toMatchObject({ RateLimit: '"2-in-1min"; r=0; t=50', 'Retry-After': '50' });
  expect(error).toBeInstanceOf(SearchError);
  expect(error).toMatchObject({ code: 'too_many_requests', hint: 'Wait 50 seconds.' });
});

test('a minute after the first request the count begins again', () => {
  const { clock, ask } = createLimit();
  for (let i = 0; i < 5; i += 1) ask('a');
  clock.time += 59_999;
  expect(ask('a').error).toBeDefined();
  clock.time += 1;
  expect(ask('a').headers.RateLimit).toBe('"2-in-1min"; r=1; t=60');
});

test('clients are counted apart, and the neighbours of an IPv6 address with it', () => {
  const { ask } = createLimit();
  for (const client of ['192.0.2.1', '192.0.2.2', '2001:db8::1', '2001:db8:0:100::1'])
    expect(ask(client).headers.RateLimit).toContain('r=1');
  expect(ask('2001:db8::2').headers.RateLimit).toContain('r=0');
  expect(ask('::ffff:192.0.2.1').headers.RateLimit).toContain('r=0');
});

test('who has been forgotten in between begins anew, who has not goes on', () => {
  const { clock, ask } = createLimit();
  ask('old');
  clock.time += 40_000;
  ask('young');
  clock.time += 30_000;
  ask('new');
  expect(ask('young').headers.RateLimit).toContain('r=0; t=30');
  expect(ask('old').headers.RateLimit).toContain('r=1; t=60');
});

test('requests that are skipped are not counted, and 0 is no limit', () => {
  expect(createLimit({ skip: () => true }).ask('a')).toEqual({ headers: {} });
  expect(createLimit({ limit: 0 }).ask('a')).toEqual({ headers: {} });
});
