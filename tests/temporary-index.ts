/**
 * Builds a real index of a few documents in a temporary folder and opens it; everything is removed again.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type IndexOnDisk, openIndex } from '../src/backends/open.js';
import { ingest } from '../src/ingest.js';
import { DEFAULT_SETTINGS } from '../src/settings.js';

export interface Record {
  readonly id: string;
  readonly title?: string;
  readonly text: string;
  readonly date?: string;
  readonly [attribute: string]: unknown;
}

/** Runs `use` on an index of the records. */
export async function withIndex<T>(
  records: readonly Record[],
  use: (index: IndexOnDisk) => T | Promise<T>,
): Promise<T> {
  const base = mkdtempSync(join(tmpdir(), 'broadsheet-'));
  try {
    const index = await buildIndex(base, records);
    try {
      return await use(index);
    } finally {
      index.close();
    }
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}

/** Writes the records to `base/documents/docs.jsonl` and indexes them into `base/index`. */
export async function buildIndex(base: string, records: readonly Record[]): Promise<IndexOnDisk> {
  mkdirSync(join(base, 'documents'), { recursive: true });
  writeFileSync(join(base, 'documents', 'docs.jsonl'), records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  const directory = join(base, 'index');
  await ingest({ folder: join(base, 'documents'), directory, settings: DEFAULT_SETTINGS, now: () => new Date() });
  return openIndex(directory);
}
