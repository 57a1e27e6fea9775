/**
 * What a route is: a row with a path, the schemas of what comes in and goes out, and a function from one to the
 * other. Routes know nothing of Express: `app.ts` mounts them, `openapi.ts` prints them.
 */
import type { z } from 'zod';
import type { ErrorCode } from '../errors.js';
import type { Settings } from '../settings.js';
import type { LoadedAssets } from './assets.js';
import type { CurrentIndex } from './current-index.js';
import type { Metrics } from './metrics.js';
import { readBody, readQuery } from './parameters.js';
import { noParameters } from './schemas.js';
import type { Tasks } from './tasks.js';

/** What routes share. */
export interface Context {
  readonly settings: Settings;
  readonly index: CurrentIndex;
  readonly tasks: Tasks;
  readonly metrics: Metrics;
  readonly assets: LoadedAssets;
  /** Version of the program; a part of every ETag, since another version may answer otherwise. */
  readonly version: string;
  /** The printed OpenAPI document; a function, because it is made from the table that this context is given to. */
  readonly openApi: () => string;
}

/** What came in, not yet checked. */
export interface Incoming {
  readonly path: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly body: unknown;
  readonly ifNoneMatch: string | undefined;
}

export interface Reply {
  readonly status?: number;
  readonly type: string;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** Milliseconds by name, for `Server-Timing`. */
  readonly timings?: Readonly<Record<string, number>>;
}

interface Answer {
  readonly status: number;
  readonly description: string;
  readonly type: string;
  readonly schema?: z.ZodType;
}

export interface Route {
  readonly method: 'get' | 'post';
  /** As in OpenAPI: `/api/v1/documents/{id}`. */
  readonly path: string;
  readonly summary: string;
  readonly description?: string;
  /** Path parameters and what they are. */
  readonly pathParameters?: Readonly<Record<string, string>>;
  /** Absent: any parameters are let pass (probes add some to get past caches), or the route reads them leniently. */
  readonly query?: z.ZodObject;
  readonly body?: RouteBody;
  readonly answers: readonly Answer[];
  /** What it can answer besides the errors that every route can. */
  readonly errors: readonly ErrorCode[];
  /** Needs the admin key. `uncounted`: reading with the right key does not count for the rate limit of such routes. */
  readonly admin?: 'counted' | 'uncounted';
  /** Errors are pages for a browser. */
  readonly isPage?: true;
  handle(incoming: Incoming, context: Context): Reply | Promise<Reply>;
}

export interface RouteBody<Schema extends z.ZodObject = z.ZodObject> {
  readonly schema: Schema;
  readonly maxBytes: number;
  /** False where the body may be left out. */
  readonly required: boolean;
}

type Row<Schema extends z.ZodObject> = Omit<Route, 'query' | 'body' | 'handle'> & {
  readonly handle: (given: z.output<Schema>, context: Context, incoming: Incoming) => Reply | Promise<Reply>;
};

/** A route whose parameters are in the address. */
export function queryRoute<Schema extends z.ZodObject>(query: Schema, row: Row<Schema>): Route {
  return {
    ...row,
    query,
    handle: (incoming, context) => row.handle(readQuery(query, incoming.query), context, incoming),
  };
}

/** A route whose parameters are in a JSON body; it takes none in the address. */
export function bodyRoute<Schema extends z.ZodObject>(body: RouteBody<Schema>, row: Row<Schema>): Route {
  return {
    ...row,
    body,
    handle: (incoming, context) => {
      readQuery(noParameters, incoming.query);
      return row.handle(readBody(body.schema, incoming.body), context, incoming);
    },
  };
}
