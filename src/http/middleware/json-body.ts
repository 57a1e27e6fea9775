/**
 * Reads a JSON body up to a size. Another kind of body is refused by its type, before it is read.
 */
import express, { type RequestHandler } from 'express';
import { SearchError } from '../../errors.js';
import type { RouteBody } from '../route.js';

export function jsonBody({ maxBytes }: RouteBody): RequestHandler[] {
  return [
    (request, _response, next) => {
      const sent = request.headers['content-type'];
      // Null is a request without a body, and so is one whose body has no bytes.
      if (request.is('application/json') === false && request.headers['content-length'] !== '0') {
        throw new SearchError('unsupported_media_type', 'The body must be JSON.', {
          expected: 'Content-Type: application/json',
          ...(sent === undefined ? {} : { found: sent.slice(0, 80) }),
        });
      }
      next();
    },
    express.json({ limit: maxBytes, type: 'application/json', strict: false }),
  ];
}
