/**
 * Makes an open index of the files of one generation, wherever their bytes come from: a disk, or a server that a
 * browser has fetched them from. Nothing here needs Node.
 */
import { analyzer } from '../analysis/analyzer.js';
import { SearchError } from '../errors.js';
import { Boilerplate } from '../index/boilerplate.js';
import { type Columns, readColumns } from '../index/columns.js';
import { type BlockSource, DocumentsFile } from '../index/documents-file.js';
import { Duplicates } from '../index/duplicates.js';
import { COLUMNS, DOCUMENTS_FILE, FORMS } from '../index/files.js';
import { Forms } from '../index/forms.js';
import type { Manifest } from '../index/manifest.js';
import { NEIGHBOURS, NeighbourGraph } from '../index/neighbour-graph.js';
import type { SectionFile, SectionReader } from '../index/sections.js';
import { Titles } from '../index/titles.js';
import type { BackendReader } from './backend.js';

/** One generation, open for reading. */
export interface OpenIndex {
  readonly generation: number;
  /** SHA-256 of the manifest, `sha256:` in front. */
  readonly hash: string;
  readonly manifest: Manifest;
  readonly columns: Columns;
  readonly duplicates: Duplicates;
  readonly boilerplate: Boilerplate;
  readonly titles: Titles;
  readonly forms: Forms;
  readonly documents: DocumentsFile;
  readonly backend: BackendReader;
  /** Absent where the manifest says that it was left out, and where it is damaged. */
  readonly neighbours?: NeighbourGraph;
  /** What is damaged, where it answers all the same: with another back end, or ranked without neighbours. */
  readonly degraded?: string;
  close(): void;
}

export interface GenerationSource {
  readonly manifest: Manifest;
  /** What errors call a file. */
  pathOf(name: string): string;
  /** Throws `index_damaged` or `index_incompatible`. */
  readTable(table: SectionFile): SectionReader;
  openBlocks(name: string): BlockSource;
  openBackend(forms: Forms, documents: DocumentsFile): Promise<OpenedBackend>;
}

export interface OpenedBackend {
  readonly backend: BackendReader;
  /** Why others that would have come first do not answer. */
  readonly failures: readonly unknown[];
}

/** Throws `index_damaged` or `index_incompatible`. */
export async function openGeneration(source: GenerationSource): Promise<Omit<OpenIndex, 'generation' | 'hash'>> {
  const { manifest } = source;
  refuseOtherAnalyzer(manifest);
  const sections = source.readTable(COLUMNS);
  const forms = new Forms(source.readTable(FORMS));
  const blocks = source.openBlocks(DOCUMENTS_FILE);
  try {
    const documents = new DocumentsFile(blocks, sections);
    const { backend, failures } = await source.openBackend(forms, documents);
    const { neighbours, failure } = openNeighbours(source);
    const degraded = [...failures, ...failure].map(explain).join(' ');
    return {
      manifest,
      columns: readColumns(sections),
      duplicates: new Duplicates(COLUMNS.file, sections, manifest.documents),
      boilerplate: new Boilerplate(sections),
      titles: new Titles(COLUMNS.file, sections, forms.size, manifest.documents),
      forms,
      documents,
      backend,
      ...(neighbours === undefined ? {} : { neighbours }),
      ...(degraded === '' ? {} : { degraded }),
      close: () => documents.close(),
    };
  } catch (error) {
    blocks.close();
    throw error;
  }
}

/** Nothing where there is no graph; `failure` says why one that should be there cannot be read. */
function openNeighbours({ manifest, pathOf, readTable }: GenerationSource): {
  neighbours?: NeighbourGraph;
  failure: readonly unknown[];
} {
  if (manifest.neighbours.leftOut !== undefined) return { failure: [] };
  try {
    const file = pathOf(NEIGHBOURS.file);
    return { neighbours: new NeighbourGraph(file, readTable(NEIGHBOURS), manifest.documents), failure: [] };
  } catch (error) {
    return { failure: [error] };
  }
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
