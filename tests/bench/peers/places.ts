/**
 * Where the peers are on disk: installed when they are first measured, in a folder that is not part of the project.
 */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Packages, documents, queries and indexes, in the folder of everything that the benches make. */
export function peersFolder(data: string): string {
  return join(data, 'peers');
}

/** The index that a peer has made of so many articles. */
export function peerIndex(data: string, name: string, documents: number): string {
  return join(peersFolder(data), 'indexes', `${name}-${documents}`);
}

export function folderBytes(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => statSync(join(folder, name)))
    .reduce((sum, entry) => sum + (entry.isFile() ? entry.size : 0), 0);
}
