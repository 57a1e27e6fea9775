/**
 * The service as a library: what `import … from 'broadsheet/http'` gives. Express is loaded by this entry and not by
 * `broadsheet`.
 */
import type { RequestListener } from 'node:http';
import { completeSettings, type Settings } from '../settings.js';
import { readVersion } from '../version.js';
import { createApp as createFullApp } from './app.js';

export interface ServiceOptions {
  /** The folder of the index; an index need not be there yet. */
  readonly directory: string;
  /** What a reindex reads. Default: the folder that the index was built from. */
  readonly folder?: string;
  /** Default: the settings of `broadsheet serve`. `port` and `host` belong to who listens. */
  readonly settings?: Partial<Omit<Settings, 'index' | 'port' | 'host'>>;
}

export interface Service {
  /** An Express application with every endpoint and the page, for `http.createServer`. */
  readonly app: RequestListener;
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
export function createApp({ directory, folder, settings = {} }: ServiceOptions): Service {
  const { app, start, close } = createFullApp({
    settings: completeSettings({ ...settings, index: directory }),
    version: readVersion(),
    ...(folder === undefined ? {} : { folder }),
  });
  return { app, start, close };
}
