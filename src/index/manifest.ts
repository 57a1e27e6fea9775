/**
 * `manifest.json`: what a generation holds and how it was made. It has no clock and no machine in it: the same folder
 * and settings give the same bytes. Its SHA-256 is the hash of the index.
 */
import { SearchError } from '../errors.js';
import {
  listOf,
  matching,
  nullOr,
  object,
  oneOf,
  recordOf,
  type Shape,
  type Shaped,
  string,
  that,
  wholeNumber,
} from '../shape.js';

/** Raise it whenever any file of a generation changes its layout or meaning. */
export const FORMAT_VERSION = 4;

/** Skipped files and notices that are listed one by one; their counts are always exact. */
export const MAX_LISTED = 1000;

const COUNT = wholeNumber(0);

/** Whatever JSON can say; the manifest is parsed from it. */
type Json = string | number | boolean | null | Json[] | { [name: string]: Json };
const json: Shape<Json> = (value) => value as Json;

const MANIFEST = object({
  format: oneOf(FORMAT_VERSION),
  analyzer: string,
  documents: COUNT,
  undated: COUNT,
  firstDate: nullOr(string),
  lastDate: nullOr(string),
  /** Words of all documents, stop words included. */
  tokens: COUNT,
  terms: COUNT,
  forms: COUNT,
  /** Bytes of the files that were read; 0 for an index that was not built from a folder. */
  sourceBytes: COUNT,
  /** Settings that shape the index. */
  settings: recordOf(that('a number or a string', isSettingValue)),
  facetFields: listOf(string),
  skipped: object({ count: COUNT, listed: listOf(object({ path: string, reason: string })) }),
  notices: object({ count: COUNT, listed: listOf(object({ path: string, message: string })) }),
  /** What each back end wants to be known about its files, by its name. */
  backends: recordOf(recordOf(json)),
  /** The neighbour graph and what it took, or why it was left out. */
  neighbours: object({}, { file: string, neighbours: COUNT, postings: COUNT, leftOut: string }),
  /** Every other file of the generation. */
  files: recordOf(object({ bytes: COUNT, sha256: matching(/^[0-9a-f]{64}$/, 'a SHA-256 in hexadecimal') })),
});

export type Manifest = Shaped<typeof MANIFEST>;

export function printManifest(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** Throws `index_incompatible` for another format, `index_damaged` for anything that is no manifest. */
export function parseManifest(file: string, text: string): Manifest {
  const value = parseJson(file, text);
  const format = typeof value === 'object' && value !== null && 'format' in value ? value.format : undefined;
  if (typeof format === 'number' && format !== FORMAT_VERSION) {
    throw new SearchError('index_incompatible', `The index was written by another version of Broadsheet (${file}).`, {
      expected: `index format ${FORMAT_VERSION}`,
      found: format,
      hint: 'Build it again with the reindex command.',
    });
  }
  try {
    return MANIFEST(value, 'manifest');
  } catch (error) {
    throw damagedManifest(file, error instanceof SearchError ? error.explain() : String(error));
  }
}

function isSettingValue(value: unknown): value is number | string {
  return typeof value === 'number' || typeof value === 'string';
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw damagedManifest(file, String(error));
  }
}

function damagedManifest(file: string, what: string): SearchError {
  return new SearchError('index_damaged', `The index is damaged: ${file} cannot be read (${what}).`, {
    parameter: file,
    hint: 'Build the index again with the reindex command.',
  });
}
