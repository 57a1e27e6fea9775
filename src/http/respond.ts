/**
 * Puts replies and errors on the wire, with the headers that all of them have. A head is written in one go: Node takes
 * a list of headers as it is, while headers that are set one by one are kept, compared and merged.
 */
import { hash } from 'node:crypto';
import type { Request, Response } from 'express';
import type { SearchError } from '../errors.js';
import { renderErrorPage } from '../page/templates/error-page.js';
import type { LoadedAssets } from './assets.js';
import { chooseEncoding, isPackable, pack } from './compress.js';
import { localsOf } from './locals.js';
import { SECURITY_HEADERS } from './middleware/security-headers.js';
import { PROBLEMS, type Problem, problemOf } from './problems.js';
import type { Reply } from './route.js';

const PROBLEM_TYPE = 'application/problem+json';

/** The promise, where there is one, is of an answer that takes time to pack. */
export function sendReply(request: Request, response: Response, reply: Reply): Promise<void> | undefined {
  const { status = 200, type, body, timings } = reply;
  const headers: Record<string, string> = { 'Cache-Control': 'no-cache', ...reply.headers };
  const isKept = status === 200 && isRead(request) && headers['Cache-Control'] !== 'no-store';
  if (isKept) headers.ETag ??= etagOf(body);
  const total = performance.now() - localsOf(response).started;
  headers['Server-Timing'] = printTimings({ ...timings, total });
  if (status === 304 || (isKept && isFresh(headers.ETag, request.headers['if-none-match'])))
    writeHead(response, 304, headers).end();
  else return sendContent(request, response, status, headers, { type, body });
  return undefined;
}

/** As a page where the request is for a page and comes from a browser, else as a problem document. */
export function sendError(
  request: Request,
  response: Response,
  error: SearchError,
  { isPage, assets }: { isPage: boolean; assets: LoadedAssets },
): Promise<void> | undefined {
  const problem = problemOf(error, localsOf(response).id);
  const { retryAfter } = PROBLEMS[error.code];
  const headers = {
    'Cache-Control': 'no-store',
    ...(retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) }),
    ...(isPage ? { Vary: 'Accept' } : {}),
  };
  const isForPeople = isPage && request.accepts([PROBLEM_TYPE, 'application/json', 'text/html']) === 'text/html';
  const content = isForPeople
    ? { type: 'text/html', body: printErrorPage(problem, assets) }
    : { type: PROBLEM_TYPE, body: JSON.stringify(problem) };
  return sendContent(request, response, problem.status, headers, content);
}

export function sendNothing(response: Response): void {
  writeHead(response, 204, {}).end();
}

/** Whether a client has the answer already, by what it sends as `If-None-Match`. */
export function isFresh(etag: string | undefined, ifNoneMatch: string | undefined): boolean {
  if (etag === undefined || ifNoneMatch === undefined) return false;
  const bare = etag.replace(/^W\//, '');
  return ifNoneMatch.split(',').some((tag) => ['*', bare].includes(tag.trim().replace(/^W\//, '')));
}

function isRead({ method }: Request): boolean {
  return method === 'GET' || method === 'HEAD';
}

function sendContent(
  request: Request,
  response: Response,
  status: number,
  headers: Readonly<Record<string, string>>,
  { type, body }: Pick<Reply, 'type' | 'body'>,
): Promise<void> | undefined {
  const described = { ...headers, ...describeContent(type, body, headers.Vary) };
  const send = (bytes: string | Buffer, encoding: Readonly<Record<string, string>> = {}): void => {
    const length = String(Buffer.byteLength(bytes));
    writeHead(response, status, { ...described, ...encoding, 'Content-Length': length }).end(bytes);
  };
  const encoding =
    request.method === 'HEAD' ? undefined : chooseEncoding(request.headers['accept-encoding'], type, body);
  if (encoding === undefined) {
    send(body);
    return undefined;
  }
  const packed = pack(body, encoding);
  if (!Buffer.isBuffer(packed)) return packed.then((bytes) => send(bytes, { 'Content-Encoding': encoding }));
  send(packed, { 'Content-Encoding': encoding });
  return undefined;
}

function describeContent(type: string, body: string | Buffer, vary: string | undefined): Record<string, string> {
  const isBare = typeof body === 'string' && !type.includes('charset=');
  return {
    'Content-Type': isBare ? `${type}; charset=utf-8` : type,
    ...(isPackable(type) ? { Vary: vary === undefined ? 'Accept-Encoding' : `${vary}, Accept-Encoding` } : {}),
  };
}

function writeHead(response: Response, status: number, headers: Readonly<Record<string, string>>): Response {
  const { id, headers: more } = localsOf(response);
  const list = [...SECURITY_HEADERS, 'X-Request-Id', id, ...more];
  for (const [name, value] of Object.entries(headers)) list.push(name, value);
  return response.writeHead(status, list);
}

/** Weak, because the bytes depend on the encoding. */
function etagOf(body: string | Buffer): string {
  return `W/"${hash('sha1', body, 'base64url')}"`;
}

function printErrorPage({ status, title, detail, instance }: Problem, assets: LoadedAssets): string {
  const where = status >= 500 ? ` (${instance})` : '';
  return renderErrorPage({ status, title, detail: `${detail}${where}`, assets: assets.urls });
}

function printTimings(timings: Readonly<Record<string, number>>): string {
  return Object.entries(timings)
    .map(([name, milliseconds]) => `${name};dur=${milliseconds.toFixed(2)}`)
    .join(', ');
}
