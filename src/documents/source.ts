/**
 * Where documents come from, as indexing sees it: a folder that is read, or whatever a program hands over.
 */
import type { Account } from './accept.js';
import type { Document } from './document.js';

export interface DocumentSource {
  /** As an absolute path; null where a program gives the documents. */
  readonly folder: string | null;
  /** Bytes there are to read; 0 where nobody knows. */
  readonly bytes: number;
  /** The documents, one after the other; each id comes once. */
  read(account: SourceAccount): Iterable<Document> | AsyncIterable<Document>;
}

export interface SourceAccount extends Account {
  /** Told after the last document of a file. */
  readonly file: (file: SourceReport) => void;
}

/** A file that was read, and how many documents it gave. */
export interface SourceReport {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly documents: number;
}
