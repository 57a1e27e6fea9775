/**
 * The thread that builds or compares: takes a task, tells its progress, and ends with a result or an error. Loaded by
 * `build.ts` only.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { SearchError } from '../errors.js';
import { freshness } from '../index/freshness.js';
import { type IngestProgress, ingest } from '../ingest.js';
import type { WorkerMessage, WorkerTask } from './build.js';

/** Milliseconds between messages: who listens redraws no more often. */
const PACE = 100;

function tell(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

function createTeller(): (progress: IngestProgress) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (progress) => {
    const now = performance.now();
    if (now - last < PACE) return;
    last = now;
    tell({ kind: 'progress', progress });
  };
}

async function work({ work: kind, ...task }: WorkerTask): Promise<unknown> {
  if (kind === 'compare') return freshness(task.directory, task.folder, task.settings);
  return ingest({ ...task, now: () => new Date(), progress: createTeller() });
}

try {
  tell({ kind: 'done', result: await work(workerData as WorkerTask) });
} catch (error) {
  if (error instanceof SearchError) {
    const { code, message, expected, found, hint, parameter } = error;
    tell({ kind: 'refused', error: { code, message, expected, found, hint, parameter } });
  } else tell({ kind: 'failed', error });
}
