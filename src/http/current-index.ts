/**
 * The index that is served. It watches `CURRENT` and swaps to a new generation without a failed request: the old one
 * is closed only when the last request that uses it is done, and it stays where the new one cannot be opened.
 */
import { BACKENDS, type IndexOnDisk, openIndex } from '../backends/open.js';
import { type ErrorCode, SearchError } from '../errors.js';
import { type Current, readCurrent } from '../index/directory.js';
import { PROBLEMS, toSearchError } from './problems.js';

export interface CurrentIndexOptions {
  readonly directory: string;
  readonly open?: (directory: string) => Promise<IndexOnDisk>;
  readonly read?: (directory: string) => Current | undefined;
  /** Milliseconds between two looks at `CURRENT`. */
  readonly pollMs?: number;
  /** Told of each failure once, with all that the error says. */
  readonly onFailure?: (error: SearchError) => void;
}

export type IndexStatus =
  | { readonly state: 'ready'; readonly index: IndexOnDisk }
  | { readonly state: 'degraded'; readonly index: IndexOnDisk; readonly reason: string }
  | { readonly state: 'missing'; readonly error: SearchError };

/** Half a second: a new index is seen soon, and reading one short line costs nothing. */
const POLL_MS = 500;

/** A generation that could not be opened is tried again after this many looks, for the case that it was a passing want. */
const RETRY_AFTER_LOOKS = 10;

const MISSING = new SearchError('index_missing', 'There is no index yet.');

interface Lease {
  readonly index: IndexOnDisk;
  /** What CURRENT said. */
  readonly line: string;
  users: number;
  isReplaced: boolean;
}

export class CurrentIndex {
  private readonly options: CurrentIndexOptions;
  private lease: Lease | undefined;
  private failure: SearchError | undefined;
  /** The line of CURRENT whose generation could not be opened. */
  private failed: string | undefined;
  private looksSinceFailure = 0;
  /** The last look that was asked for. */
  private looking: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private isClosed = false;

  constructor(options: CurrentIndexOptions) {
    this.options = options;
  }

  /** Opens what there is and goes on watching. Without an index it waits for one; it never throws. */
  async start(): Promise<void> {
    await this.refresh();
    if (this.isClosed) return;
    this.timer = setInterval(() => {
      if (this.looking === undefined) void this.refresh();
    }, this.options.pollMs ?? POLL_MS);
    this.timer.unref();
  }

  get status(): IndexStatus {
    const { lease, failure } = this;
    if (lease === undefined) return { state: 'missing', error: failure ?? MISSING };
    if (failure === undefined && lease.index.degraded === undefined) return { state: 'ready', index: lease.index };
    if (failure === undefined) return { state: 'degraded', index: lease.index, reason: reasonsOf(lease.index) };
    return { state: 'degraded', index: lease.index, reason: reasonOf(failure.code, lease.index.generation) };
  }

  /** Runs `work` on the index of this moment, which stays open until the work is done. Throws where there is none. */
  use<Result>(work: (index: IndexOnDisk) => Result): Result {
    const { lease } = this;
    if (lease === undefined) throw this.failure ?? MISSING;
    lease.users += 1;
    let isLater = false;
    const done = () => {
      lease.users -= 1;
      closeIfIdle(lease);
    };
    try {
      const result = work(lease.index);
      if (result instanceof Promise) {
        isLater = true;
        return result.finally(done) as Result;
      }
      return result;
    } finally {
      if (!isLater) done();
    }
  }

  /** Looks at `CURRENT`, after a look that is under way: that one may have read it before it changed. */
  refresh(): Promise<void> {
    const look = (this.looking ?? Promise.resolve())
      .then(() => this.look())
      .finally(() => {
        if (this.looking === look) this.looking = undefined;
      });
    this.looking = look;
    return look;
  }

  close(): void {
    this.isClosed = true;
    clearInterval(this.timer);
    this.replace(undefined);
  }

  private async look(): Promise<void> {
    const { directory, read = readCurrent, open = openIndex } = this.options;
    try {
      const current = read(directory);
      const line = current && JSON.stringify(current);
      // Without CURRENT an index that is open stays: it is whole, and its folder may be on its way back.
      if (line === undefined || line === this.lease?.line) {
        this.failure = undefined;
        return;
      }
      if (this.isClosed || (line === this.failed && !this.isRetryDue())) return;
      this.failed = line;
      this.looksSinceFailure = 0;
      const index = await open(directory);
      if (this.isClosed) index.close();
      else this.replace({ index, line, users: 0, isReplaced: false });
      if (index.degraded !== undefined) this.options.onFailure?.(new SearchError('index_damaged', index.degraded));
      this.failure = undefined;
      this.failed = undefined;
    } catch (thrown) {
      this.fail(toSearchError(thrown));
    }
  }

  private isRetryDue(): boolean {
    this.looksSinceFailure += 1;
    return this.looksSinceFailure >= RETRY_AFTER_LOOKS;
  }

  private fail(error: SearchError): void {
    if (this.failure?.message !== error.message) this.options.onFailure?.(error);
    this.failure = error;
  }

  private replace(lease: Lease | undefined): void {
    const old = this.lease;
    this.lease = lease;
    if (old === undefined) return;
    old.isReplaced = true;
    closeIfIdle(old);
  }
}

function closeIfIdle(lease: Lease): void {
  if (lease.isReplaced && lease.users === 0) lease.index.close();
}

/** What is damaged, with its path, is in the log. */
const FALLBACK =
  'The packed index cannot be read, so minisearch.json answers, more slowly. ' +
  'Build the index again with the reindex command.';

/** Damage to the neighbour graph alone leaves the packed index in its place. */
const WITHOUT_NEIGHBOURS =
  'The neighbours of documents cannot be read, so hits are ranked without them. ' +
  'Build the index again with the reindex command.';

function reasonsOf({ backend, neighbours, manifest }: IndexOnDisk): string {
  const reasons = backend.name === BACKENDS[0]!.name ? [] : [FALLBACK];
  if (neighbours === undefined && manifest.neighbours.leftOut === undefined) reasons.push(WITHOUT_NEIGHBOURS);
  return reasons.join(' ');
}

function reasonOf(code: ErrorCode, generation: number): string {
  const { title, detail } = PROBLEMS[code];
  return `Generation ${generation} is still served, because a newer one cannot be opened. ${detail ?? `${title}.`}`;
}
