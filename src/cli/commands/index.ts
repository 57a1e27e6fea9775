/**
 * `index` and `reindex`: build the index of a folder, replace the one that was there, and account for every file.
 * With a parent process that listens, progress and report go there too: that is how the server rebuilds.
 */
import type { Command as CommanderCommand } from 'commander';
import { SearchError } from '../../errors.js';
import { readCurrent } from '../../index/directory.js';
import type { IngestReport } from '../../ingest.js';
import type { SettingName } from '../../settings.js';
import { type BuildTask, buildIndex } from '../build.js';
import type { Command, Invocation } from '../command.js';
import type { ExitStatus } from '../exit-status.js';
import { interruptible } from '../interruption.js';
import { tellParent } from '../parent.js';
import { printReport } from '../report.js';
import type { Terminal } from '../terminal.js';
import { writeTextFile } from '../text-file.js';

interface IndexOptions {
  readonly report?: string;
  readonly json?: boolean;
}

/** What shapes an index, where it goes, and how many are kept. */
const BUILD_SETTINGS: readonly SettingName[] = ['index', 'maxFileBytes', 'maxCollectionBytes', 'keepGenerations'];

export const index: Command<IndexOptions> = {
  name: 'index',
  summary: 'index a folder of documents',
  examples: [
    ['broadsheet index articles', 'read the folder "articles" into index-data'],
    ['broadsheet index articles --index /srv/news', 'put the index somewhere else'],
    ['broadsheet index articles --report report.json', 'account for every file that was skipped'],
  ],
  settings: BUILD_SETTINGS,
  define: (command) => defineOutput(command.argument('<folder>', 'folder that holds the documents')),
  run: (invocation) => build(invocation, invocation.arguments[0] as string),
};

export const reindex: Command<IndexOptions> = {
  name: 'reindex',
  summary: 'build the index again',
  examples: [
    ['broadsheet reindex', 'read again the folder that was indexed before'],
    ['broadsheet reindex articles', 'read another folder'],
  ],
  settings: BUILD_SETTINGS,
  define: (command) =>
    defineOutput(command.argument('[folder]', 'folder that holds the documents (default: the one indexed before)')),
  run: (invocation) => build(invocation, invocation.arguments[0] ?? indexedFolder(invocation.settings.index)),
};

function defineOutput(command: CommanderCommand): CommanderCommand {
  return command
    .option('--report <file>', 'write counts, skipped files and notices to a JSON file, without a limit')
    .option('--json', 'print the same as JSON');
}

function indexedFolder(directory: string): string {
  const current = readCurrent(directory);
  if (current === undefined) {
    throw new SearchError('index_missing', `There is no index in ${directory}, so no folder is known.`, {
      parameter: directory,
      hint: 'Name the folder: broadsheet index FOLDER',
    });
  }
  if (current.folder !== null) return current.folder;
  throw new SearchError('unsupported', `The index in ${directory} was not built from a folder.`, {
    parameter: directory,
    hint: 'Build it again with the program that built it, or replace it by that of a folder: broadsheet reindex FOLDER',
  });
}

async function build(invocation: Invocation<IndexOptions>, folder: string): Promise<ExitStatus> {
  const { settings, options, terminal } = invocation;
  const task = { folder, directory: settings.index, settings };
  const report = await interruptible(terminal, () => buildWithProgress(task, terminal));
  if (options.report !== undefined) writeTextFile(options.report, `${JSON.stringify(report, null, 2)}\n`);
  if (options.json) terminal.printJson(report);
  else printReport(report, settings.index, terminal);
  await tellParent({ kind: 'report', report });
  return 0;
}

/** Shows progress on the terminal, and tells a parent process. */
export async function buildWithProgress(task: BuildTask, terminal: Terminal): Promise<IngestReport> {
  const meter = terminal.progress();
  try {
    return await buildIndex(task, (progress) => {
      meter.show({ ...progress, detail: `${progress.documents.toLocaleString('en')} documents` });
      void tellParent({ kind: 'progress', ...progress });
    });
  } finally {
    meter.clear();
  }
}
