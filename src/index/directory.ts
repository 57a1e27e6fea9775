/**
 * The folder of an index: generations that never change, and `CURRENT`, which names the one that is served. A new
 * generation is written aside, every file and folder is made durable, and only then is `CURRENT` replaced; leaving
 * out any step of this can lose an index when the power fails.
 */
import { createHash } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { isSystemError, SearchError } from '../errors.js';
import { matching, nullOr, object, type Shaped, string, wholeNumber } from '../shape.js';
import { type Lock, lockFolder } from './lock.js';
import { type Manifest, parseManifest, printManifest } from './manifest.js';
import { damaged, layOutSections, type SectionArray, type SectionFile } from './sections.js';

const CURRENT = object({
  generation: wholeNumber(1),
  /** SHA-256 of the manifest, `sha256:` in front. */
  hash: matching(/^sha256:[0-9a-f]{64}$/, 'sha256: and 64 hexadecimal digits'),
  /** The folder that was indexed, as an absolute path; null where a program gave the documents. */
  folder: nullOr(string),
  /** ISO 8601, UTC. */
  builtAt: string,
});
export type Current = Shaped<typeof CURRENT>;

/** What is served, or undefined where there is no index yet. Throws `index_damaged`. */
export function readCurrent(directory: string): Current | undefined {
  const file = join(directory, 'CURRENT');
  try {
    return CURRENT(JSON.parse(readFileSync(file, 'utf8')), 'CURRENT');
  } catch (error) {
    if (isSystemError(error, 'ENOENT', 'ENOTDIR')) return undefined;
    if (isSystemError(error)) throw error;
    throw damaged(file, 'there is no line that names a generation');
  }
}

export function generationPath(directory: string, generation: number): string {
  return join(directory, 'generations', String(generation).padStart(6, '0'));
}

/** The manifest of a generation, compared with the hash that `CURRENT` gives when one is given. */
export function readManifest(directory: string, generation: number, hash?: string): Manifest {
  const file = join(generationPath(directory, generation), 'manifest.json');
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw damaged(file, `the manifest cannot be read (${error instanceof Error ? error.message : String(error)})`);
  }
  if (hash !== undefined && hashOf(text) !== hash) throw damaged(file, 'it is not the manifest that CURRENT names');
  return parseManifest(file, text);
}

export function hashOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

/** One file of a generation that is being written; `close` makes it durable. */
export interface FileSink {
  write(bytes: Uint8Array): void;
  close(): void;
}

/** Writes a file of sections, and closes it. */
export function writeTable(
  file: FileSink,
  { kind, version }: Omit<SectionFile, 'file'>,
  sections: Readonly<Record<string, SectionArray>>,
): void {
  for (const bytes of layOutSections(kind, version, sections, crc32)) file.write(bytes);
  file.close();
}

/** Takes the lock of the folder and opens a new generation aside. */
export async function createGeneration(directory: string): Promise<GenerationWriter> {
  const lock = await lockFolder(directory);
  try {
    return new GenerationWriter(directory, lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

export class GenerationWriter {
  readonly generation: number;
  private readonly directory: string;
  private readonly aside: string;
  private readonly lock: Lock;
  private readonly files: Record<string, { bytes: number; sha256: string }> = {};

  constructor(directory: string, lock: Lock) {
    this.directory = directory;
    this.lock = lock;
    const generations = join(directory, 'generations');
    mkdirSync(generations, { recursive: true });
    // What an interrupted build left behind is nobody's any more: the lock is ours.
    for (const name of readdirSync(generations))
      if (name.startsWith('.building-')) rmSync(join(generations, name), { recursive: true, force: true });
    this.generation = nextGeneration(directory);
    this.aside = join(generations, `.building-${this.generation}`);
    mkdirSync(this.aside);
  }

  file(name: string): FileSink {
    const path = join(this.aside, name);
    const descriptor = openSync(path, 'wx');
    const hash = createHash('sha256');
    let bytes = 0;
    return {
      write: (chunk) => {
        writeFully(descriptor, path, chunk);
        hash.update(chunk);
        bytes += chunk.length;
      },
      close: () => {
        fsyncSync(descriptor);
        closeSync(descriptor);
        this.files[name] = { bytes, sha256: hash.digest('hex') };
      },
    };
  }

  /**
   * Publishes the generation, unless the one that is served has the same hash already. `describe` gets the files that
   * were written. Older generations than the last `keep` are removed.
   */
  commit(
    describe: (files: Manifest['files']) => Manifest,
    folder: string | null,
    builtAt: string,
    keep: number,
  ): Current & { unchanged: boolean } {
    const text = printManifest(describe(sortedByName(this.files)));
    const served = readServed(this.directory);
    const hash = hashOf(text);
    if (served?.hash === hash && served.folder === folder) {
      rmSync(this.aside, { recursive: true, force: true });
      return { ...served, unchanged: true };
    }
    const manifest = this.file('manifest.json');
    manifest.write(Buffer.from(text));
    manifest.close();
    syncFolder(this.aside);
    const current: Current = {
      generation: this.generation,
      hash,
      folder,
      builtAt,
    };
    renameSync(this.aside, generationPath(this.directory, this.generation));
    syncFolder(join(this.directory, 'generations'));
    replaceCurrent(this.directory, current);
    prune(this.directory, this.generation, keep);
    return { ...current, unchanged: false };
  }

  /** Removes what was not committed and frees the lock. To be called at the end in any case. */
  async close(): Promise<void> {
    rmSync(this.aside, { recursive: true, force: true });
    await this.lock.release();
  }
}

/** `writeSync` may write less than it is given, without an error, when a disk fills up: go on until all is there. */
function writeFully(descriptor: number, path: string, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.length; ) {
    try {
      written += writeSync(descriptor, bytes, written, bytes.length - written);
    } catch (error) {
      throw new SearchError('write_failed', `Could not write ${path}.`, {
        found: error instanceof Error ? error.message : String(error),
        hint: 'Nothing was changed: the index that was there is still served. Free space or mend the folder, and index again.',
        cause: error,
      });
    }
  }
}

function replaceCurrent(directory: string, current: Current): void {
  const aside = join(directory, 'CURRENT.new');
  const descriptor = openSync(aside, 'w');
  writeFully(descriptor, aside, Buffer.from(`${JSON.stringify(current)}\n`));
  fsyncSync(descriptor);
  closeSync(descriptor);
  renameSync(aside, join(directory, 'CURRENT'));
  syncFolder(directory);
}

/** Makes names durable. Windows cannot open folders, and needs no such call. */
function syncFolder(path: string): void {
  if (process.platform === 'win32') return;
  const descriptor = openSync(path, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}

/** A damaged CURRENT does not keep a new build from replacing it. */
function readServed(directory: string): Current | undefined {
  try {
    return readCurrent(directory);
  } catch (error) {
    if (error instanceof SearchError) return undefined;
    throw error;
  }
}

/** Generations on disk, ascending. */
export function listGenerations(directory: string): number[] {
  try {
    return readdirSync(join(directory, 'generations'))
      .filter((name) => /^\d{6,}$/.test(name))
      .map(Number)
      .sort((a, b) => a - b);
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return [];
    throw error;
  }
}

function nextGeneration(directory: string): number {
  return Math.max(0, ...listGenerations(directory), readServed(directory)?.generation ?? 0) + 1;
}

function prune(directory: string, current: number, keep: number): void {
  for (const generation of listGenerations(directory)
    .filter((number) => number < current)
    .slice(0, -(keep - 1) || undefined)) {
    rmSync(generationPath(directory, generation), {
      recursive: true,
      force: true,
    });
  }
}

function sortedByName<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
