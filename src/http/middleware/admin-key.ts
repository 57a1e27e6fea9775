/**
 * The key of the routes that change something. Both sides are hashed before they are compared, so the comparison
 * takes the same time whatever was sent, and however long it is.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { SearchError } from '../../errors.js';
import { localsOf } from '../locals.js';

/** Throws `forbidden` where no key is configured, `unauthorized` where the key is missing or wrong. */
export function requireAdminKey(adminKey: string): RequestHandler {
  return (request, response, next) => {
    if (adminKey === '') {
      throw new SearchError('forbidden', 'This server has no admin key, so it is not changed over HTTP.', {
        hint: 'Start it with BROADSHEET_ADMIN_KEY.',
      });
    }
    if (hasAdminKey(request, adminKey)) {
      next();
      return;
    }
    localsOf(response).headers.push('WWW-Authenticate', 'Bearer realm="broadsheet"');
    throw new SearchError('unauthorized', 'The admin key is missing or wrong.', {
      hint: 'Send it as "Authorization: Bearer KEY".',
    });
  };
}

export function hasAdminKey(request: Request, adminKey: string): boolean {
  const sent = /^Bearer +(\S.*)$/i.exec(request.headers.authorization ?? '')?.[1]?.trim();
  return adminKey !== '' && sent !== undefined && timingSafeEqual(digest(sent), digest(adminKey));
}

function digest(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
