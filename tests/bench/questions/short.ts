/**
 * Does a million documents fit? Short ones, in the packed index alone: MiniSearch is not asked, because it would need
 * several gigabytes.
 */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { generationPath, readCurrent } from '../../../src/index/directory.js';
import { askInTurns, type Engine } from '../asking.js';
import { type Answer, answerOf, type Figure, figuresOf, type MakeFigure } from '../figure.js';
import { compareAllWithAny, groupFigures } from '../groups.js';
import { measureLoads } from '../loads.js';
import { median, percentile } from '../measure.js';
import { importLibrary, rankOwn } from '../own-library.js';
import { type BenchQuery, KINDS } from '../queries.js';
import { asBuilt, documentsPerSecond, type ReplicaIndex, replicaIndex } from '../replica-index.js';
import type { Workbench } from '../workbench.js';
import { drawQueries } from './many.js';

/** Milliseconds for the queries of a kind: see questions/searching.ts. */
const BLOCK = 500;

export async function measureShort(bench: Workbench): Promise<Answer> {
  const { large } = bench.scale;
  const index = await replicaIndex(bench, 'broadsheet', large.short);
  const queries = drawQueries(bench.replica(large.short), 2 * large.queries * KINDS.length, KINDS);
  const figure = figuresOf(large.short.documents);
  const label = `${large.short.documents.toLocaleString('en')} short documents`;
  return answerOf([
    ...describeBuild(bench, figure, label, index),
    ...(await measureOpening(bench, figure, label, index.path, queries)),
    ...(await measureQueries(bench, figure, label, index.path, queries)),
  ]);
}

function describeBuild(bench: Workbench, figure: MakeFigure, label: string, index: ReplicaIndex): Figure[] {
  const { path, built } = index;
  const generation = generationPath(path, readCurrent(path)?.generation ?? 0);
  const files = readdirSync(generation).sort();
  const perSecond = documentsPerSecond(bench.scale.large.short, built);
  return [
    ...[
      figure(`${label}, indexing, by CPU time`, 'documents/s', 'more', perSecond),
      figure(`${label}, indexing, CPU time`, 's', 'less', (built.indexing.cpu - built.making.cpu) / 1000),
      figure(`${label}, indexing, peak memory`, 'MB', 'less', built.peakBytes / 1e6),
    ].map((row) => asBuilt(row, index)),
    ...files.map((name) => {
      const bytes = statSync(join(generation, name)).size;
      return figure(`${label}, \`${name}\``, 'MB', 'less', bytes / 1e6);
    }),
  ];
}

async function measureOpening(
  bench: Workbench,
  figure: MakeFigure,
  label: string,
  directory: string,
  queries: readonly BenchQuery[],
): Promise<Figure[]> {
  const words = queries.filter(({ shape }) => shape === 'any').map(({ words }) => words);
  const plan = { directory, fields: [], queries: words, say: bench.say };
  const { broadsheet } = await measureLoads({ ...plan, turns: bench.scale.large.loads });
  const of = (pick: (load: (typeof broadsheet)[number]) => number): number => median(broadsheet.map(pick));
  return [
    figure(
      `${label}, opening to first answer, CPU time`,
      'ms',
      'less',
      of(({ open }) => open.cpu),
      undefined,
      '< 1 s',
    ),
    figure(
      `${label}, opening to first answer, wall time`,
      'ms',
      'less',
      of(({ open }) => open.wall),
      undefined,
      '< 1 s',
    ),
    figure(`${label}, memory at rest`, 'MB', 'less', of(({ restBytes }) => restBytes) / 1e6, undefined, '< 1 GB'),
    figure(`${label}, peak memory of ${words.length} queries`, 'MB', 'less', of(({ peakBytes }) => peakBytes) / 1e6),
  ];
}

async function measureQueries(
  bench: Workbench,
  figure: MakeFigure,
  label: string,
  directory: string,
  queries: readonly BenchQuery[],
): Promise<Figure[]> {
  const library = await importLibrary();
  const index = await library.openIndex(directory);
  try {
    const engine: Engine = { answer: rankOwn(library, index), blockMs: BLOCK };
    bench.say(`${label}: asking`);
    const [measured] = askInTurns([engine], queries, bench.scale.rounds);
    const four = measured!.find(({ kind }) => kind === '4 frequent words')!;
    const all = measured!.flatMap(({ walls }) => walls);
    return [
      figure(`${label}, 4 frequent words, mean CPU time`, 'ms', 'less', four.cpu, undefined, '< 25 ms'),
      ...groupFigures(figure, `${label}, a query`, measured!),
      figure(`${label}, a query, 99th percentile`, 'ms', 'less', percentile(all, 99)),
      compareAllWithAny(figure, `${label}, a query`, engine, queries, bench.scale.rounds),
    ];
  } finally {
    index.close();
  }
}
