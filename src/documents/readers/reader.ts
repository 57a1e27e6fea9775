/**
 * What every reader is: a file's bytes in, documents and skipped records out. Readers touch no disk and know nothing
 * of analysis or index.
 */
import type { ReadResult } from '../document.js';

export interface ReaderLimits {
  /** Bytes of one document or record. */
  readonly maxFileBytes: number;
  /** Bytes, unpacked, of one file of many documents. */
  readonly maxCollectionBytes: number;
}

export interface SourceFile {
  /** Relative to the folder, with `/`, in NFC. */
  readonly path: string;
  readonly bytes: Buffer;
}

export type Reader = (source: SourceFile, limits: ReaderLimits) => Iterable<ReadResult>;
