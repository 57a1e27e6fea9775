/**
 * Measures the collections and prints what to paste: `tests/fixtures/recorded-figures.json`, then the three tables of
 * figures in the README. Run it after `npm run build`: `node dist/tests/evaluation/record-figures.js`.
 */
import { SNIPPET_LENGTH } from '../../src/cli/measure-snippets.js';
import { SHORT_TOPIC } from '../../src/cli/measure-stages.js';
import { coveragePair } from '../../src/cli/snippets-report.js';
import { pairOf } from '../../src/cli/stages-report.js';
import type { Evaluation } from '../../src/evaluation/evaluate.js';
import { METRICS } from '../../src/evaluation/metrics.js';
import { type Coverage, WAYS } from '../../src/evaluation/snippet-coverage.js';
import {
  COMMANDS,
  type CollectionName,
  type Figures,
  findCollection,
  type MeasuredCollection,
  measureByStages,
  RECORDED_METRICS,
  type Recorded,
} from './figures.js';

const DESCRIPTIONS: Readonly<Record<CollectionName, readonly [name: string, what: string]>> = {
  time: ['`time`', ': world news of 1963'],
  cranfield: ['`cranfield`', ': abstracts in aerodynamics'],
  seeds: ['the sample archive', ', with our own topics'],
};

const NAMES = Object.keys(COMMANDS) as CollectionName[];

async function main(): Promise<void> {
  const measured = new Map<CollectionName, MeasuredCollection>();
  for (const name of NAMES) {
    const collection = findCollection(name);
    if (collection === undefined) throw new Error(`../shared/collections/${name} is not there.`);
    measured.set(name, await measureByStages(collection));
  }
  const recorded = NAMES.map((name) => [name, record(name, measured.get(name)!)]);
  print(JSON.stringify(Object.fromEntries(recorded), null, 2));
  print('');
  for (const line of figuresTable(measured)) print(line);
  print('');
  for (const line of stagesTable(measured)) print(line);
  print('');
  for (const line of snippetsTable(measured)) print(line);
}

function record(name: CollectionName, { stages, snippets: { means } }: MeasuredCollection): Recorded {
  const { full, short } = stages.at(-1)!;
  const snippets = { one: rounded(means.one.snippets), two: rounded(means.two.snippets) };
  return { command: COMMANDS[name], full: figuresOf(full), '3 words': figuresOf(short), snippets };
}

function rounded({ terms, weight }: Coverage): Coverage {
  return { terms: Number(terms.toFixed(4)), weight: Number(weight.toFixed(4)) };
}

function figuresOf({ means }: Evaluation): Figures {
  return Object.fromEntries(RECORDED_METRICS.map((name) => [name, Number(means[name].toFixed(4))])) as Figures;
}

/** A row for each collection, ranked as it is by default. */
function figuresTable(measured: ReadonlyMap<CollectionName, MeasuredCollection>): string[] {
  const head = ['Collection', 'Topics', 'Documents', ...METRICS.map(({ name }) => name)];
  const rows = [...measured].map(([name, { documents, stages }]) => {
    const { full } = stages.at(-1)!;
    const values = METRICS.map((metric) => full.means[metric.name].toFixed(4));
    return [DESCRIPTIONS[name].join(''), String(full.topics.length), documents.toLocaleString('en'), ...values];
  });
  return tableOf(head, rows);
}

/** A row for each stage, with the topics as they are and cut short. */
function stagesTable(measured: ReadonlyMap<CollectionName, MeasuredCollection>): string[] {
  const names = [...measured.keys()].map((name) => DESCRIPTIONS[name][0]);
  const head = ['Stage', ...names, ...names.map((name) => `${name}, ${SHORT_TOPIC} words`)];
  const collections = [...measured.values()].map(({ stages }) => stages);
  const rows = collections[0]!.map(({ name }, i) => [
    name,
    ...collections.map((stages) => pairOf(stages[i]!.full)),
    ...collections.map((stages) => pairOf(stages[i]!.short)),
  ]);
  return tableOf(head, rows);
}

/** A row for each way to show a hit, with the characters of one snippet and of two. */
function snippetsTable(measured: ReadonlyMap<CollectionName, MeasuredCollection>): string[] {
  const shown = [
    ['one', `1 × ${SNIPPET_LENGTH}`],
    ['two', `2 × ${SNIPPET_LENGTH}`],
  ] as const;
  const columns = shown.flatMap(([key, size]) =>
    [...measured].map(
      ([
        name,
        {
          snippets: { means },
        },
      ]) => ({
        head: `${DESCRIPTIONS[name][0]}, ${size}`,
        means: means[key],
      }),
    ),
  );
  const rows = WAYS.map((way) => [way, ...columns.map(({ means }) => coveragePair(means[way]))]);
  return tableOf(['Shown of a hit', ...columns.map(({ head }) => head)], rows);
}

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const rule = head.map((_, column) => (column === 0 ? '---' : '---:'));
  return [head, rule, ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

await main();
