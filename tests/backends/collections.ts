/**
 * Indexes of whole collections for the tests of back ends: the documents that come with the project, and Reuters where
 * it lies beside the project.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type IndexOnDisk, openIndex } from '../../src/backends/open.js';
import { formatDay, UNDATED } from '../../src/documents/date.js';
import { ingest } from '../../src/ingest.js';
import { DEFAULT_SETTINGS } from '../../src/settings.js';
import { collectionFolder, PROJECT } from '../project.js';
import type { Record } from '../temporary-index.js';

const SEEDS = join(PROJECT, 'seeds');

/** Runs `use` on a fresh index of the folder `seeds`. */
export async function withSeeds<T>(use: (index: IndexOnDisk) => T | Promise<T>): Promise<T> {
  const directory = mkdtempSync(join(tmpdir(), 'broadsheet-'));
  try {
    await ingest({ folder: SEEDS, directory, settings: DEFAULT_SETTINGS, now: () => new Date() });
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

/** The same documents as records, their first words taken off as titles, which the files have none of. */
export async function seedRecords(): Promise<Record[]> {
  return withSeeds(({ columns, documents }) =>
    Array.from({ length: columns.documents }, (_, document) => {
      const words = documents.body(document).split(' ');
      const date = columns.dates[document]!;
      return {
        id: columns.ids.get(document),
        title: words.slice(0, 8).join(' '),
        text: words.slice(8).join(' '),
        ...(date === UNDATED ? {} : { date: formatDay(date) }),
      };
    }),
  );
}

/** Undefined where the collection is not there. */
export function readReuters(most: number): Record[] | undefined {
  const folder = collectionFolder('reuters');
  if (folder === undefined) return undefined;
  const lines = gunzipSync(readFileSync(join(folder, 'docs.jsonl.gz')))
    .toString('utf8')
    .split('\n');
  return lines
    .slice(0, most)
    .map((line) => JSON.parse(line) as Record)
    .filter(({ text }) => text !== '');
}
