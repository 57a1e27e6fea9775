/**
 * The index of a test collection: one that was named with `--index`, built again only when it is stale, else one that
 * is thrown away.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type OpenIndex, openIndex } from '../backends/open.js';
import { SearchError } from '../errors.js';
import type { Settings } from '../settings.js';
import { compareFolder } from './build.js';
import type { Invocation } from './command.js';
import { buildWithProgress } from './commands/index.js';
import { count } from './report.js';
import { escapeControls, type Terminal } from './terminal.js';

/** Entries of the folder that were left out and are named. */
const SKIPPED_SHOWN = 20;

export interface IndexPlace {
  /** The folder of the documents. */
  readonly folder: string;
  readonly settings: Settings;
  /** Where the index stays; absent: nowhere. */
  readonly directory?: string;
}

/** An index that the environment names is the one that is served: measuring must not replace it. */
export function namedIndex({ origins, settings }: Pick<Invocation<unknown>, 'origins' | 'settings'>): {
  directory?: string;
} {
  return origins.index === 'flag' ? { directory: settings.index } : {};
}

/** Throws what building and opening throw, and `file_unreadable` for an index without documents. */
export async function withCollectionIndex<Result>(
  { folder, settings, directory: named }: IndexPlace,
  terminal: Terminal,
  use: (index: OpenIndex) => Promise<Result>,
): Promise<Result> {
  const directory = named ?? mkdtempSync(join(tmpdir(), 'broadsheet-eval-'));
  // After Ctrl-C a build may still be writing for a moment: a folder that is not empty is tried again.
  const remove = () => rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
  if (named === undefined) process.once('exit', remove);
  try {
    const isFresh = named !== undefined && (await compareFolder({ folder, directory, settings })) === 'fresh';
    if (!isFresh) await build(folder, directory, settings, terminal);
    const index = await openIndex(directory);
    try {
      refuseEmpty(index, folder);
      return await use(index);
    } finally {
      index.close();
    }
  } finally {
    if (named === undefined) {
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
