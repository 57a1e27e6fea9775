/**
 * Does an index still belong to its folder? Paths, sizes and content are compared, never dates of files.
 */
import { hash } from 'node:crypto';
import { join, resolve } from 'node:path';
import { analyzer } from '../analysis/analyzer.js';
import { walkFolder } from '../documents/folder.js';
import { formatOf } from '../documents/readers.js';
import { SearchError } from '../errors.js';
import { type Settings, shapingSettings } from '../settings.js';
import { generationPath, readCurrent, readManifest } from './directory.js';
import { SOURCES_FILE } from './files.js';
import { readSources } from './sources.js';

export type Freshness = 'missing' | 'damaged' | 'incompatible' | 'stale' | 'fresh';

/**
 * `missing`, `damaged` and `incompatible` cannot be served; `stale` can, until the folder is indexed again. An index
 * that was not built from a folder is stale beside every folder.
 */
export function freshness(directory: string, folder: string, settings: Settings): Freshness {
  try {
    const current = readCurrent(directory);
    if (current === undefined) return 'missing';
    const manifest = readManifest(directory, current.generation, current.hash);
    if (manifest.analyzer !== analyzer.version) return 'incompatible';
    if (current.folder !== resolve(folder)) return 'stale';
    if (JSON.stringify(manifest.settings) !== JSON.stringify(shapingSettings(settings))) return 'stale';
    return sameContent(directory, current.generation, current.folder, settings) ? 'fresh' : 'stale';
  } catch (error) {
    if (error instanceof SearchError && error.code === 'index_incompatible') return 'incompatible';
    if (error instanceof SearchError && error.code === 'index_damaged') return 'damaged';
    throw error;
  }
}

function sameContent(directory: string, generation: number, folder: string, settings: Settings): boolean {
  const known = new Map(
    readSources(join(generationPath(directory, generation), SOURCES_FILE)).map((source) => [source.path, source]),
  );
  for (const file of walkFolder(folder, () => {}, directory)) {
    const format = formatOf(file.path);
    if (format === undefined) continue;
    const source = known.get(file.path);
    known.delete(file.path);
    if (source !== undefined && source.bytes !== file.size) return false;
    const limit = format.holds === 'one' ? settings.maxFileBytes : settings.maxCollectionBytes;
    // A file that was not read then and cannot be read now changes nothing.
    const bytes = file.size > limit ? undefined : readOrNothing(file.read);
    if ((bytes === undefined ? undefined : hash('sha256', bytes)) !== source?.sha256) return false;
  }
  return known.size === 0;
}

function readOrNothing(read: () => Buffer): Buffer | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof SearchError && error.code === 'file_unreadable') return undefined;
    throw error;
  }
}
