/**
 * How the files of a generation are read from a disk: whole, or by the block for the texts. What is made of their
 * bytes needs neither a disk nor Node.
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { BlockSource } from './documents-file.js';
import { damaged, readSections, type SectionFile, type SectionReader } from './sections.js';

/** Bytes read at a time: one call cannot read 2 GiB or more. */
const CHUNK = 64 * 1_048_576;

/** Throws `index_damaged` when the file is missing or shorter than it says. */
export function readWhole(path: string): ArrayBuffer {
  let descriptor: number;
  try {
    descriptor = openSync(path, 'r');
  } catch (error) {
    throw damaged(path, `it cannot be opened (${error instanceof Error ? error.message : String(error)})`);
  }
  try {
    const bytes = new Uint8Array(fstatSync(descriptor).size);
    if (fill(descriptor, bytes, 0) < bytes.length) throw damaged(path, 'it became shorter while it was read');
    return bytes.buffer;
  } finally {
    closeSync(descriptor);
  }
}

/** The checksum of zlib is native: that of JavaScript would double what opening an index of 20 MB costs. */
export function readTable(path: string, { kind, version }: Omit<SectionFile, 'file'>): SectionReader {
  return readSections(path, readWhole(path), kind, version, crc32);
}

/** The descriptor stays open, so that a generation can be read after it was deleted. */
export function openBlocks(path: string): BlockSource {
  const descriptor = openSync(path, 'r');
  return {
    file: path,
    checksum: crc32,
    read(start, length) {
      const bytes = new Uint8Array(length);
      return bytes.subarray(0, fill(descriptor, bytes, start));
    },
    close: () => closeSync(descriptor),
  };
}

/** How many bytes there were: fewer than wanted where the file ends. */
function fill(descriptor: number, bytes: Uint8Array, start: number): number {
  for (let filled = 0; filled < bytes.length; ) {
    const wanted = Math.min(CHUNK, bytes.length - filled);
    const read = readSync(descriptor, bytes, filled, wanted, start + filled);
    if (read === 0) return filled;
    filled += read;
  }
  return bytes.length;
}
