/**
 * Puts replies and errors on the wire, with the headers that all of them have.
 */
import type { Request, Response } from 'express';
import type { SearchError } from '../errors.js';
import { renderErrorPage } from '../page/templates/error-page.js';
import type { LoadedAssets } from './assets.js';
import { PROBLEMS, type Problem, problemOf } from './problems.js';
import type { Reply } from './route.js';

const PROBLEM_TYPE = 'application/problem+json';

export function sendReply(response: Response, reply: Reply, started: number): void {
  response.status(reply.status ?? 200);
  response.set({ 'Cache-Control': 'no-cache', ...reply.headers });
  response.set('Server-Timing', printTimings({ ...reply.timings, total: performance.now() - started }));
  if (reply.status === 304) {
    response.end();
    return;
  }
  response.type(reply.type).send(reply.body);
}

/** As a page where the request is for a page and comes from a browser, else as a problem document. */
export function sendError(
  request: Request,
  response: Response,
  error: SearchError,
  { isPage, assets }: { isPage: boolean; assets: LoadedAssets },
): void {
  const problem = problemOf(error, String(request.id));
  const { retryAfter } = PROBLEMS[error.code];
  if (retryAfter !== undefined) response.set('Retry-After', String(retryAfter));
  response.status(problem.status).set('Cache-Control', 'no-store');
  if (isPage) response.vary('Accept');
  if (isPage && request.accepts([PROBLEM_TYPE, 'application/json', 'text/html']) === 'text/html')
    response.type('text/html').send(printErrorPage(problem, assets));
  else response.type(PROBLEM_TYPE).send(JSON.stringify(problem));
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
