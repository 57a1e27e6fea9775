/**
 * Puts the table of routes on Express, with what happens to every request before and after its route: id, log line,
 * headers, limits, and one shape for every error.
 */
import { randomUUID } from 'node:crypto';
import express, { type Express, type NextFunction, type Request, type RequestHandler, type Response } from 'express';
import { SearchError } from '../errors.js';
import type { Settings } from '../settings.js';
import { clientOf } from './client.js';
import { type Locals, localsOf } from './locals.js';
import { type Log, logRequest, pathOf } from './log.js';
import { hasAdminKey, requireAdminKey } from './middleware/admin-key.js';
import { jsonBody } from './middleware/json-body.js';
import { limitRate } from './middleware/rate-limits.js';
import { requestForm } from './middleware/request-form.js';
import { toSearchError } from './problems.js';
import { sendError, sendNothing, sendReply } from './respond.js';
import type { Context, Route } from './route.js';

export function mountRoutes(routes: readonly Route[], context: Context, log: Log): Express {
  const { settings } = context;
  const app = express();
  app.disable('x-powered-by');
  // Each route reads its own parameters, strictly or leniently.
  app.set('query parser', false);
  app.set('trust proxy', settings.trustProxy);
  app.enable('case sensitive routing');
  app.enable('strict routing');
  app.use(begin(context, log), requestForm(), limitRate({ limit: settings.rateLimit, skip: isProbe }));
  for (const [path, group] of groupByPath(routes)) mount(app, path, group, context);
  app.use((request: Request) => {
    throw new SearchError('not_found', `There is nothing at ${JSON.stringify(request.path.slice(0, 200))}.`, {
      hint: 'GET /openapi.json lists the paths.',
    });
  });
  app.use(handleError(context, log));
  return app;
}

/** Paths that machines ask every few seconds. */
const PROBES = new Set(['/healthz', '/readyz', '/metrics']);

/** A probe that is refused would take a healthy server for dead, and a line for each would fill the log. */
function isProbe({ url }: Request): boolean {
  return PROBES.has(pathOf(url));
}

/** Notes what is known of a request from its first moment, and accounts for it when it is over. */
function begin({ metrics, settings }: Context, log: Log): RequestHandler {
  return (request, response, next) => {
    const locals: Locals = {
      id: `req-${randomUUID()}`,
      started: performance.now(),
      client: clientOf(request, settings.trustProxy),
      headers: [],
    };
    response.locals = locals;
    response.once('close', () => {
      const seconds = (performance.now() - locals.started) / 1000;
      const { route = 'none' } = locals;
      metrics.countRequest({ method: request.method, route, status: response.statusCode, seconds });
      if (!isProbe(request)) logRequest(log, request, response);
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
  const isPage = group.some((route) => route.isPage === true);
  const mounted = app.route(path.replaceAll(/\{(\w+)\}/g, ':$1'));
  mounted.all((_request, response, next) => {
    Object.assign(localsOf(response), { route: path, isPage });
    next();
  });
  for (const route of group) {
    const guards = guardsOf(route, context.settings);
    const bodies = route.body === undefined ? [] : jsonBody(route.body);
    mounted[route.method](...guards, ...bodies, run(route, context));
  }
  mounted.all(refuseMethod(group));
}

/** The limit comes first, so that keys cannot be tried out. */
function guardsOf({ admin }: Route, { adminKey, adminRateLimit }: Settings): RequestHandler[] {
  if (admin === undefined) return [];
  const skip = (request: Request) => admin === 'uncounted' && hasAdminKey(request, adminKey);
  return [limitRate({ limit: adminRateLimit, skip }), requireAdminKey(adminKey)];
}

function run(route: Route, context: Context): RequestHandler {
  return (request, response) => {
    const incoming = {
      path: request.params as Record<string, string>,
      query: new URLSearchParams(request.url.slice(pathOf(request.url).length)),
      body: request.body as unknown,
      ifNoneMatch: request.headers['if-none-match'],
    };
    const reply = route.handle(incoming, context);
    // A promise costs a turn of the event loop that most replies need not wait for.
    if (reply instanceof Promise) return reply.then((settled) => sendReply(request, response, settled));
    return sendReply(request, response, reply);
  };
}

function refuseMethod(group: readonly Route[]): RequestHandler {
  const methods = group.flatMap(({ method }) => (method === 'get' ? ['GET', 'HEAD'] : [method.toUpperCase()]));
  const allow = [...methods, 'OPTIONS'].join(', ');
  return (request, response) => {
    localsOf(response).headers.push('Allow', allow);
    if (request.method !== 'OPTIONS') {
      throw new SearchError('method_not_allowed', `${request.method} is not answered here.`, {
        expected: `one of ${allow}`,
      });
    }
    sendNothing(response);
  };
}

/** Express knows an error handler by its four parameters. */
function handleError({ assets }: Context, log: Log) {
  return (thrown: unknown, request: Request, response: Response, _next: NextFunction): Promise<void> | undefined => {
    const error = toSearchError(thrown);
    const locals = localsOf(response);
    locals.code = error.code;
    if (error.code === 'internal') log.error({ reqId: locals.id, err: error.cause ?? error }, 'request failed');
    if (response.headersSent) {
      response.destroy();
      return undefined;
    }
    const { isPage = !request.path.startsWith('/api/') } = locals;
    return sendError(request, response, error, { isPage, assets });
  };
}
