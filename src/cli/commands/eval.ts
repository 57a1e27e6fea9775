/**
 * `eval`: a test collection through the engine. Topics are asked as text: no operators, no corrections, no prefix,
 * so that the numbers say something about ranking and nothing else. What is measured may be compared, topic by topic,
 * with other settings or with a run that was kept; `--stages` takes the ranking apart instead, and `--snippets` measures
 * what is shown of the hits.
 */
import { type Command as CommanderCommand, Option } from 'commander';
import { SearchError } from '../../errors.js';
import { compare } from '../../evaluation/compare.js';
import { type Evaluation, evaluate } from '../../evaluation/evaluate.js';
import { METRICS } from '../../evaluation/metrics.js';
import { formatRun } from '../../evaluation/run.js';
import { RANKING_SETTINGS } from '../../evaluation/stages.js';
import { type Collection, readCollection } from '../collection.js';
import type { Command, Invocation } from '../command.js';
import { describeEvaluation, printEvaluation } from '../evaluation-report.js';
import type { ExitStatus } from '../exit-status.js';
import { interruptible } from '../interruption.js';
import { measureSnippets } from '../measure-snippets.js';
import { measureStages } from '../measure-stages.js';
import { type Minimum, parseMinimum } from '../minimum.js';
import { rankSystems } from '../rank-systems.js';
import { describeSnippets, printSnippets } from '../snippets-report.js';
import { describeStages, printStages } from '../stages-report.js';
import { asRun, asSettings, readSystem, type System, systemInForce } from '../system.js';
import { writeTextFile } from '../text-file.js';
import { collect, wholeNumber } from '../values.js';

export interface EvalOptions {
  readonly qrels: string;
  readonly documents?: string;
  readonly words?: number;
  readonly settings?: string;
  readonly measure?: string;
  readonly run?: string;
  readonly against?: string;
  readonly baseline?: string;
  readonly worst: number;
  readonly seed: number;
  readonly perTopic?: boolean;
  readonly min?: readonly Minimum[];
  readonly stages?: boolean;
  readonly snippets?: boolean;
  readonly json?: boolean;
}

/** The name of the system in a run file. */
const TAG = 'broadsheet';

export const evaluation: Command<EvalOptions> = {
  name: 'eval',
  summary: 'measure the ranking with a test collection',
  examples: [
    ['broadsheet eval collections/time', 'nDCG@10, MAP, P@10, recall@100 and MRR'],
    ['broadsheet eval collections/time --words 3', 'the same with short topics, as visitors type them'],
    ['broadsheet eval collections/time --settings new.json --against old.json', 'two settings files, topic by topic'],
    [
      'broadsheet eval collections/time --near-weight 0 --against old.json --worst 20',
      'a flag against a settings file',
    ],
    ['broadsheet eval collections/time --run new.run --against old.run', 'keep the run, and compare it with another'],
    ['broadsheet eval collections/time --measure new.run --against old.run', 'two runs; nothing is indexed'],
    ['broadsheet eval collections/time --stages', 'what each stage of the ranking adds'],
    ['broadsheet eval collections/time --snippets', 'how much of a query the snippets show'],
    ['broadsheet eval collections/cranfield --qrels qrels.graded.tsv', 'other judgments'],
    ['broadsheet eval topics --documents articles', 'judged topics over a folder of documents of any format'],
    ['broadsheet eval collections/time --min map=0.69 --min ndcg@10=0.75', 'status 5 when a mean is below its line'],
  ],
  settings: ['index', 'maxFileBytes', 'maxCollectionBytes', ...RANKING_SETTINGS],
  define,
  async run(invocation) {
    const { options } = invocation;
    const collection = readCollection(invocation.arguments[0] ?? '', options.qrels, options.documents);
    if (options.snippets) return runSnippets(invocation, collection);
    return options.stages ? runStages(invocation, collection) : runEvaluation(invocation, collection);
  },
};

