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
import type { Backend, BackendReader, Generation } from './backend.js';
import { minisearchBackend } from './minisearch/backend.js';
import { packedBackend } from './packed/backend.js';

export const BACKENDS: readonly Backend[] = [packedBackend, minisearchBackend];

/** One generation, open for reading. It stays readable until `close`, even when it was deleted meanwhile. */
export interface OpenIndex extends Current {
  readonly directory: string;
  readonly manifest: Manifest;
  readonly columns: Columns;
  readonly forms: Forms;
  readonly documents: DocumentsFile;
  readonly backend: BackendReader;
  /** Why the preferred back end does not answer, where another does. */
  readonly degraded?: string;
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
    const opened = await openBackend({ path, manifest, forms, documents });
    return {
      ...current,
      directory,
      manifest,
      columns: readColumns(sections),
      forms,
      documents,
      ...opened,
      close: () => documents.close(),
    };
  } catch (error) {
    documents.close();
    throw error;
  }
}

/** The first back end that opens; `degraded` says why an earlier one did not. */
async function openBackend(generation: Generation): Promise<{ backend: BackendReader; degraded?: string }> {
  const failures: unknown[] = [];
  for (const backend of BACKENDS) {
    if (generation.manifest.backends[backend.name]?.leftOut !== undefined) continue;
    try {
      const reader = await backend.open(generation);
      return failures.length === 0
        ? { backend: reader }
        : { backend: reader, degraded: failures.map(explain).join(' ') };
    } catch (error) {
      failures.push(error);
    }
  }
  throw failures[0];
}

function explain(error: unknown): string {
  return error instanceof SearchError ? error.explain() : String(error);
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
