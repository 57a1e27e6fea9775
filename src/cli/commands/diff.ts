/**
 * `diff`: what other settings do to the hits. For one query: which hits moved, and which part of the score moved them.
 * For a test collection: the topics whose first hits changed most. Nothing is judged here; `eval --against` does that.
 */
import { type Command as CommanderCommand, Option } from 'commander';
import { openIndex } from '../../backends/open.js';
import { SearchError } from '../../errors.js';
import { compareHits } from '../../evaluation/moves.js';
import { RANKING_SETTINGS } from '../../evaluation/stages.js';
import { DEFAULT_REQUEST } from '../../search.js';
import { readCollection } from '../collection.js';
import type { Command, Invocation } from '../command.js';
import { describeMoves, describeTopics, printMoves, printTopics } from '../diff-report.js';
import { diffTopics, LOOKED_AT } from '../diff-topics.js';
import type { ExitStatus } from '../exit-status.js';
import { explainRanking } from '../explained-ranking.js';
import { interruptible } from '../interruption.js';
import { asSettings, haveOneShape, readSystem, type SettingsSystem, type System, systemInForce } from '../system.js';
import { wholeNumber } from '../values.js';

interface DiffOptions {
  readonly against: string;
  readonly settings?: string;
  readonly collection?: string;
  readonly documents?: string;
  readonly words?: number;
  readonly limit: number;
  readonly topics: number;
  readonly json?: boolean;
}

export const diff: Command<DiffOptions> = {
  name: 'diff',
  summary: 'show which hits other settings move, and why',
  examples: [
    ['broadsheet diff ferry strike --against old.json', 'the first ten hits before (old.json) and now'],
    ['broadsheet diff ferry strike --against old.json --settings new.json', 'two settings files'],
    ['broadsheet diff ferry strike --against old.json --near-weight 0.5', 'a flag against a settings file'],
    ['broadsheet diff --collection collections/time --against old.json', 'the topics whose first hits changed most'],
    ['broadsheet diff --collection collections/time --against old.run', 'the same against a run that was kept'],
  ],
  settings: ['index', ...RANKING_SETTINGS],
  define,
  async run(invocation) {
    const { arguments: words, options } = invocation;
    const query = words.join(' ');
    if ((query.trim() === '') === (options.collection === undefined))
      throw new SearchError('invalid_parameter', 'It is not clear what to compare.', {
        expected: 'either a query or --collection FOLDER',
      });
    const [before, after] = [readSystem(options.against, invocation.settings), systemNow(invocation)];
    if (before.kind === 'settings') refuseOtherShape(before, after);
    return options.collection === undefined
      ? diffQuery(invocation, query, asSettings(before), after)
      : diffCollection(invocation, options.collection, before, after);
  },
};

function define(command: CommanderCommand): void {
  command
    .argument('[query...]', 'what to search for, as typed in a search')
    .addOption(
      new Option('--against <file>', 'settings to compare with; with --collection also a run').makeOptionMandatory(),
    )
    .option('--settings <file>', 'compare the settings of this file, not those in force')
    .option('--collection <dir>', 'compare over the topics of this test collection')
    .option('--documents <folder>', 'take its documents from this folder, in any format that is read')
    .option('--words <n>', 'cut each topic to its n rarest words', wholeNumber(1, 100))
    .option('--limit <n>', 'first hits that are compared', wholeNumber(1, LOOKED_AT), DEFAULT_REQUEST.limit)
    .option('--topics <n>', 'topics listed, those that changed most first', wholeNumber(1, 10_000), 10)
    .option('--json', 'print everything as JSON');
}

function systemNow(invocation: Invocation<DiffOptions>): SettingsSystem {
  const { settings } = invocation.options;
  return settings === undefined
    ? systemInForce(invocation)
    : asSettings(readSystem(settings, invocation.settings, invocation));
}

function refuseOtherShape(before: SettingsSystem, after: SettingsSystem): void {
  if (haveOneShape(before.settings, after.settings)) return;
  throw new SearchError(
    'unsupported',
    'One index cannot answer for both settings, because they shape it differently.',
    {
      found: `${before.name} and ${after.name}`,
      hint: 'Keep a run of each with: broadsheet eval FOLDER --settings FILE --run RUN',
    },
  );
}

async function diffQuery(
  { options, settings, terminal }: Invocation<DiffOptions>,
  query: string,
  before: SettingsSystem,
  after: SettingsSystem,
): Promise<ExitStatus> {
  const index = await openIndex(settings.index);
  try {
    const request = { ...DEFAULT_REQUEST, q: query, limit: LOOKED_AT };
    const hits = (system: SettingsSystem) => explainRanking(index, request, system.settings);
    const moves = compareHits(hits(before), hits(after), options.limit);
    const result = { query, before: before.name, after: after.name, moves };
    if (options.json) terminal.printJson(describeMoves(result));
    else printMoves(result, terminal);
    return moves.length === 0 ? 1 : 0;
  } finally {
    index.close();
  }
}

async function diffCollection(
  invocation: Invocation<DiffOptions>,
  directory: string,
  before: System,
  after: SettingsSystem,
): Promise<ExitStatus> {
  const { options, terminal } = invocation;
  const collection = readCollection(directory, 'qrels.tsv', options.documents);
  const topics = await interruptible(terminal, () =>
    diffTopics(invocation, collection, { before, after, depth: options.limit, words: options.words }),
  );
  const result = { directory, before: before.name, after: after.name, depth: options.limit, topics };
  if (options.json) terminal.printJson(describeTopics(result, options.topics));
  else printTopics(result, options.topics, terminal);
  return 0;
}