function define(command: CommanderCommand): void {
  command
    .argument('<dir>', 'folder with docs.jsonl or docs.jsonl.gz, queries.tsv and qrels.tsv')
    .option('--qrels <file>', 'judgments, a file of that folder', 'qrels.tsv')
    .option('--documents <folder>', 'take the documents from this folder, in any format that is read')
    .option('--words <n>', 'cut each topic to its n rarest words', wholeNumber(1, 100))
    .option('--settings <file>', 'measure the settings of this file, whatever the environment says')
    .addOption(
      new Option('--measure <run>', 'measure this run; no index is asked').conflicts(['settings', 'run', 'words']),
    )
    .option('--run <file>', 'write the run, in the form that trec_eval reads')
    .option('--against <file>', 'compare with these settings or this run, topic by topic')
    .addOption(new Option('--baseline <file>', 'the same as --against').conflicts('against'))
    .option('--worst <n>', 'topics listed that lost most, and that gained most', wholeNumber(0, 10_000), 5)
    .option('--seed <n>', 'seed of the random draws behind p and the interval', wholeNumber(0, 2 ** 32 - 1), 1)
    .option('--per-topic', 'print the values of each topic')
    .option('--min <metric=value>', 'a mean that must be reached; may be repeated', collect(parseMinimum))
    .addOption(
      new Option('--stages', 'switch the stages of the ranking on in turn, with full and with short topics').conflicts([
        'measure',
        'run',
        'against',
        'baseline',
        'perTopic',
        'min',
      ]),
    )
    .addOption(
      new Option('--snippets', 'measure how many terms of each topic the snippets of its first hits show').conflicts([
        'stages',
        'measure',
        'run',
        'against',
        'baseline',
        'perTopic',
        'min',
      ]),
    )
    .option('--json', 'print everything as JSON');
}

async function runEvaluation(invocation: Invocation<EvalOptions>, collection: Collection): Promise<ExitStatus> {
  const { options, terminal } = invocation;
  const other = options.against ?? options.baseline;
  const measured = measuredSystem(invocation);
  const baseline = other === undefined ? undefined : readSystem(other, invocation.settings);
  const systems = baseline === undefined ? [measured] : [measured, baseline];
  const { topics, runs, documents } = await interruptible(terminal, () =>
    rankSystems(invocation, collection, systems, options.words),
  );
  if (options.run !== undefined) writeTextFile(options.run, formatRun(runs.get(measured)!, TAG));

  const evaluateSystem = (system: System) =>
    evaluate(topics, collection.qrels, ({ id }) => runs.get(system)?.get(id) ?? []);
  const current = evaluateSystem(measured);
  const earlier = baseline === undefined ? undefined : evaluateSystem(baseline);
  const draws = { seed: options.seed, listed: options.worst };
  const result = {
    directory: invocation.arguments[0] ?? '',
    documents,
    qrels: options.qrels,
    words: options.words,
    current,
    baseline:
      earlier === undefined
        ? undefined
        : {
            measured: measured.name,
            name: baseline!.name,
            evaluation: earlier,
            comparisons: METRICS.map(({ name }) => compare(current, earlier, name, draws)),
          },
  };
  if (options.json) terminal.printJson(describeEvaluation(result, options.perTopic === true));
  else printEvaluation(result, options.perTopic === true, terminal);
  refuseBelow(options.min ?? [], current);
  return 0;
}

function measuredSystem(invocation: Invocation<EvalOptions>): System {
  const { options, settings } = invocation;
  if (options.measure !== undefined) return asRun(readSystem(options.measure, settings));
  return options.settings === undefined
    ? systemInForce(invocation)
    : asSettings(readSystem(options.settings, settings, invocation));
}

async function runStages(invocation: Invocation<EvalOptions>, collection: Collection): Promise<ExitStatus> {
  const { options, terminal } = invocation;
  const { settings } = asSettings(measuredSystem(invocation));
  const result = await interruptible(terminal, () => measureStages(invocation, collection, settings, options.words));
  const described = { directory: invocation.arguments[0] ?? '', qrels: options.qrels, ...result };
  if (options.json) terminal.printJson(describeStages(described));
  else printStages(described, terminal);
  return 0;
}

async function runSnippets(invocation: Invocation<EvalOptions>, collection: Collection): Promise<ExitStatus> {
  const { options, terminal } = invocation;
  const { settings } = asSettings(measuredSystem(invocation));
  const measured = await interruptible(terminal, () =>
    measureSnippets(invocation, collection, settings, options.words),
  );
  const result = { directory: invocation.arguments[0] ?? '', words: options.words, ...measured };
  if (options.json) terminal.printJson(describeSnippets(result));
  else printSnippets(result, terminal);
  return 0;
}

function refuseBelow(minimums: readonly Minimum[], { means }: Evaluation): void {
  const below = minimums.filter(({ metric, value }) => means[metric] < value);
  if (below.length === 0) return;
  throw new SearchError(
    'check_failed',
    below.map(({ metric, value }) => `${metric} is ${means[metric].toFixed(4)}, below ${value}.`).join(' '),
    { hint: 'See which topics lost with --against FILE or --per-topic.' },
  );
}
