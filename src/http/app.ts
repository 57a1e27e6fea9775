/**
 * The service as an Express application, and the table of all its routes. It never listens; `server.ts` does.
 */
import type { Express } from 'express';
import { openIndex } from '../backends/open.js';
import type { SearchError } from '../errors.js';
import type { Settings } from '../settings.js';
import { loadAssets } from './assets.js';
import { buildInProcess } from './build-process.js';
import { CurrentIndex } from './current-index.js';
import { createLog, type Log } from './log.js';
import { type MessageClasses, messageClasses } from './messages.js';
import { createMetrics } from './metrics.js';
import { mountRoutes } from './mount.js';
import { printOpenApi } from './openapi.js';
import type { Context, Route } from './route.js';
import { analyze } from './routes/analyze.js';
import { asset } from './routes/asset.js';
import { document } from './routes/document.js';
import { documentPage } from './routes/document-page.js';
import { explain } from './routes/explain.js';
import { health } from './routes/health.js';
import { index } from './routes/index.js';
import { metricsText } from './routes/metrics.js';
import { openApi } from './routes/openapi.js';
import { ready } from './routes/ready.js';
import { createReindex } from './routes/reindex.js';
import { getSearch, postSearch } from './routes/search.js';
import { searchPage } from './routes/search-page.js';
import { similar } from './routes/similar.js';
import { suggest } from './routes/suggest.js';
import { task } from './routes/task.js';
import { versions } from './routes/versions.js';
import { type StartBuild, Tasks } from './tasks.js';
import { warmUp } from './warm-up.js';

export interface AppOptions {
  readonly settings: Settings;
  /** Version of the program, for OpenAPI and ETags. */
  readonly version: string;
  /** What a reindex reads; default: the folder that the index was made of. */
  readonly folder?: string;
  readonly log?: Log;
  readonly startBuild?: StartBuild;
  /** Routes of the program's own, behind those of the service and not in its OpenAPI description. */
  readonly routes?: readonly Route[];
  /** Milliseconds between two looks for a new index. */
  readonly pollMs?: number;
  /** Folder of the built page. */
  readonly assetsDirectory?: string;
}

export interface App {
  readonly app: Express;
  /** For whoever makes the server that listens. */
  readonly serverOptions: MessageClasses;
  readonly index: CurrentIndex;
  readonly tasks: Tasks;
  readonly log: Log;
  /** Opens the index that is there and watches for new ones. */
  start(): Promise<void>;
  /** To be called when no request is under way any more. */
  close(): void;
}

export function createApp(options: AppOptions): App {
  const { settings, version, log = createLog(settings) } = options;
  const onFailure = (error: SearchError) =>
    log.error({ code: error.code, err: error }, 'the index could not be built or opened');
  const currentIndex = new CurrentIndex({
    directory: settings.index,
    open: openWarm(settings),
    onFailure,
    ...(options.pollMs === undefined ? {} : { pollMs: options.pollMs }),
  });
  const tasks = new Tasks({
    startBuild: options.startBuild ?? buildInProcess({ directory: settings.index, settings }),
    onBuilt: () => currentIndex.refresh(),
    onFailure,
  });
  const routes = listRoutes(options.folder);
  const context: Context = {
    settings,
    index: currentIndex,
    tasks,
    metrics: createMetrics(currentIndex),
    assets: loadAssets(options.assetsDirectory),
    version,
    openApi: () => printOpenApi(routes, version),
  };
  const app = mountRoutes([...routes, ...(options.routes ?? [])], context, log);
  return {
    app,
    serverOptions: messageClasses(app),
    index: currentIndex,
    tasks,
    log,
    start: () => currentIndex.start(),
    close() {
      tasks.close();
      currentIndex.close();
    },
  };
}

/** Opens indexes; the first one is searched before anybody else does. */
function openWarm(settings: Settings): typeof openIndex {
  let isWarm = false;
  return async (directory) => {
    const index = await openIndex(directory);
    if (!isWarm) warmUp(index, settings);
    isWarm = true;
    return index;
  };
}

/** Every endpoint. */
export function listRoutes(folder?: string): readonly Route[] {
  return [
    getSearch,
    postSearch,
    suggest,
    document,
    explain,
    similar,
    versions,
    analyze,
    index,
    createReindex(folder),
    task,
    health,
    ready,
    metricsText,
    openApi,
    searchPage,
    documentPage,
    asset,
  ];
}
