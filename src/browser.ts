/**
 * Broadsheet in a browser: what `import … from 'broadsheet/browser'` gives. It searches the files of one generation
 * that any server of files hands out, with nothing of Node. A search does not wait, so that every file is fetched
 * before the first one, the texts included: it is for archives that a visitor can be asked to load.
 */
import { type OpenIndex, openGeneration } from './backends/open-generation.js';
import { POSTINGS } from './backends/packed/format.js';
import { openPacked } from './backends/packed/open.js';
import { crc32 } from './checksum.js';
import { SearchError } from './errors.js';
import type { BlockSource } from './index/documents-file.js';
import { COLUMNS, DOCUMENTS_FILE, FORMS } from './index/files.js';
import { type Manifest, parseManifest } from './index/manifest.js';
import { NEIGHBOURS } from './index/neighbour-graph.js';
import { damaged, readSections, type SectionFile } from './index/sections.js';

export type {
  DocumentAnswer,
  ExplainAnswer,
  Hit,
  Ranking,
  SearchAnswer,
  SearchRequest,
  SimilarAnswer,
  Snippet,
} from './answer.js';
export type { OpenIndex } from './backends/open-generation.js';
export { type ErrorCode, SearchError } from './errors.js';
export { explain, rank, readDocument, search, similar, suggest } from './in-process.js';
export type { Settings } from './settings.js';

const MANIFEST = 'manifest.json';

/** Gives the whole content of one file of a generation, such as `postings.bin`. */
export type ReadFile = (name: string) => Promise<ArrayBuffer>;

/** What `CURRENT` says of the generation; nothing in its files does. */
export interface Identity {
  /** Its number, for the answers. 1 where it is left out. */
  readonly generation?: number;
  /** `sha256:…`. With it, the files of any other index are refused. */
  readonly hash?: string;
}

/**
 * Opens the generation whose files `read` gives. All but `minisearch.json` and `sources.tsv` are asked for, and each is
 * compared with the manifest: its length and, where the page came over https or from this machine, its SHA-256 (other
 * pages get no digests from a browser; the checksums inside of the files are verified everywhere). Files of two
 * generations that a cache has mixed are refused.
 *
 * Throws a `SearchError`, `index_damaged` or `index_incompatible`, and what `read` throws. A damaged `neighbours.bin`
 * is told in `degraded`.
 */
export async function openIndexFrom(read: ReadFile, { generation = 1, hash }: Identity = {}): Promise<OpenIndex> {
  const bytes = await readFile(read, MANIFEST);
  const digest = await sha256(bytes);
  if (hash !== undefined && digest !== undefined && hash !== `sha256:${digest}`)
    throw damaged(MANIFEST, `it has the hash sha256:${digest} instead of ${hash}`);
  const manifest = parseManifest(MANIFEST, new TextDecoder().decode(bytes));
  const files = await fetchFiles(read, manifest);
  const readTable = ({ file, kind, version }: SectionFile) => readSections(file, files.take(file), kind, version);
  const opened = await openGeneration({
    manifest,
    pathOf: (name) => name,
    readTable,
    openBlocks: (name) => blocksOf(name, files.take(name)),
    openBackend: async (forms) => {
      const backend = openPacked(POSTINGS.file, readTable(POSTINGS), manifest.documents, forms);
      return { backend, failures: [] };
    },
  });
  // Without a digest, any mark will do that another index does not have.
  const identity = digest === undefined ? `crc32:${crc32(new Uint8Array(bytes)).toString(16)}` : `sha256:${digest}`;
  return { generation, hash: hash ?? identity, ...opened };
}

/** A view of bytes would be taken for a list of numbers, without a word. */
async function readFile(read: ReadFile, name: string): Promise<ArrayBuffer> {
  const bytes = await read(name);
  if (!ArrayBuffer.isView(bytes)) return bytes;
  throw new SearchError('invalid_parameter', `${name} was not given as an ArrayBuffer.`, {
    expected: 'an ArrayBuffer, such as that of `response.arrayBuffer()`',
    found: 'a view of one',
  });
}

/** Whatever is wrong with a file is thrown when the file is used: an index answers without some. */
async function fetchFiles(
  read: ReadFile,
  { files, neighbours }: Manifest,
): Promise<{ readonly take: (name: string) => ArrayBuffer }> {
  const needed: string[] = [COLUMNS.file, FORMS.file, DOCUMENTS_FILE, POSTINGS.file];
  if (neighbours.leftOut === undefined) needed.push(NEIGHBOURS.file);
  const fetched = await Promise.all(
    needed.map(async (name) => {
      const bytes = await readFile(read, name);
      return [name, { bytes, problem: await problemOf(bytes, files[name]) }] as const;
    }),
  );
  const contents = new Map(fetched);
  return {
    take(name) {
      const { bytes, problem } = contents.get(name)!;
      if (problem !== undefined) throw damaged(name, problem);
      return bytes;
    },
  };
}

async function problemOf(bytes: ArrayBuffer, expected: Manifest['files'][string] | undefined) {
  if (expected === undefined) return 'there is something that the manifest does not name';
  if (bytes.byteLength !== expected.bytes) return `there are ${bytes.byteLength} bytes instead of ${expected.bytes}`;
  const digest = await sha256(bytes);
  return digest === undefined || digest === expected.sha256 ? undefined : 'its checksum is not that of the manifest';
}

/** Undefined where the browser has none to give: in pages that came over plain http from another machine. */
async function sha256(bytes: ArrayBuffer): Promise<string | undefined> {
  const subtle = globalThis.crypto?.subtle as typeof crypto.subtle | undefined;
  if (subtle === undefined) return undefined;
  const digest = new Uint8Array(await subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function blocksOf(file: string, bytes: ArrayBuffer): BlockSource {
  return {
    file,
    read: (start, length) => new Uint8Array(bytes).subarray(start, start + length),
    close: () => undefined,
  };
}
