/**
 * What does a query cost in the engine? Broadsheet, without and with snippets, and MiniSearch answer the same queries
 * by turns in one process.
 */
import { readFileSync } from 'node:fs';
import type * as Library from '../../../src/library.js';
import { askInTurns, type Engine, type Measured, meanCpu, meanTotal } from '../asking.js';
import { type Answer, type Figure, figuresOf, type MakeFigure } from '../figure.js';
import { compareAllWithAny, type GroupGoals, groupFigures } from '../groups.js';
import { percentile } from '../measure.js';
import { importLibrary, rankOwn, rankWholeOwn, refusalOf, showOwn } from '../own-library.js';
import { type BenchQuery, FUZZY } from '../queries.js';
import { loadRaw, MINISEARCH, searchRaw } from '../raw-minisearch.js';
import { formatNumber, formatRatio, printTable } from '../table.js';
import type { Workbench } from '../workbench.js';

const GOALS: GroupGoals = { any: 50, all: 50, prefix: 50, fuzzy: 30, phrase: 100 };

/** Milliseconds for the queries of a kind, without snippets: the clock is coarse beside one of them. */
const BLOCK = 50;

export async function measureSearching(bench: Workbench): Promise<Answer> {
  const { directory, json } = await bench.builds();
  const library = await importLibrary();
  const index = await library.openIndex(directory);
  try {
    const queries = [...bench.queries(), ...understood(library, index, bench)];
    const engines = createEngines(library, index, json, bench);
    bench.say('asking both engines');
    const [bare, whole, full, raw] = askInTurns(engines, queries, bench.scale.rounds);
    const figure = figuresOf(bench.documents().length);
    const required = compareAllWithAny(figure, 'A query', engines[0]!, queries, bench.scale.rounds);
    return report(figure, { bare: bare!, whole: whole!, full: full!, raw: raw! }, required);
  } finally {
    index.close();
  }
}

/** The fuzzy queries, if the engine understands them. */
function understood(library: typeof Library, index: Library.OpenIndex, bench: Workbench): readonly BenchQuery[] {
  const queries = bench.queries(FUZZY);
  const reason = refusalOf(library, index, queries[0]!);
  if (reason === undefined) return queries;
  bench.say(`no row for similar words (fuzzy): ${reason}`);
  return [];
}

/** Broadsheet with BM25 and the hits alone, with the whole ranking, with all that the page shows; MiniSearch. */
function createEngines(
  library: typeof Library,
  index: Library.OpenIndex,
  json: string,
  bench: Workbench,
): readonly Engine[] {
  const texts = new Map(bench.documents().map(({ id, text }) => [id, text]));
  const raw = loadRaw(readFileSync(json, 'utf8'));
  return [
    { answer: rankOwn(library, index), blockMs: BLOCK },
    { answer: rankWholeOwn(library, index), blockMs: BLOCK },
    { answer: showOwn(library, index) },
    { answer: (query) => searchRaw(raw, (id) => texts.get(id) ?? '', query).total },
  ];
}

type Results = Readonly<Record<'bare' | 'whole' | 'full' | 'raw', readonly Measured[]>>;

const VARIANTS = [
  ['bare', ''],
  ['whole', ', ranked by all signals'],
  ['full', ', with snippets'],
] as const;

const MEASURES: readonly (readonly [name: string, of: (measured: readonly Measured[]) => number])[] = [
  ['mean CPU time', meanCpu],
  ['median', (measured) => percentile(wallTimes(measured), 50)],
  ['99th percentile', (measured) => percentile(wallTimes(measured), 99)],
];

function report(figure: MakeFigure, results: Results, required: Figure): Answer {
  const compare = (label: string, pick: (measured: readonly Measured[]) => readonly Measured[]): Figure[] =>
    VARIANTS.flatMap(([variant, what]) =>
      MEASURES.map(([name, of]) => {
        return figure(`${label}${what}, ${name}`, 'ms', 'less', of(pick(results[variant])), of(pick(results.raw)));
      }),
    );
  const kinds = results.bare.map(({ kind }) => kind);
  const shown = [
    // Similar words are not among them, so that these rows mean the same whether they are understood or not.
    ...compare('A query', (measured) => measured.filter(({ shape }) => shape !== 'fuzzy')),
    ...groupFigures(figure, 'A query', results.bare, results.raw, GOALS),
    secondStage(figure, results),
    required,
  ];
  const byKind = kinds.flatMap((name) => compare(`Query, ${name}`, (measured) => ofKind(measured, name)));
  const hits = kinds.map((name) => {
    const [own, raw] = [results.bare, results.raw].map((measured) => meanTotal(ofKind(measured, name)));
    return figure(`Query, ${name}, found`, 'documents', 'more', own!, raw!);
  });
  return { figures: [...shown, ...byKind, ...hits], shown, table: printKinds(kinds, results) };
}

/** What near words, neighbours and push cost above BM25. */
function secondStage(figure: MakeFigure, { bare, whole }: Results): Figure {
  const plain = ({ shape }: Measured): boolean => shape !== 'fuzzy';
  const above = meanCpu(whole.filter(plain)) - meanCpu(bare.filter(plain));
  return figure('A query, all signals above BM25, mean CPU time', 'ms', 'less', above, undefined, '≤ 0.2');
}

/** CPU time by kind of query, and how many documents each engine found: they answer the same question. */
function printKinds(kinds: readonly string[], results: Results): string[] {
  const header = [
    'Query, mean CPU time in ms',
    'Found',
    `Found by ${MINISEARCH}`,
    'Broadsheet',
    'all signals',
    'with snippets',
    MINISEARCH,
    'Ratio',
    'with snippets',
  ];
  const rows = kinds.map((name) => {
    const [bare, raw] = [ofKind(results.bare, name), ofKind(results.raw, name)];
    const cpu = [bare, ofKind(results.whole, name), ofKind(results.full, name), raw].map(meanCpu);
    return [
      name,
      formatNumber(meanTotal(bare)),
      formatNumber(meanTotal(raw)),
      ...cpu.map(formatNumber),
      formatRatio(cpu[3]! / cpu[0]!),
      formatRatio(cpu[3]! / cpu[2]!),
    ];
  });
  return printTable(header, rows);
}

function ofKind(measured: readonly Measured[], name: string): readonly Measured[] {
  return measured.filter(({ kind }) => kind === name);
}

function wallTimes(measured: readonly Measured[]): number[] {
  return measured.flatMap(({ walls }) => walls);
}
