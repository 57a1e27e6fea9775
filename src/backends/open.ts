/**
 * Opens an index on a disk, and holds the list of back ends: each writes its files into every generation, and the first
 * that can be opened answers.
 */
import { join } from 'node:path';
import { SearchError } from '../errors.js';
import { type Current, generationPath, readCurrent, readManifest } from '../index/directory.js';
import { openBlocks, readTable } from '../index/read-file.js';
import type { Backend, Generation } from './backend.js';
import { minisearchBackend } from './minisearch/backend.js';
import { type OpenedBackend, type OpenIndex, openGeneration } from './open-generation.js';
import { packedBackend } from './packed/backend.js';

export type { OpenIndex } from './open-generation.js';

export const BACKENDS: readonly Backend[] = [packedBackend, minisearchBackend];

/** It stays readable until `close`, even when it was deleted meanwhile. */
export interface IndexOnDisk extends OpenIndex, Pick<Current, 'folder' | 'builtAt'> {
  readonly directory: string;
}

/** Opens what `CURRENT` names. Throws `index_missing`, `index_damaged` or `index_incompatible`. */
export async function openIndex(directory: string): Promise<IndexOnDisk> {
  const current = readCurrent(directory);
  if (current === undefined) {
    throw new SearchError('index_missing', `There is no index in ${directory}.`, {
      parameter: directory,
      hint: 'Build one with: broadsheet index FOLDER',
    });
  }
  const manifest = readManifest(directory, current.generation, current.hash);
  const path = generationPath(directory, current.generation);
  const pathOf = (name: string) => join(path, name);
  const opened = await openGeneration({
    manifest,
    pathOf,
    readTable: (table) => readTable(pathOf(table.file), table),
    openBlocks: (name) => openBlocks(pathOf(name)),
    openBackend: (forms, documents) => openBackend({ path, manifest, forms, documents }),
  });
  return { ...current, directory, ...opened };
}

/** The first back end that opens, and why earlier ones did not. */
async function openBackend(generation: Generation): Promise<OpenedBackend> {
  const failures: unknown[] = [];
  for (const backend of BACKENDS) {
    if (generation.manifest.backends[backend.name]?.leftOut !== undefined) continue;
    try {
      return { backend: await backend.open(generation), failures };
    } catch (error) {
      failures.push(error);
    }
  }
  throw failures[0];
}
