/**
 * Builds an index in a worker thread. The build never pauses, so on the main thread it would neither hear Ctrl-C nor
 * a parent that went away; here both end the process at once, and what was written so far is no generation yet. The
 * comparison of a folder with its index reads as much, and takes the same way.
 */
import { Worker } from 'node:worker_threads';
import { type ErrorCode, SearchError } from '../errors.js';
import type { Freshness } from '../index/freshness.js';
import type { IngestProgress, IngestReport } from '../ingest.js';
import type { Settings } from '../settings.js';

export interface BuildTask {
  readonly folder: string;
  readonly directory: string;
  readonly settings: Settings;
}

export type WorkerTask = BuildTask & { readonly work: 'build' | 'compare' };

/** What the worker tells: many of the first, then one of the others. */
export type WorkerMessage =
  | { readonly kind: 'progress'; readonly progress: IngestProgress }
  | { readonly kind: 'done'; readonly result: unknown }
  | { readonly kind: 'refused'; readonly error: PlainError }
  | { readonly kind: 'failed'; readonly error: unknown };

/** A SearchError as it passes between threads, which drop the class and the fields. */
interface PlainError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly expected?: string | undefined;
  readonly found?: string | number | undefined;
  readonly hint?: string | undefined;
  readonly parameter?: string | undefined;
}

/** Throws what `ingest` throws. */
export function buildIndex(task: BuildTask, onProgress: (progress: IngestProgress) => void): Promise<IngestReport> {
  return runWorker({ ...task, work: 'build' }, onProgress) as Promise<IngestReport>;
}

/** What `freshness` says, and throws. */
export function compareFolder(task: BuildTask): Promise<Freshness> {
  return runWorker({ ...task, work: 'compare' }, () => {}) as Promise<Freshness>;
}

function runWorker(task: WorkerTask, onProgress: (progress: IngestProgress) => void): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./build-worker.js', import.meta.url), { workerData: task });
    worker.on('message', (message: WorkerMessage) => {
      if (message.kind === 'progress') onProgress(message.progress);
      else if (message.kind === 'done') resolve(message.result);
      else if (message.kind === 'refused') reject(restore(message.error));
      else reject(message.error);
    });
    worker.once('error', reject);
    // After a message this does nothing: a promise is settled once.
    worker.once('exit', (code) => reject(new Error(`The worker ended without a result (code ${code}).`)));
  });
}

function restore({ code, message, ...details }: PlainError): SearchError {
  const given = Object.entries(details).filter(([, value]) => value !== undefined);
  return new SearchError(code, message, Object.fromEntries(given));
}
