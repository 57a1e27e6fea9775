/**
 * How often a client may ask. A client is an address (a network of 56 bits with IPv6), counted for a minute; each app
 * has its own counters.
 */
import type { Request, RequestHandler } from 'express';
import { rateLimit } from 'express-rate-limit';
import { SearchError } from '../../errors.js';

const MINUTE_MS = 60_000;

/** `limit` requests a minute and client; 0 is no limit. Requests that `skip` picks are not counted. */
export function limitRate(limit: number, skip: (request: Request) => boolean = () => false): RequestHandler {
  if (limit === 0) return (_request, _response, next) => next();
  return rateLimit({
    windowMs: MINUTE_MS,
    limit,
    skip,
    standardHeaders: 'draft-8',
    legacyHeaders: false,
    // Its warnings go to the console as text, between the JSON lines of the log. What they warn of is that behind a
    // proxy all clients have one address, which is so as long as no proxy is trusted.
    validate: false,
    handler: (_request, response, next) => {
      const wait = response.getHeader('Retry-After');
      next(
        new SearchError('too_many_requests', `More than ${limit} requests came within a minute.`, {
          hint: `Wait ${String(wait)} seconds.`,
        }),
      );
    },
  });
}
