/**
 * `documents.bin`: the texts, read by offset and only for the hits that are shown. Each document is two records, its
 * card (JSON without the body) and its body, both UTF-8. The file is cut into blocks of 64 KB; where the records
 * begin and the CRC-32 of each block stand in `columns.bin`.
 */
import { closeSync, openSync, readSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { Document } from '../documents/document.js';
import { damaged, type SectionArray, type SectionReader } from './sections.js';

const BLOCK = 65_536;

/** Blocks kept in memory after a read, checked: 64 MB. A miss costs about 40 µs. */
const CACHED_BLOCKS = 1024;

export type Card = Omit<Document, 'body'>;

export class DocumentsWriter {
  private readonly write: (bytes: Uint8Array) => void;
  private readonly offsets: number[] = [0];
  private readonly checksums: number[] = [];
  private pending: Buffer[] = [];
  private pendingLength = 0;

  /** `write` takes the bytes of the file in order. */
  constructor(write: (bytes: Uint8Array) => void) {
    this.write = write;
  }

  add(document: Document): void {
    const { body, ...card } = document;
    this.append(Buffer.from(JSON.stringify(card)));
    this.append(Buffer.from(body));
  }

  /** Writes what is left and returns the sections that are needed to read the file. */
  finish(): Record<string, SectionArray> {
    this.flush(0);
    return {
      'documents.offsets': Float64Array.from(this.offsets),
      'documents.checksums': Uint32Array.from(this.checksums),
    };
  }

  private append(record: Buffer): void {
    this.offsets.push(this.offsets.at(-1)! + record.length);
    this.pending.push(record);
    this.pendingLength += record.length;
    if (this.pendingLength >= 16 * BLOCK) this.flush(BLOCK);
  }

  /** Writes whole blocks; with `keep` 0 also the last, shorter one. */
  private flush(keep: number): void {
    const bytes = Buffer.concat(this.pending);
    const end = keep === 0 ? bytes.length : bytes.length - (bytes.length % BLOCK);
    for (let at = 0; at < end; at += BLOCK) this.checksums.push(crc32(bytes.subarray(at, Math.min(at + BLOCK, end))));
    if (end > 0) this.write(bytes.subarray(0, end));
    this.pending = end < bytes.length ? [bytes.subarray(end)] : [];
    this.pendingLength = bytes.length - end;
  }
}

export class DocumentsFile {
  private readonly path: string;
  private readonly descriptor: number;
  private readonly offsets: Float64Array;
  private readonly checksums: Uint32Array;
  private readonly cache = new Map<number, Buffer>();

  /** Opens the file; the descriptor stays open, so that a generation can be read after it was deleted. */
  constructor(path: string, sections: SectionReader) {
    this.path = path;
    this.offsets = sections.get('documents.offsets', 'f64');
    this.checksums = sections.get('documents.checksums', 'u32');
    this.descriptor = openSync(path, 'r');
  }

  card(document: number): Card {
    return JSON.parse(this.record(2 * document)) as Card;
  }

  body(document: number): string {
    return this.record(2 * document + 1);
  }

  close(): void {
    closeSync(this.descriptor);
  }

  private record(i: number): string {
    const start = this.offsets[i]!;
    const end = this.offsets[i + 1]!;
    if (start === end) return '';
    const parts: Buffer[] = [];
    for (let block = Math.floor(start / BLOCK); block * BLOCK < end; block += 1) {
      const origin = block * BLOCK;
      parts.push(this.block(block).subarray(Math.max(0, start - origin), Math.min(BLOCK, end - origin)));
    }
    return (parts.length === 1 ? parts[0]! : Buffer.concat(parts)).toString('utf8');
  }

  private block(number: number): Buffer {
    const cached = this.cache.get(number);
    if (cached !== undefined) return cached;
    const length = Math.min(BLOCK, this.offsets.at(-1)! - number * BLOCK);
    const bytes = Buffer.alloc(length);
    for (let filled = 0; filled < length; ) {
      const read = readSync(this.descriptor, bytes, filled, length - filled, number * BLOCK + filled);
      if (read === 0) throw damaged(this.path, 'texts are missing at its end');
      filled += read;
    }
    if (crc32(bytes) !== this.checksums[number]) throw damaged(this.path, `the checksum of block ${number} is wrong`);
    if (this.cache.size >= CACHED_BLOCKS) this.cache.delete(this.cache.keys().next().value!);
    this.cache.set(number, bytes);
    return bytes;
  }
}
