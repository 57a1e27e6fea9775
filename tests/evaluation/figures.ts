/**
 * Measures the collections whose figures are recorded: those beside the project, if they are there, and the sample
 * archive. Each is measured as the `eval` command does, with its topics as they are and cut to three words.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpenIndex } from '../../src/backends/open.js';
import { openIndex } from '../../src/backends/open.js';
import { type Collection, readCollection } from '../../src/cli/collection.js';
import { coverTopics, type MeasuredSnippets } from '../../src/cli/measure-snippets.js';
import { type MeasuredStage, measureAll, SHORT_TOPIC } from '../../src/cli/measure-stages.js';
import { rankTopics, shortenTopics } from '../../src/cli/rank-topics.js';
import { type Evaluation, evaluate } from '../../src/evaluation/evaluate.js';
import type { MetricName } from '../../src/evaluation/metrics.js';
import type { Coverage } from '../../src/evaluation/snippet-coverage.js';
import { ingest } from '../../src/ingest.js';
import { DEFAULT_SETTINGS } from '../../src/settings.js';
import { collectionFolder, PROJECT } from '../project.js';

export const RECORDED_METRICS = ['nDCG@10', 'MAP'] as const satisfies readonly MetricName[];

export type Figures = Readonly<Record<(typeof RECORDED_METRICS)[number], number>>;

/** One collection in `tests/fixtures/recorded-figures.json`. */
export interface Recorded {
  readonly command: string;
  readonly full: Figures;
  readonly '3 words': Figures;
  /** What one snippet shows of the topics as they are, and what two show. */
  readonly snippets: { readonly one: Coverage; readonly two: Coverage };
}

export type CollectionName = 'time' | 'cranfield' | 'seeds';

export const COMMANDS: Readonly<Record<CollectionName, string>> = {
  time: 'broadsheet eval ../shared/collections/time --stages',
  cranfield: 'broadsheet eval ../shared/collections/cranfield --stages',
  seeds: 'broadsheet eval tests/fixtures/seeds --documents seeds --stages',
};

/** Undefined where it is not on this machine. */
export function findCollection(name: CollectionName): Collection | undefined {
  if (name === 'seeds')
    return readCollection(join(PROJECT, 'tests/fixtures/seeds'), 'qrels.tsv', join(PROJECT, 'seeds'));
  const folder = collectionFolder(name);
  return folder === undefined ? undefined : readCollection(folder, 'qrels.tsv');
}

export interface Measured {
  readonly full: Evaluation;
  readonly short: Evaluation;
  readonly snippets: MeasuredSnippets;
}

export function measure(collection: Collection): Promise<Measured> {
  return withCollection(collection, async (index) => {
    const { topics, qrels } = collection;
    const short = shortenTopics(index, topics, SHORT_TOPIC);
    const [fullRun, shortRun] = [await rankAll(index, topics), await rankAll(index, short)];
    return {
      full: evaluate(topics, qrels, ({ id }) => fullRun.get(id) ?? []),
      short: evaluate(short, qrels, ({ id }) => shortRun.get(id) ?? []),
      snippets: await coverTopics(index, topics, DEFAULT_SETTINGS),
    };
  });
}

function rankAll(index: OpenIndex, topics: Collection['topics']) {
  return rankTopics(index, topics, DEFAULT_SETTINGS, () => {});
}

export interface MeasuredCollection {
  readonly documents: number;
  readonly stages: readonly MeasuredStage[];
  readonly snippets: MeasuredSnippets;
}

export function measureByStages(collection: Collection): Promise<MeasuredCollection> {
  return withCollection(collection, async (index) => ({
    documents: index.manifest.documents,
    stages: await measureAll(index, collection, DEFAULT_SETTINGS, SHORT_TOPIC),
    snippets: await coverTopics(index, collection.topics, DEFAULT_SETTINGS),
  }));
}

async function withCollection<Result>(
  { documents: folder }: Collection,
  use: (index: OpenIndex) => Promise<Result>,
): Promise<Result> {
  const directory = mkdtempSync(join(tmpdir(), 'broadsheet-'));
  try {
    await ingest({ folder, directory, settings: DEFAULT_SETTINGS, now: () => new Date(0) });
    const index = await openIndex(directory);
    try {
      return await use(index);
    } finally {
      index.close();
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
