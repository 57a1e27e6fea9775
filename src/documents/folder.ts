/**
 * The folder of documents: the only place where documents are read from disk. A file is opened without following
 * links and without waiting, and its kind is asked of the open file: between listing and opening, another process may
 * have put a link or a pipe in its place.
 */
import { isUtf8 } from 'node:buffer';
import { closeSync, constants, fstatSync, lstatSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { isSystemError, SearchError } from '../errors.js';
import type { Skipped } from './document.js';

export interface FolderFile {
  /** Relative to the folder, with `/`, in NFC. */
  readonly path: string;
  /** Bytes when the folder was listed. */
  readonly size: number;
  /** The bytes, or `file_unreadable` with the reason in `found`: also when there are more than `maxBytes` by now. */
  readonly read: (maxBytes?: number) => Buffer;
}

/**
 * The regular files below a folder, sorted by path by UTF-16 units. Everything else is reported, links included, and
 * so is an index that stands in the folder: what it holds is no document.
 */
export function walkFolder(root: string, report: (skipped: Skipped) => void, indexFolder?: string): FolderFile[] {
  const walk: Walk = { root, indexFolder, files: [], skipped: [], leftOut: [], folders: [] };
  listRoot(walk);
  for (let folder = walk.folders.pop(); folder !== undefined; folder = walk.folders.pop()) listFolder(walk, folder);
  if (walk.leftOut.length > 0) {
    const count = walk.leftOut.length === 1 ? '1 entry' : `${walk.leftOut.length} entries`;
    walk.skipped.push({ path: walk.leftOut.sort()[0] ?? '', reason: `hidden or node_modules (${count})` });
  }
  for (const skipped of walk.skipped.sort(byPath)) report(skipped);
  return walk.files.sort(byPath);
}

/** What a walk has found so far. Folders wait in a list: a deep tree must not exhaust the stack. */
interface Walk {
  readonly root: string;
  readonly indexFolder: string | undefined;
  readonly files: FolderFile[];
  readonly skipped: Skipped[];
  readonly leftOut: string[];
  readonly folders: Entry[];
}

interface Entry {
  /** As the file system spells it, for opening. */
  readonly absolute: string;
  readonly path: string;
}

function byPath(one: { readonly path: string }, other: { readonly path: string }): number {
  return one.path < other.path ? -1 : one.path > other.path ? 1 : 0;
}

function listRoot(walk: Walk): void {
  const root = { absolute: walk.root, path: '' };
  let isFolder: boolean;
  try {
    isFolder = statSync(walk.root).isDirectory();
    if (isFolder) addEntries(walk, root);
  } catch (error) {
    if (isSystemError(error, 'ENOENT', 'ENOTDIR')) throw folderError(walk.root, 'does not exist', error);
    if (isSystemError(error)) throw folderError(walk.root, `cannot be read (${error.code})`, error);
    throw error;
  }
  if (!isFolder) throw folderError(walk.root, 'is not a folder');
}

function folderError(root: string, problem: string, cause?: unknown): SearchError {
  return new SearchError('folder_unreadable', `The folder of documents ${problem}.`, {
    expected: 'a folder that this user may read',
    found: root,
    hint: 'Give the path of the folder that holds the documents, and check its permissions.',
    cause,
  });
}

function listFolder(walk: Walk, folder: Entry): void {
  try {
    addEntries(walk, folder);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    walk.skipped.push({ path: folder.path, reason: `a folder that cannot be read (${error.code})` });
  }
}

function addEntries(walk: Walk, folder: Entry): void {
  // Names are read as bytes, since decoding would hide which of them are not UTF-8.
  for (const bytes of readdirSync(folder.absolute, { encoding: 'buffer' })) {
    const isName = isUtf8(bytes);
    const name = isName ? bytes.toString() : escapeBytes(bytes);
    const shown = name.normalize('NFC');
    const path = folder.path === '' ? shown : `${folder.path}/${shown}`;
    if (name.startsWith('.') || name === 'node_modules') walk.leftOut.push(path);
    else if (!isName) walk.skipped.push({ path, reason: 'a name that is not UTF-8' });
    else addEntry(walk, { absolute: `${folder.absolute}/${name}`, path });
  }
}

function addEntry(walk: Walk, entry: Entry): void {
  const { absolute, path } = entry;
  try {
    const stats = lstatSync(absolute);
    if (stats.isDirectory() && isIndexFolder(walk, absolute))
      walk.skipped.push({ path, reason: 'the folder of the index' });
    else if (stats.isDirectory()) walk.folders.push(entry);
    else if (stats.isFile())
      walk.files.push({ path, size: stats.size, read: (maxBytes) => readRegularFile(absolute, path, maxBytes) });
    else walk.skipped.push({ path, reason: stats.isSymbolicLink() ? 'a symbolic link' : 'not a regular file' });
  } catch (error) {
    if (!isSystemError(error)) throw error;
    walk.skipped.push({ path, reason: `cannot be read (${error.code})` });
  }
}

function isIndexFolder(walk: Walk, absolute: string): boolean {
  return walk.indexFolder !== undefined && resolve(absolute) === resolve(walk.indexFolder);
}

function escapeBytes(bytes: Buffer): string {
  return bytes.toString('latin1').replace(/[^\x20-\x7e]/g, (byte) => {
    return `\\x${byte.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
  });
}

/** Both flags are missing on Windows, which has neither such links by default nor named pipes in folders. */
const OPEN_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

function readRegularFile(absolute: string, path: string, maxBytes = Number.POSITIVE_INFINITY): Buffer {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(absolute, OPEN_FLAGS);
    return readDescriptor(descriptor, path, maxBytes);
  } catch (error) {
    if (error instanceof SearchError || !isSystemError(error)) throw error;
    throw fileError(path, error.code === 'ELOOP' ? 'a symbolic link' : `cannot be read (${error.code})`, error);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** All bytes of one state of the file: one that is written meanwhile would be half old, half new. */
function readDescriptor(descriptor: number, path: string, maxBytes: number): Buffer {
  const before = fstatSync(descriptor);
  if (!before.isFile()) throw fileError(path, 'not a regular file');
  if (before.size > maxBytes) throw fileError(path, 'grew while the folder was read');
  const bytes = Buffer.allocUnsafe(before.size);
  let length = 0;
  while (length < bytes.length) {
    // A single call takes less than 2 GiB, and may give less than it was asked for.
    const count = readSync(descriptor, bytes, length, Math.min(bytes.length - length, 0x4000_0000), null);
    if (count === 0) break;
    length += count;
  }
  const after = fstatSync(descriptor);
  if (length < before.size || after.size !== before.size || after.mtimeMs !== before.mtimeMs)
    throw fileError(path, 'changed while it was read');
  return bytes;
}

function fileError(path: string, reason: string, cause?: unknown): SearchError {
  return new SearchError('file_unreadable', `The file ${JSON.stringify(path)} was not read.`, {
    expected: 'a regular file that this user may read',
    found: reason,
    hint: 'Check its permissions, or index the folder again when nothing writes to it.',
    parameter: path,
    cause,
  });
}
