/**
 * What does a query cost in the engine? Broadsheet, without and with snippets, and MiniSearch answer the same queries
 * by turns in one process, so that the load of the machine strikes them alike.
 */
import { readFileSync } from 'node:fs';
import type { SearchRequest } from '../../../src/answer.js';
import { type OpenIndex, openIndex } from '../../../src/backends/open.js';
import { DEFAULT_REQUEST, search } from '../../../src/search.js';
import { DEFAULT_SETTINGS } from '../../../src/settings.js';
import { type Answer, type Figure, figuresOf } from '../figure.js';
import { type Cost, mean, percentile, startClock } from '../measure.js';
import { type BenchQuery, createRandom, KINDS } from '../queries.js';
import { loadRaw, MINISEARCH, searchRaw } from '../raw-minisearch.js';
import { formatNumber, formatRatio, printTable } from '../table.js';
import type { Workbench } from '../workbench.js';

/** Queries before anything is measured. */
const WARM_UP = 100;

/** A busy machine must not turn a slow query into a refused one. */
const SETTINGS = { ...DEFAULT_SETTINGS, deadlineMs: 60_000 };

/** Answers a query and says how many documents match. */
type Engine = (query: BenchQuery) => number;

/** What one engine needed for one query. */
interface Measured {
  readonly kind: string;
  readonly total: number;
  /** Mean of the rounds. */
  readonly cpu: number;
  /** The best round: others measure what else the machine was doing. */
  readonly wall: number;
}

export async function measureSearching(bench: Workbench): Promise<Answer> {
  const { directory, json } = await bench.builds();
  const queries = bench.queries();
  const index = await openIndex(directory);
  try {
    const engines = createEngines(index, json, bench);
    bench.say('asking both engines');
    for (const query of queries.slice(0, WARM_UP)) for (const engine of engines) engine(query);
    const [bare, full, raw] = askInTurns(engines, queries, bench.scale.rounds);
    return report(bench.documents().length, { bare: bare!, full: full!, raw: raw! });
  } finally {
    index.close();
  }
}

/** Broadsheet with the hits alone, Broadsheet with everything that the page shows, MiniSearch. */
function createEngines(index: OpenIndex, json: string, bench: Workbench): readonly Engine[] {
  const texts = new Map(bench.documents().map(({ id, text }) => [id, text]));
  const raw = loadRaw(readFileSync(json, 'utf8'));
  const ask = (query: BenchQuery, request: Partial<SearchRequest>): number =>
    search(index, { ...DEFAULT_REQUEST, ...request, ...requestOf(query) }, SETTINGS).total;
  return [
    (query) => ask(query, { snippets: 0, fields: [], typos: 'off' }),
    (query) => ask(query, {}),
    (query) => searchRaw(raw, (id) => texts.get(id) ?? '', query).total,
  ];
}

function requestOf({ words, shape }: BenchQuery): Pick<SearchRequest, 'q' | 'match' | 'prefix'> {
  return {
    q: shape === 'phrase' ? `"${words}"` : words,
    match: shape === 'all' ? 'all' : 'any',
    prefix: shape === 'prefix',
  };
}

/**
 * In each step every engine answers one query, in an order drawn by lot. The engines stand at different places of the
 * list, so that none reads texts that another has just read.
 */
function askInTurns(engines: readonly Engine[], queries: readonly BenchQuery[], rounds: number): Measured[][] {
  const costs = engines.map(() => queries.map((): Cost[] => []));
  const totals = engines.map(() => new Array<number>(queries.length).fill(0));
  const random = createRandom(rounds);
  for (let step = 0; step < rounds * queries.length; step += 1) {
    for (const engine of drawOrder(engines.length, random)) {
      const i = (step + Math.floor((engine * queries.length) / engines.length)) % queries.length;
      const clock = startClock();
      totals[engine]![i] = engines[engine]!(queries[i]!);
      costs[engine]![i]!.push(clock());
    }
  }
  return engines.map((_, engine) =>
    queries.map(({ kind }, i) => ({
      kind,
      total: totals[engine]![i]!,
      cpu: mean(costs[engine]![i]!.map(({ cpu }) => cpu)),
      wall: Math.min(...costs[engine]![i]!.map(({ wall }) => wall)),
    })),
  );
}

function drawOrder(count: number, random: (limit: number) => number): number[] {
  const left = Array.from({ length: count }, (_, i) => i);
  return Array.from({ length: count }, () => left.splice(random(left.length), 1)[0]!);
}

type Results = Readonly<Record<'bare' | 'full' | 'raw', readonly Measured[]>>;

const MEASURES: readonly (readonly [name: string, of: (measured: readonly Measured[]) => number])[] = [
  ['mean CPU time', (measured) => mean(measured.map(({ cpu }) => cpu))],
  ['median', (measured) => percentile(wallTimes(measured), 50)],
  ['99th percentile', (measured) => percentile(wallTimes(measured), 99)],
];

function report(documents: number, results: Results): Answer {
  const figure = figuresOf(documents);
  const compare = (label: string, pick: (measured: readonly Measured[]) => readonly Measured[]): Figure[] =>
    (['bare', 'full'] as const).flatMap((variant) =>
      MEASURES.map(([name, of]) => {
        const snippets = variant === 'full' ? ', with snippets' : '';
        return figure(`${label}${snippets}, ${name}`, 'ms', 'less', of(pick(results[variant])), of(pick(results.raw)));
      }),
    );
  const shown = compare('A query', (measured) => measured);
  const byKind = KINDS.flatMap(({ name }) =>
    compare(`Query, ${name}`, (measured) => measured.filter(({ kind }) => kind === name)),
  );
  const hits = KINDS.map(({ name }) =>
    figure(`Query, ${name}, found`, 'documents', 'more', meanTotal(results.bare, name), meanTotal(results.raw, name)),
  );
  return { figures: [...shown, ...byKind, ...hits], shown, table: printKinds(results) };
}

/** CPU time by kind of query, and how many documents each engine found: they answer the same question. */
function printKinds(results: Results): string[] {
  const [, cpu] = MEASURES[0]!;
  const header = [
    'Query, mean CPU time in ms',
    'Found',
    `Found by ${MINISEARCH}`,
    'Broadsheet',
    'with snippets',
    MINISEARCH,
    'Ratio',
    'with snippets',
  ];
  const rows = KINDS.map(({ name }) => {
    const [bare, full, raw] = (['bare', 'full', 'raw'] as const).map((variant) =>
      cpu(results[variant].filter(({ kind }) => kind === name)),
    );
    return [
      name,
      formatNumber(meanTotal(results.bare, name)),
      formatNumber(meanTotal(results.raw, name)),
      ...[bare!, full!, raw!].map(formatNumber),
      formatRatio(raw! / bare!),
      formatRatio(raw! / full!),
    ];
  });
  return printTable(header, rows);
}

function meanTotal(measured: readonly Measured[], name: string): number {
  return mean(measured.filter(({ kind }) => kind === name).map(({ total }) => total));
}

function wallTimes(measured: readonly Measured[]): number[] {
  return measured.map(({ wall }) => wall);
}
