/**
 * `documents.bin`: the texts, read by offset and only for the hits that are shown. Each document is two records, its
 * card (JSON without the body) and its body, both UTF-8. The file is cut into blocks of 64 KB; where the records
 * begin and the CRC-32 of each block stand in `columns.bin`.
 */
import { type Checksum, crc32 } from '../checksum.js';
import type { Document } from '../documents/document.js';
import { damaged, type SectionArray, type SectionReader } from './sections.js';

const BLOCK = 65_536;

/** Bytes gathered before a write. */
const GATHERED = 16 * BLOCK;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** Blocks kept in memory after a read, checked: 64 MB. A miss costs about 40 µs. */
const CACHED_BLOCKS = 1024;

export type Card = Omit<Document, 'body'>;

export class DocumentsWriter {
  private readonly write: (bytes: Uint8Array) => void;
  private readonly checksum: Checksum;
  private readonly offsets: number[] = [0];
  private readonly checksums: number[] = [];
  /** What is not written yet, with room behind it. */
  private pending = new Uint8Array(GATHERED);
  private pendingLength = 0;

  /** `write` takes the bytes of the file in order, and does not keep them. */
  constructor(write: (bytes: Uint8Array) => void, checksum: Checksum = crc32) {
    this.write = write;
    this.checksum = checksum;
  }

  add(document: Document): void {
    const { body, ...card } = document;
    this.append(JSON.stringify(card));
    this.append(body);
  }

  /** Writes what is left and returns the sections that are needed to read the file. */
  finish(): Record<string, SectionArray> {
    this.flush(this.pendingLength);
    return {
      'documents.offsets': Float64Array.from(this.offsets),
      'documents.checksums': Uint32Array.from(this.checksums),
    };
  }

  private append(record: string): void {
    this.makeRoom(3 * record.length);
    const { written } = encoder.encodeInto(record, this.pending.subarray(this.pendingLength));
    this.pendingLength += written;
    this.offsets.push(this.offsets.at(-1)! + written);
  }

  /** For so many bytes: a UTF-16 unit takes three at most. */
  private makeRoom(bytes: number): void {
    if (this.pendingLength + bytes <= this.pending.length) return;
    this.flush(this.pendingLength - (this.pendingLength % BLOCK));
    if (this.pendingLength + bytes <= this.pending.length) return;
    const larger = new Uint8Array(this.pendingLength + bytes);
    larger.set(this.pending.subarray(0, this.pendingLength));
    this.pending = larger;
  }

  /** Writes the first bytes: whole blocks, but for the last one of the file. */
  private flush(length: number): void {
    const bytes = this.pending.subarray(0, length);
    for (let at = 0; at < length; at += BLOCK)
      this.checksums.push(this.checksum(bytes.subarray(at, Math.min(at + BLOCK, length))));
    if (length > 0) this.write(bytes);
    this.pending.copyWithin(0, length, this.pendingLength);
    this.pendingLength -= length;
  }
}

/**
 * Where the bytes of the file are: on a disk, or in memory. A search does not wait for texts, so whoever has them far
 * away fetches them before.
 */
export interface BlockSource {
  /** What errors call it. */
  readonly file: string;
  /** One that is faster than that of JavaScript. */
  readonly checksum?: Checksum;
  /** So many bytes from `start` on; fewer where the file ends. */
  read(start: number, length: number): Uint8Array;
  close(): void;
}

export class DocumentsFile {
  private readonly source: BlockSource;
  private readonly offsets: Float64Array;
  private readonly checksums: Uint32Array;
  private readonly cache = new Map<number, Uint8Array>();

  constructor(source: BlockSource, sections: SectionReader) {
    this.source = source;
    this.offsets = sections.get('documents.offsets', 'f64');
    this.checksums = sections.get('documents.checksums', 'u32');
  }

  card(document: number): Card {
    return JSON.parse(this.record(2 * document)) as Card;
  }

  body(document: number): string {
    return this.record(2 * document + 1);
  }

  close(): void {
    this.source.close();
  }

  private record(i: number): string {
    const start = this.offsets[i]!;
    const end = this.offsets[i + 1]!;
    if (start === end) return '';
    const parts: Uint8Array[] = [];
    for (let block = Math.floor(start / BLOCK); block * BLOCK < end; block += 1) {
      const origin = block * BLOCK;
      parts.push(this.block(block).subarray(Math.max(0, start - origin), Math.min(BLOCK, end - origin)));
    }
    return decoder.decode(parts.length === 1 ? parts[0]! : concatenate(parts));
  }

  private block(number: number): Uint8Array {
    const cached = this.cache.get(number);
    if (cached !== undefined) return cached;
    const { file, checksum = crc32 } = this.source;
    const start = number * BLOCK;
    const length = Math.min(BLOCK, this.offsets.at(-1)! - start);
    const bytes = this.source.read(start, length);
    if (bytes.length < length) throw damaged(file, 'texts are missing at its end');
    if (checksum(bytes) !== this.checksums[number]) throw damaged(file, `the checksum of block ${number} is wrong`);
    if (this.cache.size >= CACHED_BLOCKS) this.cache.delete(this.cache.keys().next().value!);
    this.cache.set(number, bytes);
    return bytes;
  }
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
