/**
 * The service as a library: what `import … from 'broadsheet/http'` gives. Express is loaded by this entry and not by
 * `broadsheet`.
 */
import type { RequestListener, ServerOptions } from 'node:http';
import { completeSettings, type Settings } from '../settings.js';
import { readVersion } from '../version.js';
import { createApp as createFullApp } from './app.js';
import type { Route } from './route.js';

export interface ServiceOptions {
  /** The folder of the index; an index need not be there yet. */
  readonly directory: string;
  /** What a reindex reads. Default: the folder that the index was built from. */
  readonly folder?: string;
  /** Default: the settings of `broadsheet serve`. `port` and `host` belong to who listens. */
  readonly settings?: Partial<Omit<Settings, 'index' | 'port' | 'host'>>;
  /** Further endpoints, with the headers, limits, log lines and errors of the others. */
  readonly routes?: readonly OwnRoute[];
}

/** An endpoint of the program's own. It is not in `/openapi.json`. */
export interface OwnRoute {
  /** May hold names: `/hello/{name}`. Where the service has the same path, the service answers. */
  readonly path: string;
  /** Answers GET and HEAD. What it throws is answered with an error, a `SearchError` by its code. */
  handle(request: OwnRequest): OwnReply | Promise<OwnReply>;
}

export interface OwnRequest {
  /** The named parts of the path, decoded. */
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
}

export interface OwnReply {
  /** Default: 200. */
  readonly status?: number;
  /** Such as `application/json`; texts are sent as UTF-8. */
  readonly type: string;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Service {
  /** An Express application with every endpoint and the page, for `http.createServer`. */
  readonly app: RequestListener;
  /** For `http.createServer(serverOptions, app)`: without these, a request takes twice as long. */
  readonly serverOptions: Pick<ServerOptions, 'IncomingMessage' | 'ServerResponse'>;
  /** Opens the index that is there, and watches for new ones. Never throws: without an index it waits for one. */
  start(): Promise<void>;
  /** Closes the index and stops watching. To be called when no request is under way any more. */
  close(): void;
}

/**
 * The service over an index, which listens nowhere by itself. The paths of its page are absolute: it wants an address
 * of its own. Logs JSON lines on standard error (`logLevel`). Throws a `SearchError`: `invalid_parameter` or
 * `unknown_parameter` for a wrong setting.
 */
export function createApp({ directory, folder, settings = {}, routes = [] }: ServiceOptions): Service {
  const { app, serverOptions, start, close } = createFullApp({
    settings: completeSettings({ ...settings, index: directory }),
    version: readVersion(),
    routes: routes.map(completeRoute),
    ...(folder === undefined ? {} : { folder }),
  });
  return { app, serverOptions, start, close };
}

function completeRoute(own: OwnRoute): Route {
  const { path } = own;
  return { method: 'get', path, summary: path, answers: [], errors: [], handle: (incoming) => own.handle(incoming) };
}
