/**
 * What is left of the distance to MiniSearch when the collection is as large as MiniSearch can be measured with?
 * Building, opening, memory and queries, of articles that are multiplied and cut.
 */
import { readFileSync } from 'node:fs';
import type { GivenDocument } from '../../../src/library.js';
import { askInTurns, type Engine } from '../asking.js';
import { type Answer, answerOf, type Figure, figuresOf, type MakeFigure } from '../figure.js';
import { type GroupGoals, groupFigures } from '../groups.js';
import { type LoadPlan, measureLoads } from '../loads.js';
import { median } from '../measure.js';
import { importLibrary, rankOwn, refusalOf } from '../own-library.js';
import { type BenchQuery, FUZZY, generateQueries, KINDS } from '../queries.js';
import { loadRaw, searchRaw, TWO_FIELDS } from '../raw-minisearch.js';
import type { Replica } from '../replica.js';
import { asBuilt, documentsPerSecond, replicaIndex } from '../replica-index.js';
import type { Workbench } from '../workbench.js';

const GOALS: GroupGoals = { any: 100, all: 100, prefix: 100 };

/** Milliseconds for the queries of a kind: see questions/searching.ts. */
const BLOCK = 200;

/** Documents that queries are drawn from. */
const SAMPLE = 20_000;

/** Queries before memory is looked at. */
const SERVED = 100;

export async function measureMany(bench: Workbench): Promise<Answer> {
  const plan = bench.scale.large.many;
  const own = await replicaIndex(bench, 'broadsheet', plan);
  const raw = await replicaIndex(bench, 'minisearch', plan);
  const label = `${plan.documents.toLocaleString('en')} documents`;
  const figure = figuresOf(plan.documents);
  const built = [own, raw].map(({ built }) => documentsPerSecond(plan, built));
  const replica = bench.replica(plan);
  return answerOf([
    asBuilt(figure(`${label}, indexing, by CPU time`, 'documents/s', 'more', built[0]!, built[1]!, '≥ 5×'), own),
    ...(await measureOpening(bench, figure, label, { directory: own.path, json: raw.path, replica })),
    ...(await measureQueries(bench, figure, label, { directory: own.path, json: raw.path, replica })),
  ]);
}

interface Opened extends Pick<LoadPlan, 'directory'> {
  readonly json: string;
  readonly replica: Replica;
}

async function measureOpening(
  bench: Workbench,
  figure: MakeFigure,
  label: string,
  { replica, ...places }: Opened,
): Promise<Figure[]> {
  const queries = drawQueries(
    replica,
    SERVED,
    KINDS.filter(({ shape }) => shape === 'any'),
  );
  const words = queries.map(({ words }) => words);
  const plan = { ...places, fields: TWO_FIELDS, say: bench.say };
  // MiniSearch takes long for so many queries, so memory is looked at once.
  const first = await measureLoads({ ...plan, queries: words.slice(0, 1), turns: bench.scale.large.loads });
  const served = await measureLoads({ ...plan, queries: words, turns: 1 });
  const [cpu, rawCpu] = [first.broadsheet, first.minisearch].map((runs) => median(runs.map(({ open }) => open.cpu)));
  const [rest, rawRest] = [served.broadsheet, served.minisearch].map(([run]) => run!.restBytes / 1e6);
  const [peak, rawPeak] = [served.broadsheet, served.minisearch].map(([run]) => run!.peakBytes / 1e6);
  return [
    figure(`${label}, opening to first answer, CPU time`, 'ms', 'less', cpu!, rawCpu!, '≥ 50×'),
    figure(`${label}, memory at rest after ${SERVED} queries`, 'MB', 'less', rest!, rawRest!, '≥ 5×'),
    figure(`${label}, peak memory of ${SERVED} queries`, 'MB', 'less', peak!, rawPeak!),
  ];
}

async function measureQueries(
  bench: Workbench,
  figure: MakeFigure,
  label: string,
  { directory, json, replica }: Opened,
): Promise<Figure[]> {
  const library = await importLibrary();
  const index = await library.openIndex(directory);
  try {
    const usual = drawQueries(replica, bench.scale.large.queries * KINDS.length, KINDS);
    const fuzzy = drawQueries(replica, bench.scale.large.queries, FUZZY);
    const reason = refusalOf(library, index, fuzzy[0]!);
    if (reason !== undefined) bench.say(`no row for similar words (fuzzy): ${reason}`);
    const raw = loadRaw(readFileSync(json, 'utf8'), { fields: TWO_FIELDS });
    // In memory, as whoever has MiniSearch look for phrases needs them.
    const texts = Array.from({ length: replica.plan.documents }, (_, number) => wholeText(replica.document(number)));
    const engines: Engine[] = [
      { answer: rankOwn(library, index), blockMs: BLOCK },
      { answer: (query) => searchRaw(raw, (id) => texts[Number(id)]!, query).total },
    ];
    bench.say(`${label}: asking both engines`);
    const queries = reason === undefined ? [...usual, ...fuzzy] : usual;
    const [own, theirs] = askInTurns(engines, queries, bench.scale.large.rounds);
    return groupFigures(figure, `${label}, a query`, own!, theirs!, GOALS);
  } finally {
    index.close();
  }
}

/** Drawn from a part of the collection: its words are as frequent there. */
export function drawQueries(replica: Replica, count: number, kinds: typeof KINDS): BenchQuery[] {
  return generateQueries(replica.sample(SAMPLE).map(wholeText), count, 1, kinds);
}

function wholeText({ title, body }: GivenDocument): string {
  return `${title}\n\n${body}`;
}
