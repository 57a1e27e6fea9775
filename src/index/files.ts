/**
 * The files of a generation that belong to no back end, and how a file is read whole.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { damaged, readSections, type SectionReader } from './sections.js';

export const DOCUMENTS_FILE = 'documents.bin';
export const SOURCES_FILE = 'sources.tsv';

/** Ids, dates, facets, and where the texts stand. */
export const COLUMNS = { file: 'columns.bin', kind: 'columns', version: 1 } as const;
export const FORMS = { file: 'forms.bin', kind: 'forms', version: 1 } as const;

/** Bytes read at a time: one call cannot read 2 GiB or more. */
const CHUNK = 64 * 1_048_576;

/** Throws `index_damaged` when the file is missing or shorter than it says. */
export function readWhole(path: string): ArrayBuffer {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r');
  } catch (error) {
    throw damaged(path, `it cannot be opened (${error instanceof Error ? error.message : String(error)})`);
  }
  try {
    const bytes = new Uint8Array(fstatSync(descriptor).size);
    for (let filled = 0; filled < bytes.length; ) {
      const read = readSync(descriptor, bytes, filled, Math.min(CHUNK, bytes.length - filled), filled);
      if (read === 0) throw damaged(path, 'it became shorter while it was read');
      filled += read;
    }
    return bytes.buffer;
  } finally {
    closeSync(descriptor);
  }
}

export function readTable(path: string, table: { readonly kind: string; readonly version: number }): SectionReader {
  return readSections(path, readWhole(path), table.kind, table.version);
}
