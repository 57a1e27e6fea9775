/**
 * How often a client may ask: so many requests within a minute that begins with its first one. Each app has its own
 * counters, in memory.
 */
import { hash } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { SearchError } from '../../errors.js';
import { networkOf } from '../client.js';
import { localsOf } from '../locals.js';

const MINUTE_MS = 60_000;

interface Count {
  used: number;
  /** When the client's minute ends. */
  readonly end: number;
  /** Value of `RateLimit-Policy`. */
  readonly policy: string;
}

export interface RateLimitOptions {
  /** Requests a minute and client; 0 is no limit. */
  readonly limit: number;
  /** Requests that are not counted. */
  readonly skip?: (request: Request) => boolean;
  /** Gives milliseconds that only grow. */
  readonly now?: () => number;
}

/** Throws `too_many_requests`. Tells what is left as `RateLimit` and `RateLimit-Policy` (IETF draft 8 of HTTPAPI). */
export function limitRate({ limit, skip, now = () => performance.now() }: RateLimitOptions): RequestHandler {
  if (limit === 0) return (_request, _response, next) => next();
  const name = `"${limit}-in-1min"`;
  const counts = new Map<string, Count>();
  let swept = now();

  function countOf(client: string, time: number): Count {
    const known = counts.get(client);
    if (known !== undefined && known.end > time) return known;
    if (time - swept >= MINUTE_MS) {
      for (const [other, { end }] of counts) if (end <= time) counts.delete(other);
      swept = time;
    }
    const policy = `${name}; q=${limit}; w=${MINUTE_MS / 1000}; pk=:${partitionKey(client)}:`;
    const count = { used: 0, end: time + MINUTE_MS, policy };
    counts.set(client, count);
    return count;
  }

  return (request, response, next) => {
    if (skip?.(request) === true) {
      next();
      return;
    }
    const { client, headers } = localsOf(response);
    const time = now();
    const count = countOf(networkOf(client), time);
    count.used += 1;
    const wait = Math.ceil((count.end - time) / 1000);
    headers.push('RateLimit', `${name}; r=${Math.max(0, limit - count.used)}; t=${wait}`);
    headers.push('RateLimit-Policy', count.policy);
    if (count.used <= limit) {
      next();
      return;
    }
    headers.push('Retry-After', String(wait));
    throw new SearchError('too_many_requests', `More than ${limit} requests came within a minute.`, {
      hint: `Wait ${wait} seconds.`,
    });
  };
}

/** Tells clients behind one address that they share a count, without telling the address. */
function partitionKey(client: string): string {
  return Buffer.from(hash('sha256', client, 'hex').slice(0, 12)).toString('base64');
}
