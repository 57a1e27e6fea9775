/**
 * Broadsheet as a library: what `import … from 'broadsheet'` gives. A search loads only what answers it: what reads
 * folders, builds and serves is loaded by who asks for it.
 */
import { type DocumentAnswer, HIT_FIELDS, INTERVALS, type SearchAnswer, type SearchRequest, SORTS } from './answer.js';
import type { OpenIndex } from './backends/open.js';
import type { GivenDocuments } from './documents/given.js';
import { SearchError } from './errors.js';
import type { IngestProgress, IngestReport } from './ingest.js';
import { DEFAULT_REQUEST, readDocument as readOne, search as searchWith } from './search.js';
import { completeSettings, type Settings } from './settings.js';
import { boolean, listOf, object, oneOf, string, wholeNumber } from './shape.js';

export type {
  Correction,
  DocumentAnswer,
  FacetValue,
  Filter,
  Histogram,
  Hit,
  HitField,
  IndexStamp,
  QueryReceipt,
  Range,
  SearchAnswer,
  SearchRequest,
  Snippet,
} from './answer.js';
export { minisearchOptions } from './backends/minisearch/options.js';
export { type OpenIndex, openIndex } from './backends/open.js';
export type { GivenDocument, GivenDocuments } from './documents/given.js';
export { type ErrorCode, SearchError } from './errors.js';
export type { IngestProgress, IngestReport } from './ingest.js';
export type { Settings } from './settings.js';

/** Hits, and hits to pass over: whoever asks in process knows what memory there is. */
const MAX_HITS = 1_000_000;

const checkRequest = object(
  {},
  {
    q: string,
    syntax: oneOf('full', 'none'),
    limit: wholeNumber(0, MAX_HITS),
    offset: wholeNumber(0, MAX_HITS),
    cursor: string,
    from: string,
    to: string,
    sort: oneOf(...SORTS),
    filter: listOf(object({ field: string, value: string })),
    facets: listOf(string),
    histogram: oneOf(...INTERVALS, 'auto'),
    match: oneOf('any', 'all'),
    prefix: boolean,
    typos: oneOf('auto', 'off'),
    snippets: wholeNumber(0, 5),
    snippetLength: wholeNumber(40, 1000),
    fields: listOf(oneOf(...HIT_FIELDS)),
  },
);

/**
 * Answers one request. What is left out of it has the defaults of `GET /api/v1/search`; an empty one browses all
 * documents, newest first. The answer has the shape of that endpoint, `tookMs` in milliseconds, ranges in UTF-16 units.
 *
 * What a person types as `q` is never an error. Throws a `SearchError`: `invalid_parameter` or `unknown_parameter` for
 * anything else that is wrong, `query_too_long`, `cursor_expired`, `deadline_exceeded` (after `deadlineMs`), or
 * `index_damaged` where a text cannot be read.
 */
export function search(
  index: OpenIndex,
  request: Partial<SearchRequest> = {},
  settings: Partial<Settings> = {},
): SearchAnswer {
  const given = Object.entries(checkRequest(request, 'request')).filter(([, value]) => value !== undefined);
  return searchWith(index, { ...DEFAULT_REQUEST, ...Object.fromEntries(given) }, completeSettings(settings));
}

/**
 * One document by its id, with its paragraphs and, where `q` is given, what of that query stands in it, as ranges in
 * UTF-16 units. Throws a `SearchError`: `not_found`, `query_too_long` or `index_damaged`.
 */
export function readDocument(
  index: OpenIndex,
  id: string,
  { q = '', settings = {} }: { readonly q?: string; readonly settings?: Partial<Settings> } = {},
): DocumentAnswer {
  return readOne(index, string(id, 'id'), string(q, 'q'), completeSettings(settings));
}

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
