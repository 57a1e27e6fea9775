/**
 * Folder to documents, the documents' side of indexing: walk, read, hand to the reader, keep ids unique. Every file is
 * the source of documents or is reported; nothing is left out in silence.
 */
import { hash } from 'node:crypto';
import { resolve } from 'node:path';
import { SearchError } from '../errors.js';
import { createGate } from './accept.js';
import type { Document, Notice, Skipped } from './document.js';
import { type FolderFile, walkFolder } from './folder.js';
import { type Format, formatOf, type ReaderLimits } from './readers.js';
import type { DocumentSource, SourceReport } from './source.js';

/** A folder as the source of an index; `indexFolder` is left out of it. Throws `folder_unreadable`. */
export function folderSource(root: string, limits: ReaderLimits, indexFolder: string): DocumentSource {
  const folder = resolve(root);
  const skipped: Skipped[] = [];
  const files = walkFolder(folder, (entry) => skipped.push(entry), indexFolder);
  return {
    folder,
    bytes: files.reduce((sum, file) => sum + file.size, 0),
    *read({ skip, notice, file }) {
      for (const entry of skipped) skip(entry);
      yield* readFiles(files, limits, skip, notice, file);
    },
  };
}

/** Files of other programs that happen to have the ending of a document format. */
const FOREIGN_FILES = new Set(['package.json', 'package-lock.json']);

/** Documents in the order of their paths. Throws `folder_unreadable`; a file that cannot be read is reported. */
export function readFolder(
  root: string,
  limits: ReaderLimits,
  report: (skipped: Skipped) => void,
  notice: (notice: Notice) => void,
  source?: (file: SourceReport) => void,
): Iterable<Document> {
  return readFiles(walkFolder(root, report), limits, report, notice, source);
}

function* readFiles(
  files: readonly FolderFile[],
  limits: ReaderLimits,
  report: (skipped: Skipped) => void,
  notice: (notice: Notice) => void,
  source?: (file: SourceReport) => void,
): Generator<Document> {
  const accept = createGate({ skip: report, notice });
  for (const { file, format } of chooseFiles(files, report)) {
    const bytes = readFile(file, format, limits, report);
    if (bytes === undefined) continue;
    let documents = 0;
    let results = 0;
    for (const result of format.read({ path: file.path, bytes }, limits)) {
      results++;
      const document = accept(result);
      if (document === undefined) continue;
      documents++;
      yield document;
    }
    if (results === 0) report({ path: file.path, reason: 'no text' });
    source?.({ path: file.path, bytes: bytes.length, sha256: hash('sha256', bytes), documents });
  }
}

interface ChosenFile {
  readonly file: FolderFile;
  readonly format: Format;
}

/** Files with a reader. The others are reported in one line for each ending, which a folder of images calls for. */
function chooseFiles(files: readonly FolderFile[], report: (skipped: Skipped) => void): ChosenFile[] {
  const chosen: ChosenFile[] = [];
  const others = new Map<string, { readonly path: string; count: number }>();
  for (const file of files) {
    const name = file.path.slice(file.path.lastIndexOf('/') + 1);
    const isForeign = FOREIGN_FILES.has(name);
    const format = isForeign ? undefined : formatOf(name);
    if (format !== undefined) {
      chosen.push({ file, format });
      continue;
    }
    const kind = isForeign ? name : endingOf(name);
    const other = others.get(kind);
    if (other === undefined) others.set(kind, { path: file.path, count: 1 });
    else other.count++;
  }
  for (const [kind, { path, count }] of others)
    report({ path, reason: `not a document format (${kind}${count === 1 ? '' : `, ${count} files`})` });
  return chosen;
}

function endingOf(name: string): string {
  return /\.[a-z0-9_+-]{1,16}$/i.exec(name)?.[0].toLowerCase() ?? 'no ending';
}

function readFile(
  file: FolderFile,
  format: Format,
  limits: ReaderLimits,
  report: (skipped: Skipped) => void,
): Buffer | undefined {
  const limit = format.holds === 'one' ? 'maxFileBytes' : 'maxCollectionBytes';
  if (file.size > limits[limit]) {
    report({ path: file.path, reason: `larger than ${limits[limit]} bytes (${limit})` });
    return undefined;
  }
  try {
    return file.read(limits[limit]);
  } catch (error) {
    if (!(error instanceof SearchError) || error.code !== 'file_unreadable') throw error;
    report({ path: file.path, reason: String(error.found) });
    return undefined;
  }
}
