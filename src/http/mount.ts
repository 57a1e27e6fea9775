/**
 * Puts the table of routes on Express, with what happens to every request before and after its route: id, log line,
 * headers, limits, and one shape for every error.
 */
import compression from 'compression';
import express, { type Express, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { SearchError } from '../errors.js';
import type { Settings } from '../settings.js';
import { type Log, requestLog } from './log.js';
import type { Metrics } from './metrics.js';
import { hasAdminKey, requireAdminKey } from './middleware/admin-key.js';
import { jsonBody } from './middleware/json-body.js';
import { limitRate } from './middleware/rate-limits.js';
import { requestForm } from './middleware/request-form.js';
import { securityHeaders } from './middleware/security-headers.js';
import { toSearchError } from './problems.js';
import { sendError, sendReply } from './respond.js';
import type { Context, Route } from './route.js';

export function mountRoutes(routes: readonly Route[], context: Context, log: Log): Express {
  const { settings } = context;
  const app = express();
  app.disable('x-powered-by');
  // Each route reads its own parameters, strictly or leniently.
  app.set('query parser', false);
  app.enable('case sensitive routing');
  app.enable('strict routing');
  app.use(requestLog(log), identify, securityHeaders(), measure(context.metrics), requestForm(), compression());
  app.use(limitRate(settings.rateLimit, ({ path }) => PROBES.has(path)));
  for (const [path, group] of groupByPath(routes)) mount(app, path, group, context);
  app.use((request: Request) => {
    throw new SearchError('not_found', `There is nothing at ${JSON.stringify(request.path.slice(0, 200))}.`, {
      hint: 'GET /openapi.json lists the paths.',
    });
  });
  app.use(handleError(context, log));
  return app;
}

/** A probe that is refused would take a healthy server for dead. */
const PROBES = new Set(['/healthz', '/readyz', '/metrics']);

interface Locals {
  started: number;
  route?: string;
  /** Code of the error, for the log. */
  code?: string;
  /** Unknown addresses outside the API may have been typed into a browser. */
  isPage?: boolean;
}

function localsOf(response: Response): Locals {
  return response.locals as Locals;
}

function identify(request: Request, response: Response, next: NextFunction): void {
  localsOf(response).started = performance.now();
  response.set('X-Request-Id', String(request.id));
  next();
}

function measure(metrics: Metrics): RequestHandler {
  return (request, response, next) => {
    response.once('close', () => {
      const { started, route = 'none' } = localsOf(response);
      const seconds = (performance.now() - started) / 1000;
      metrics.countRequest({ method: request.method, route, status: response.statusCode, seconds });
    });
    next();
  };
}

function groupByPath(routes: readonly Route[]): Map<string, Route[]> {
  const groups = new Map<string, Route[]>();
  for (const route of routes) groups.set(route.path, [...(groups.get(route.path) ?? []), route]);
  return groups;
}

function mount(app: Express, path: string, group: readonly Route[], context: Context): void {
  const pattern = path.replaceAll(/\{(\w+)\}/g, ':$1');
  app.all(pattern, (_request, response, next) => {
    Object.assign(localsOf(response), { route: path, isPage: group.some((route) => route.isPage === true) });
    next();
  });
  for (const route of group) {
    const guards = guardsOf(route, context.settings);
    const bodies = route.body === undefined ? [] : jsonBody(route.body);
    app[route.method](pattern, ...guards, ...bodies, run(route, context));
  }
  app.all(pattern, refuseMethod(group));
}

/** The limit comes first, so that keys cannot be tried out. */
function guardsOf({ admin }: Route, { adminKey, adminRateLimit }: Settings): RequestHandler[] {
  if (admin === undefined) return [];
  const skip = (request: Request) => admin === 'uncounted' && hasAdminKey(request, adminKey);
  return [limitRate(adminRateLimit, skip), requireAdminKey(adminKey)];
}

function run(route: Route, context: Context): RequestHandler {
  return async (request, response) => {
    const [, search = ''] = splitOnce(request.url, '?');
    const incoming = {
      path: request.params as Record<string, string>,
      query: new URLSearchParams(search),
      body: request.body as unknown,
      ifNoneMatch: request.headers['if-none-match'],
    };
    sendReply(response, await route.handle(incoming, context), localsOf(response).started);
  };
}

function splitOnce(text: string, separator: string): [string, string?] {
  const at = text.indexOf(separator);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + separator.length)];
}

function refuseMethod(group: readonly Route[]): RequestHandler {
  const methods = group.flatMap(({ method }) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()]));
  const allow = [...methods, 'OPTIONS'].join(', ');
  return (request, response) => {
    response.set('Allow', allow);
    if (request.method !== 'OPTIONS') {
      throw new SearchError('method_not_allowed', `${request.method} is not answered here.`, {
        expected: `one of ${allow}`,
      });
    }
    response.status(204).end();
  };
}

/** Express knows an error handler by its four parameters. */
function handleError({ assets }: Context, log: Log) {
  return (thrown: unknown, request: Request, response: Response, _next: NextFunction): void => {
    const error = toSearchError(thrown);
    localsOf(response).code = error.code;
    if (error.code === 'internal') log.error({ reqId: request.id, err: error.cause ?? error }, 'request failed');
    if (response.headersSent) {
      response.destroy();
      return;
    }
    const { isPage = !request.path.startsWith('/api/') } = localsOf(response);
    sendError(request, response, error, { isPage, assets });
  };
}
