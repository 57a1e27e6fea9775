/**
 * Builds that were asked for. One runs at a time and at most one waits: whoever asks during a build gets the task
 * that starts after it, because the running build may have read past what has changed since.
 */
import { randomUUID } from 'node:crypto';
import { SearchError } from '../errors.js';
import type { IngestProgress } from '../ingest.js';
import { type Problem, problemOf, toSearchError } from './problems.js';

export interface Task {
  readonly id: string;
  readonly status: 'queued' | 'running' | 'succeeded' | 'failed';
  /** Bytes of the folder that were read, and in all. */
  readonly progress: { readonly done: number; readonly total: number };
  readonly error?: Problem;
}

/** A build in another process. */
export interface Build {
  /** Rejects with a SearchError when the build failed. */
  readonly finished: Promise<void>;
  stop(): void;
}

export type StartBuild = (folder: string, onProgress: (progress: IngestProgress) => void) => Build;

export interface TasksOptions {
  readonly startBuild: StartBuild;
  /** Called when a build has succeeded, before its task says so: what a client asks then is answered from the new index. */
  readonly onBuilt: () => Promise<void>;
  /** Told of each failed build, with all that the error says. */
  readonly onFailure?: (error: SearchError) => void;
}

/** Tasks that are remembered; the oldest finished ones are forgotten. */
const REMEMBERED = 100;

export class Tasks {
  private readonly options: TasksOptions;
  private readonly tasks = new Map<string, Task>();
  private running: { readonly id: string; readonly build: Build } | undefined;
  private queued: { readonly id: string; readonly folder: string } | undefined;
  private isClosed = false;

  constructor(options: TasksOptions) {
    this.options = options;
  }

  /** Starts a build of the folder, or gives the one that will start after the running build. */
  request(folder: string): Task {
    if (this.isClosed) throw new SearchError('overloaded', 'The server is shutting down.');
    if (this.queued !== undefined) return this.tasks.get(this.queued.id)!;
    const id = `task-${randomUUID()}`;
    this.put({ id, status: 'queued', progress: { done: 0, total: 0 } });
    if (this.running === undefined) this.start(id, folder);
    else this.queued = { id, folder };
    return this.tasks.get(id)!;
  }

  find(id: string): Task | undefined {
    return this.tasks.get(id);
  }

  /** How far the running build is. */
  get progress(): Task['progress'] | undefined {
    return this.running === undefined ? undefined : this.tasks.get(this.running.id)?.progress;
  }

  /** Stops the running build; the index that is there stays. */
  close(): void {
    this.isClosed = true;
    this.queued = undefined;
    this.running?.build.stop();
  }

  private start(id: string, folder: string): void {
    const build = this.options.startBuild(folder, ({ done, total }) => {
      if (this.tasks.get(id)?.status === 'running') this.put({ id, status: 'running', progress: { done, total } });
    });
    this.running = { id, build };
    this.put({ id, status: 'running', progress: { done: 0, total: 0 } });
    build.finished
      .then(() => this.options.onBuilt())
      .then(
        () => this.finish(id),
        (thrown: unknown) => this.finish(id, toSearchError(thrown)),
      );
  }

  private finish(id: string, error?: SearchError): void {
    const { total, done } = this.tasks.get(id)!.progress;
    if (error === undefined) this.put({ id, status: 'succeeded', progress: { done: total, total } });
    else this.put({ id, status: 'failed', progress: { done, total }, error: problemOf(error) });
    if (error !== undefined && !this.isClosed) this.options.onFailure?.(error);
    this.running = undefined;
    const next = this.queued;
    this.queued = undefined;
    if (next !== undefined) this.start(next.id, next.folder);
  }

  private put(task: Task): void {
    this.tasks.set(task.id, task);
    if (this.tasks.size <= REMEMBERED) return;
    for (const { id, status } of this.tasks.values()) {
      if (status !== 'succeeded' && status !== 'failed') continue;
      this.tasks.delete(id);
      return;
    }
  }
}
