/**
 * Refuses requests that the HTTP parser lets pass although their meaning is in doubt: two hosts, an address of
 * another host, a percent code that is none.
 */
import type { RequestHandler } from 'express';
import { SearchError } from '../../errors.js';

export function requestForm(): RequestHandler {
  return (request, _response, next) => {
    if (request.httpVersion !== '1.0' && countHosts(request.rawHeaders) !== 1) throw badForm('exactly one Host header');
    request.url = originForm(request.url, request.headers.host);
    if (!isDecodable(request.url))
      throw badForm('percent codes that are UTF-8 in the address, with %25 for a percent sign');
    next();
  };
}

function countHosts(rawHeaders: readonly string[]): number {
  let hosts = 0;
  for (let i = 0; i < rawHeaders.length; i += 2) if (/^host$/i.test(rawHeaders[i]!)) hosts += 1;
  return hosts;
}

/** `http://host/path`, as sent to a proxy, is taken for `/path` where the host is the one of the header. */
function originForm(url: string, host: string | undefined): string {
  if (url.startsWith('/')) return url;
  const match = /^https?:\/\/([^/?#]*)(.*)$/i.exec(url);
  if (match === null || match[1]?.toLowerCase() !== host?.toLowerCase()) throw badForm('a path of this host');
  return match[2]!.startsWith('/') ? match[2]! : `/${match[2]}`;
}

function isDecodable(text: string): boolean {
  if (!text.includes('%')) return true;
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

function badForm(expected: string): SearchError {
  return new SearchError('invalid_parameter', 'The request is not well formed.', { expected });
}
