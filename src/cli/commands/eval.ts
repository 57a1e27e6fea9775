/**
 * `eval`: a test collection through the engine. Topics are asked as text: no operators, no corrections, no prefix,
 * so that the numbers say something about ranking and nothing else.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OpenIndex, openIndex } from '../../backends/open.js';
import { SearchError } from '../../errors.js';
import { compare } from '../../evaluation/compare.js';
import { type Evaluation, evaluate } from '../../evaluation/evaluate.js';
import { METRICS } from '../../evaluation/metrics.js';
import { formatRun, parseRun, type Run } from '../../evaluation/run.js';
import type { Topic } from '../../evaluation/topics.js';
import type { Settings } from '../../settings.js';
import { compareFolder } from '../build.js';
import { type Collection, readCollection } from '../collection.js';
import type { Command, Invocation } from '../command.js';
import { describeEvaluation, printEvaluation } from '../evaluation-report.js';
import { interruptible } from '../interruption.js';
import { type Minimum, parseMinimum } from '../minimum.js';
import { rankTopics } from '../rank-topics.js';
import { count } from '../report.js';
import { escapeControls, type Terminal } from '../terminal.js';
import { readTextFile, writeTextFile } from '../text-file.js';
import { collect } from '../values.js';
import { buildWithProgress } from './index.js';

export interface EvalOptions {
  readonly qrels: string;
  readonly documents?: string;
  readonly run?: string;
  readonly baseline?: string;
  readonly perTopic?: boolean;
  readonly min?: readonly Minimum[];
  readonly json?: boolean;
}

/** Entries of the folder that were left out and are named. */
const SKIPPED_SHOWN = 20;

/** The name of the system in a run file. */
const TAG = 'broadsheet';

export const evaluation: Command<EvalOptions> = {
  name: 'eval',
  summary: 'measure the ranking with a test collection',
  examples: [
    ['broadsheet eval collections/time', 'nDCG@10, MAP, P@10 and recall@100'],
    [
      'broadsheet eval collections/time --run new.run --baseline old.run',
      'keep the run, and compare it topic by topic',
    ],
    ['broadsheet eval collections/cranfield --qrels qrels.graded.tsv', 'other judgments'],
    ['broadsheet eval topics --documents articles', 'judged topics over a folder of documents of any format'],
    ['broadsheet eval collections/time --min map=0.69 --min ndcg@10=0.75', 'status 5 when a mean is below its line'],
  ],
  settings: ['index', 'maxFileBytes', 'maxCollectionBytes'],
  define: (command) =>
    command
      .argument('<dir>', 'folder with docs.jsonl or docs.jsonl.gz, queries.tsv and qrels.tsv')
      .option('--qrels <file>', 'judgments, a file of that folder', 'qrels.tsv')
      .option('--documents <folder>', 'take the documents from this folder, in any format that is read')
      .option('--run <file>', 'write the run, in the form that trec_eval reads')
      .option('--baseline <file>', 'compare with this run, topic by topic')
      .option('--per-topic', 'print the values of each topic')
      .option('--min <metric=value>', 'a mean that must be reached; may be repeated', collect(parseMinimum))
      .option('--json', 'print everything as JSON'),
  async run(invocation) {
    const {
      options,
      terminal,
      arguments: [directory = ''],
    } = invocation;
    const collection = readCollection(directory, options.qrels, options.documents);
    const baseline =
      options.baseline === undefined ? undefined : parseRun(readTextFile(options.baseline), options.baseline);
    const { run, documents } = await interruptible(terminal, () => askTopics(invocation, collection));
    if (options.run !== undefined) writeTextFile(options.run, formatRun(run, TAG));

    const current = evaluateRun(collection, run);
    const earlier = baseline === undefined ? undefined : evaluateRun(collection, baseline);
    const comparisons = earlier === undefined ? [] : METRICS.map(({ name }) => compare(current, earlier, name));
    const result = { directory, documents, qrels: options.qrels, current, earlier, comparisons };
    if (options.json) terminal.printJson(describeEvaluation(result, options.perTopic === true));
    else printEvaluation(result, options.perTopic === true, terminal);
    refuseBelow(options.min ?? [], current);
    return 0;
  },
};

function evaluateRun({ topics, qrels }: Collection, run: Run): Evaluation {
  return evaluate(topics, qrels, ({ id }) => run.get(id) ?? []);
}

/** Asks an index that was named with `--index`, built again only when needed; else one that is thrown away. */
async function askTopics(
  { settings, origins, terminal }: Invocation<EvalOptions>,
  { documents: folder, topics }: Collection,
): Promise<{ run: Run; documents: number }> {
  // An index that the environment names is the one that is served: measuring must not replace it.
  const kept = origins.index === 'flag';
  const directory = kept ? settings.index : mkdtempSync(join(tmpdir(), 'broadsheet-eval-'));
  // After Ctrl-C a build may still be writing for a moment: a folder that is not empty is tried again.
  const remove = () => rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
  if (!kept) process.once('exit', remove);
  try {
    const isFresh = kept && (await compareFolder({ folder, directory, settings })) === 'fresh';
    if (!isFresh) await build(folder, directory, settings, terminal);
    const index = await openIndex(directory);
    try {
      refuseEmpty(index, folder);
      return { run: await ask(index, topics, settings, terminal), documents: index.manifest.documents };
    } finally {
      index.close();
    }
  } finally {
    if (!kept) {
      process.off('exit', remove);
      remove();
    }
  }
}

/** An empty index would measure as a bad one. */
function refuseEmpty({ manifest }: OpenIndex, folder: string): void {
  if (manifest.documents > 0) return;
  throw new SearchError('file_unreadable', `No document could be read in ${folder}.`, {
    parameter: folder,
    hint: 'Name the folder of the documents with --documents FOLDER.',
  });
}

async function build(folder: string, directory: string, settings: Settings, terminal: Terminal): Promise<void> {
  const { documents, skipped } = await buildWithProgress({ folder, directory, settings }, terminal);
  terminal.say(`Indexed ${count(documents, 'document')}; skipped ${count(skipped.length, 'entry', 'entries')}.`);
  for (const { path, reason } of skipped.slice(0, SKIPPED_SHOWN))
    terminal.say(`  ${escapeControls(`${path}: ${reason}`)}`);
  if (skipped.length > SKIPPED_SHOWN) terminal.say(`  and ${skipped.length - SKIPPED_SHOWN} more`);
}

async function ask(index: OpenIndex, topics: readonly Topic[], settings: Settings, terminal: Terminal): Promise<Run> {
  const meter = terminal.progress();
  const run = await rankTopics(index, topics, settings, (done) => {
    meter.show({ done, total: topics.length, detail: `${done} topics` });
  });
  meter.clear();
  return run;
}

function refuseBelow(minimums: readonly Minimum[], { means }: Evaluation): void {
  const below = minimums.filter(({ metric, value }) => means[metric] < value);
  if (below.length === 0) return;
  throw new SearchError(
    'check_failed',
    below.map(({ metric, value }) => `${metric} is ${means[metric].toFixed(4)}, below ${value}.`).join(' '),
    { hint: 'See which topics lost with --baseline FILE or --per-topic.' },
  );
}
