/**
 * Opens an index, and holds the list of back ends: each writes its files into every generation, and the first that
 * can be opened answers.
 */
import { join } from 'node:path';
import { analyzer } from '../analysis/analyzer.js';
import { SearchError } from '../errors.js';
import { type Columns, readColumns } from '../index/columns.js';
import { type Current, generationPath, readCurrent, readManifest } from '../index/directory.js';
import { DocumentsFile } from '../index/documents-file.js';
import { COLUMNS, DOCUMENTS_FILE, FORMS, readTable } from '../index/files.js';
import { Forms } from '../index/forms.js';
import type { Manifest } from '../index/manifest.js';
import type { Backend, BackendReader } from './backend.js';
import { minisearchBackend } from './minisearch/backend.js';

export const BACKENDS: readonly Backend[] = [minisearchBackend];

/** One generation, open for reading. It stays readable until `close`, even when it was deleted meanwhile. */
export interface OpenIndex extends Current {
  readonly directory: string;
  readonly manifest: Manifest;
  readonly columns: Columns;
  readonly forms: Forms;
  readonly documents: DocumentsFile;
  readonly backend: BackendReader;
  close(): void;
}

/** Opens what `CURRENT` names. Throws `index_missing`, `index_damaged` or `index_incompatible`. */
export async function openIndex(directory: string): Promise<OpenIndex> {
  const current = readCurrent(directory);
  if (current === undefined) {
    throw new SearchError('index_missing', `There is no index in ${directory}.`, {
      parameter: directory,
      hint: 'Build one with: broadsheet index FOLDER',
    });
  }
  const manifest = readManifest(directory, current.generation, current.hash);
  refuseOtherAnalyzer(manifest);
  const path = generationPath(directory, current.generation);
  const sections = readTable(join(path, COLUMNS.file), COLUMNS);
  const forms = new Forms(readTable(join(path, FORMS.file), FORMS));
  const documents = new DocumentsFile(join(path, DOCUMENTS_FILE), sections);
  try {
    const backend = await openBackend(path, manifest, forms);
    return {
      ...current,
      directory,
      manifest,
      columns: readColumns(sections),
      forms,
      documents,
      backend,
      close: () => documents.close(),
    };
  } catch (error) {
    documents.close();
    throw error;
  }
}

async function openBackend(path: string, manifest: Manifest, forms: Forms): Promise<BackendReader> {
  let failure: unknown;
  for (const backend of BACKENDS) {
    try {
      return await backend.open({ path, manifest, forms });
    } catch (error) {
      failure ??= error;
    }
  }
  throw failure;
}

/** Terms of another analyzer would be looked up in vain, without a word. */
function refuseOtherAnalyzer(manifest: Manifest): void {
  if (manifest.analyzer === analyzer.version) return;
  throw new SearchError('index_incompatible', 'The index was built with another analyzer.', {
    expected: analyzer.version,
    found: manifest.analyzer,
    hint: 'Build it again with the reindex command.',
  });
}
