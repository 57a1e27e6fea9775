/**
 * `npm run bench:peers`: other search engines over the same articles, the same queries, on the same machine in the same
 * run. They are installed into `bench-data/peers` when they are first measured; what cannot be had is said and left
 * out. Nothing is asserted.
 */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { PROJECT } from '../project.js';
import { type Article, readArticles } from './collection.js';
import { loadAverage } from './measure.js';
import { PEERS } from './peers/list.js';
import { measurePeers, type PeerPlan } from './peers/measure.js';
import { peersFolder } from './peers/places.js';
import { peerFigures, printPeers } from './peers/report.js';
import { generateWordQueries } from './queries.js';

const COLLECTION = '../shared/collections/reuters/docs.jsonl.gz';

const USAGE = `npm run bench:peers -- [--quick] [--json FILE] [--only NAME]… [--collection FILE]

  --quick            fewer documents and queries; rough figures
  --json FILE        also write one row a figure
  --only NAME        one of ${PEERS.map(({ name }) => name).join(', ')}; may be repeated
  --collection FILE  packed documents, if they are not at ${COLLECTION}`;

interface PeerScale extends Pick<PeerPlan, 'rounds' | 'warm' | 'seconds'> {
  readonly articles?: number;
  readonly queries: number;
}

const FULL: PeerScale = { queries: 1000, rounds: 3, warm: 1.5, seconds: 1.5 };
const QUICK: PeerScale = { articles: 2000, queries: 200, rounds: 1, warm: 0.3, seconds: 0.3 };

async function main(): Promise<number> {
  const options = readOptions();
  if (options === undefined) return 2;
  const { quick, only, json, collection } = options;
  if (!existsSync(collection)) {
    say(`The peers are asked about the Reuters-21578 collection, which is not there: ${collection}.`);
    return 3;
  }
  const scale = quick ? QUICK : FULL;
  const articles = readArticles(collection, scale.articles);
  const plan = writePlan(articles, scale);
  const { results, left } = await measurePeers(plan, only);
  const figures = peerFigures(articles.length, results);
  process.stdout.write(`${describeRun(articles.length, quick)}\n\n`);
  process.stdout.write(`${printPeers(articles.length, results, left, figures).join('\n')}\n`);
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(figures, null, 2)}\n`);
  return 0;
}

/** Writes what all drivers read: one document a line, one query a line. */
function writePlan(articles: readonly Article[], scale: PeerScale): PeerPlan {
  const data = resolve(PROJECT, 'bench-data');
  const folder = peersFolder(data);
  const queries = generateWordQueries(articles, scale.queries);
  const plan = {
    data,
    documents: articles.length,
    documentsFile: join(folder, `documents-${articles.length}.tsv`),
    queriesFile: join(folder, `queries-${articles.length}.txt`),
    words: queries.find((words) => words.includes(' ')) ?? '',
    say,
    ...scale,
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(plan.documentsFile, articles.map(printDocument).join(''));
  writeFileSync(plan.queriesFile, queries.map((words) => `${words}\n`).join(''));
  return plan;
}

/** An article without text has its title twice. */
function printDocument({ id, title, text }: Article): string {
  return `${[id, title, text === '' ? title : text].map((part) => part.replaceAll(/\s+/g, ' ')).join('\t')}\n`;
}

function describeRun(documents: number, quick: boolean): string {
  const parts = [
    `Reuters-21578, ${documents.toLocaleString('en')} documents`,
    `Node ${process.versions.node}`,
    `${availableParallelism()} × ${cpus()[0]?.model.trim() ?? 'unknown processor'}`,
    `load average ${loadAverage().toFixed(1)}`,
  ];
  return `**${parts.join('; ')}${quick ? '; quick run, rough figures' : ''}**`;
}

function readOptions() {
  try {
    const { values } = parseArgs({
      options: {
        quick: { type: 'boolean', default: false },
        only: { type: 'string', multiple: true },
        json: { type: 'string' },
        collection: { type: 'string', default: resolve(PROJECT, COLLECTION) },
      },
    });
    const names = PEERS.map(({ name }) => name);
    const unknown = values.only?.find((name) => !names.includes(name));
    if (unknown !== undefined) throw new Error(`There is no peer "${unknown}".`);
    return { ...values, collection: resolve(values.collection), only: values.only ?? names };
  } catch (error) {
    say(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`);
    return undefined;
  }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

process.exitCode = await main();
