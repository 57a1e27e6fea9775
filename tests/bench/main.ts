/**
 * `npm run bench`: measures Broadsheet and raw MiniSearch side by side on the same machine in the same run, and prints
 * Markdown. Nothing is asserted: figures are for people, and differ from machine to machine.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { PROJECT } from '../project.js';
import type { Answer, Figure } from './figure.js';
import { measureHttp } from './questions/http.js';
import { measureIndexing } from './questions/indexing.js';
import { measureLoading } from './questions/loading.js';
import { measureMany } from './questions/many.js';
import { measureMemory } from './questions/memory.js';
import { measureParity } from './questions/parity.js';
import { measureSearching } from './questions/searching.js';
import { measureShort } from './questions/short.js';
import { measureSize } from './questions/size.js';
import { measureStarting } from './questions/starting.js';
import { measureWhole } from './questions/whole.js';
import { MINISEARCH } from './raw-minisearch.js';
import { printFigures } from './table.js';
import { FULL, QUICK, Workbench } from './workbench.js';

const QUESTIONS: Readonly<Record<string, (bench: Workbench) => Promise<Answer>>> = {
  indexing: measureIndexing,
  size: measureSize,
  loading: measureLoading,
  starting: measureStarting,
  searching: measureSearching,
  parity: measureParity,
  http: measureHttp,
  memory: measureMemory,
};

/** Over collections that are made of the articles; asked with --large. */
const LARGE_QUESTIONS: typeof QUESTIONS = { many: measureMany, short: measureShort, whole: measureWhole };

const COLLECTION = '../shared/collections/reuters/docs.jsonl.gz';

const USAGE = `npm run bench -- [--quick] [--large] [--json FILE] [--only NAME]… [--collection FILE]

  --quick            fewer documents and queries, under a minute
  --large            200,000, 215,780 and 1,000,000 documents that are made of the articles, instead of these; minutes
  --json FILE        also write one row a figure
  --only NAME        one of ${Object.keys(QUESTIONS).join(', ')};
                     with --large one of ${Object.keys(LARGE_QUESTIONS).join(', ')}; may be repeated
  --collection FILE  packed documents, if they are not at ${COLLECTION}`;

async function main(): Promise<number> {
  const options = readOptions();
  if (options === undefined) return 2;
  const { quick, large, only, json } = options;
  const questions = large ? LARGE_QUESTIONS : QUESTIONS;
  const collection = options.collection === undefined ? resolve(PROJECT, COLLECTION) : resolve(options.collection);
  if (!existsSync(collection)) {
    say(`The bench needs the Reuters-21578 collection as ${collection}: one JSON object a line, gzipped.`);
    say(`Without it nothing can be measured; skipped: ${only.join(', ')}. --collection FILE names another place.`);
    return 3;
  }
  const bench = new Workbench(resolve(PROJECT, 'bench-data'), collection, quick ? QUICK : FULL, say);
  const answers: Answer[] = [];
  for (const name of only) answers.push(await questions[name]!(bench));
  const figures = answers.flatMap((answer) => answer.figures);
  process.stdout.write(`${printAnswers(answers, quick).join('\n')}\n`);
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(figures, null, 2)}\n`);
  return 0;
}

interface BenchOptions {
  readonly quick: boolean;
  readonly large: boolean;
  readonly only: readonly string[];
  readonly json: string | undefined;
  readonly collection: string | undefined;
}

/** Undefined after saying what was wrong. */
function readOptions(): BenchOptions | undefined {
  try {
    const { values } = parseArgs({
      options: {
        quick: { type: 'boolean', default: false },
        large: { type: 'boolean', default: false },
        only: { type: 'string', multiple: true },
        json: { type: 'string' },
        collection: { type: 'string' },
      },
    });
    const { quick, large, json, collection } = values;
    const names = Object.keys(large ? LARGE_QUESTIONS : QUESTIONS);
    const unknown = values.only?.find((name) => !names.includes(name));
    if (unknown !== undefined) throw new Error(`There is no question "${unknown}".`);
    return { quick, large, json, collection, only: names.filter((name) => values.only?.includes(name) ?? true) };
  } catch (error) {
    say(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return undefined;
  }
}

/** A heading that says where the figures are from, the common table, and the tables of single questions. */
function printAnswers(answers: readonly Answer[], quick: boolean): string[] {
  const shown = answers.flatMap((answer) => answer.shown);
  return [
    describeRun(shown, quick),
    '',
    ...printFigures(shown, MINISEARCH),
    ...answers.flatMap(({ table }) => (table === undefined ? [] : ['', ...table])),
    '',
    'A ratio above 1 says how many times better Broadsheet is. CPU times count all threads of a process; other times of',
    'queries are the best of the rounds. MB are 10⁶ bytes. Goals are for people: nothing is asserted.',
  ];
}

function describeRun(figures: readonly Figure[], quick: boolean): string {
  const loads = figures.map(({ loadAverage }) => loadAverage);
  const [low, high] = [Math.min(...loads).toFixed(1), Math.max(...loads).toFixed(1)];
  const sizes = [...new Set(figures.map(({ documents }) => documents))];
  const parts = [
    `Reuters-21578, ${sizes.map((size) => size.toLocaleString('en')).join(' / ')} documents`,
    `Node ${process.versions.node}`,
    `${availableParallelism()} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}`,
    `load average ${low === high ? low : `${low} to ${high}`}`,
  ];
  return `**${parts.join('; ')}${quick ? '; quick run, rough figures' : ''}**`;
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

process.exitCode = await main();
