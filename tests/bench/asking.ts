/**
 * Engines that answer the same queries by turns in one process, so that the load of the machine strikes them alike.
 * They take turns kind by kind, not query by query: what one leaves behind, garbage and cold caches, would otherwise be
 * paid by the next one.
 */
import { mean, startClock } from './measure.js';
import { type BenchQuery, createRandom } from './queries.js';

export interface Engine {
  /** Answers a query and says how many documents match. */
  readonly answer: (query: BenchQuery) => number;
  /**
   * The queries of a kind are asked again until so many milliseconds of CPU time are over. Fast engines need it: the
   * clock is coarse, and their first answers are those of code that is not compiled yet.
   */
  readonly blockMs?: number;
}

/** How many times as long a block is in the first round. */
const WARM_UP = 4;

/** What one engine needed for the queries of one kind. */
export interface Measured {
  readonly kind: string;
  readonly shape: BenchQuery['shape'];
  readonly queries: number;
  /** Documents that match a query, on average. */
  readonly total: number;
  /** Milliseconds a query: the mean of all rounds. */
  readonly cpu: number;
  /** Milliseconds of each query in its best round: the others measure what else the machine was doing. */
  readonly walls: readonly number[];
}

/** One list an engine, with one entry a kind. The first round warms up and is thrown away. */
export function askInTurns(engines: readonly Engine[], queries: readonly BenchQuery[], rounds: number): Measured[][] {
  const kinds = [...new Set(queries.map(({ kind }) => kind))].map((name) =>
    queries.filter(({ kind }) => kind === name),
  );
  const blocks = engines.map(() => kinds.map((): Block[] => []));
  const random = createRandom(rounds);
  for (let round = 0; round <= rounds; round += 1) {
    for (const [k, asked] of kinds.entries()) {
      for (const e of drawOrder(engines.length, random)) {
        const block = askBlock(engines[e]!, asked, round === 0 ? WARM_UP : 1);
        if (round > 0) blocks[e]![k]!.push(block);
      }
    }
  }
  return blocks.map((ofEngine) => ofEngine.map((ofKind, k) => summarize(kinds[k]!, ofKind)));
}

export function meanCpu(measured: readonly Measured[]): number {
  const queries = measured.reduce((sum, kind) => sum + kind.queries, 0);
  return measured.reduce((sum, kind) => sum + kind.cpu * kind.queries, 0) / queries;
}

export function meanTotal(measured: readonly Measured[]): number {
  return mean(measured.map(({ total }) => total));
}

interface Block {
  /** A query, on average. */
  readonly cpu: number;
  readonly walls: readonly number[];
  readonly totals: readonly number[];
}

function askBlock({ answer, blockMs = 0 }: Engine, queries: readonly BenchQuery[], times: number): Block {
  const walls = new Array<number>(queries.length).fill(Number.POSITIVE_INFINITY);
  const totals = new Array<number>(queries.length).fill(0);
  const clock = startClock();
  let passes = 0;
  do {
    for (const [i, query] of queries.entries()) {
      const asked = performance.now();
      totals[i] = answer(query);
      walls[i] = Math.min(walls[i]!, performance.now() - asked);
    }
    passes += 1;
  } while (clock().cpu < times * blockMs);
  return { cpu: clock().cpu / (passes * queries.length), walls, totals };
}

function summarize(queries: readonly BenchQuery[], blocks: readonly Block[]): Measured {
  const { kind, shape } = queries[0]!;
  return {
    kind,
    shape,
    queries: queries.length,
    total: mean(blocks[0]!.totals),
    cpu: mean(blocks.map(({ cpu }) => cpu)),
    walls: queries.map((_, i) => Math.min(...blocks.map(({ walls }) => walls[i]!))),
  };
}

function drawOrder(count: number, random: (limit: number) => number): number[] {
  const left = Array.from({ length: count }, (_, i) => i);
  return Array.from({ length: count }, () => left.splice(random(left.length), 1)[0]!);
}
