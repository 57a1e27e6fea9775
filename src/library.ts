/**
 * Broadsheet as a library: what `import … from 'broadsheet'` gives. A search loads only what answers it: what reads
 * folders, builds and serves is loaded by who asks for it.
 */
import type { GivenDocuments } from './documents/given.js';
import { SearchError } from './errors.js';
import type { IngestProgress, IngestReport } from './ingest.js';
import { completeSettings, type Settings } from './settings.js';
import { string } from './shape.js';

export type {
  Completion,
  Correction,
  DocumentAnswer,
  Excluder,
  ExplainAnswer,
  Explanation,
  FacetValue,
  Filter,
  Histogram,
  Hit,
  HitField,
  IndexStamp,
  ListRequest,
  MissingWord,
  QueryReceipt,
  Range,
  Ranking,
  SearchAnswer,
  SearchRequest,
  SimilarAnswer,
  SimilarHit,
  Snippet,
  SuggestAnswer,
  SuggestRequest,
  TitleSuggestion,
  VersionHit,
} from './answer.js';
export { minisearchOptions } from './backends/minisearch/options.js';
export { type IndexOnDisk, type OpenIndex, openIndex } from './backends/open.js';
export type { GivenDocument, GivenDocuments } from './documents/given.js';
export { type ErrorCode, SearchError } from './errors.js';
export { explain, rank, readDocument, search, similar, suggest } from './in-process.js';
export type { IngestProgress, IngestReport } from './ingest.js';
export { completeSettings, type Settings } from './settings.js';

export interface BuildOptions {
  /** The folder of the index; it is made where it is missing. */
  readonly directory: string;
  /** Those that shape an index: `maxFileBytes`, `maxMinisearchWords` …, and `keepGenerations`. */
  readonly settings?: Partial<Settings>;
  /** Called after each document, or each file of a folder. */
  readonly progress?: (progress: IngestProgress) => void;
}

/** Where the documents come from: a program, one after the other, or a folder of files. */
export type BuildSource =
  | { readonly documents: GivenDocuments; readonly folder?: never }
  | { readonly folder: string; readonly documents?: never };

/**
 * Builds an index of documents or of a folder, and puts it into the place of the one that was there; who has that one
 * open, or serves it, is not disturbed. The same documents give the same bytes, and then nothing is changed
 * (`unchanged` in the report). A document is in memory only while it is read.
 *
 * Skipped are, with a reason in the report: a document without text, one larger than `maxFileBytes`, one whose id is
 * taken. Throws a `SearchError`: `invalid_parameter` or `unknown_parameter` for a document that is none,
 * `folder_unreadable`, `build_running` (another build of this index is under way), `write_failed`; and what iterating
 * the documents throws. The index that was there stays then.
 */
export async function buildIndex({
  directory,
  settings = {},
  progress,
  ...source
}: BuildOptions & BuildSource): Promise<IngestReport> {
  const options = {
    directory: string(directory, 'directory'),
    settings: completeSettings(settings),
    now: () => new Date(),
    ...(progress === undefined ? {} : { progress }),
  };
  const { documents, folder } = source;
  if ((documents === undefined) === (folder === undefined))
    throw new SearchError('invalid_parameter', 'An index is built from documents or from a folder.', {
      expected: 'either of "documents" and "folder"',
      found: documents === undefined ? 'neither' : 'both',
    });
  const { ingest, ingestDocuments } = await import('./ingest.js');
  return documents === undefined
    ? ingest({ ...options, folder: string(folder, 'folder') })
    : ingestDocuments({ ...options, documents });
}
