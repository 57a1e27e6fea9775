/**
 * `manifest.json`: what a generation holds and how it was made. It has no clock and no machine in it: the same folder
 * and settings give the same bytes. Its SHA-256 is the hash of the index.
 */
import { z } from 'zod';
import { SearchError } from '../errors.js';

/** Raise it whenever any file of a generation changes its layout or meaning. */
export const FORMAT_VERSION = 1;

/** Skipped files and notices that are listed one by one; their counts are always exact. */
export const MAX_LISTED = 1000;

const COUNT = z.number().int().nonnegative();

const MANIFEST = z.strictObject({
  format: z.literal(FORMAT_VERSION),
  analyzer: z.string(),
  documents: COUNT,
  undated: COUNT,
  firstDate: z.string().nullable(),
  lastDate: z.string().nullable(),
  /** Words of all documents, stop words included. */
  tokens: COUNT,
  terms: COUNT,
  forms: COUNT,
  /** Bytes of the files that were read. */
  sourceBytes: COUNT,
  /** Settings that shape the index. */
  settings: z.record(z.string(), z.union([z.number(), z.string()])),
  facetFields: z.array(z.string()),
  skipped: z.strictObject({
    count: COUNT,
    listed: z.array(z.strictObject({ path: z.string(), reason: z.string() })),
  }),
  notices: z.strictObject({
    count: COUNT,
    listed: z.array(z.strictObject({ path: z.string(), message: z.string() })),
  }),
  /** What each back end wants to be known about its files, by its name. */
  backends: z.record(z.string(), z.record(z.string(), z.json())),
  /** Every other file of the generation. */
  files: z.record(
    z.string(),
    z.strictObject({
      bytes: COUNT,
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
});

export type Manifest = z.infer<typeof MANIFEST>;

export function printManifest(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** Throws `index_incompatible` for another format, `index_damaged` for anything that is no manifest. */
export function parseManifest(file: string, text: string): Manifest {
  const json = parseJson(file, text);
  const format = typeof json === 'object' && json !== null && 'format' in json ? json.format : undefined;
  if (typeof format === 'number' && format !== FORMAT_VERSION) {
    throw new SearchError('index_incompatible', `The index was written by another version of Broadsheet (${file}).`, {
      expected: `index format ${FORMAT_VERSION}`,
      found: format,
      hint: 'Build it again with the reindex command.',
    });
  }
  const result = MANIFEST.safeParse(json);
  if (result.success) return result.data;
  throw damagedManifest(file, z.prettifyError(result.error).replaceAll('\n', ' '));
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
