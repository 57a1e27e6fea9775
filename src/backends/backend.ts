/**
 * What every back end is: a writer that takes analyzed documents, and a reader that answers one kind of question.
 * Columns, texts, forms, facets and snippets are not its business; they are the same beside every back end.
 */
import type { Token } from '../analysis/token.js';
import type { Field } from '../documents/document.js';
import type { Bitmap } from '../index/bitmap.js';
import type { FileSink } from '../index/directory.js';
import type { Forms } from '../index/forms.js';
import type { Manifest } from '../index/manifest.js';
import type { DateQuery, Query, TermQuery } from '../query/query.js';
import type { RankingParameters } from '../ranking/bm25.js';
import type { Deadline } from './deadline.js';

/** The fields of a document as tokens, and for each token the number that the forms table gave to its form. */
export type AnalyzedDocument = Readonly<
  Record<Field, { readonly tokens: readonly Token[]; readonly forms: readonly number[] }>
>;

export interface BackendWriter {
  /** Documents come in the order of their numbers, from 0. */
  add(id: string, document: AnalyzedDocument): void;
  /** Writes the files. `places` gives for each form number its place in the sorted forms table. */
  finish(places: Uint32Array, openFile: (name: string) => FileSink): void;
}

/** Puts documents in order: the larger key first, equal keys by ascending `tie`. */
export interface SortKeys {
  /** Omitted: the score is the key. Undated documents have the key `-Infinity`. */
  readonly keys?: Float64Array;
  /** The rank of each document's id. */
  readonly tie: Uint32Array;
}

/** Where an earlier list ended: only what comes behind it is wanted. */
export interface After {
  readonly key: number;
  readonly tie: number;
}

export interface Question {
  readonly query: Query;
  /** Documents that filters leave, for the candidates; absent: all. */
  readonly filter?: Bitmap;
  /** Answers the leaves that ask for columns. */
  readonly selectDates: (query: DateQuery) => Bitmap;
  readonly ranking: RankingParameters;
  readonly sort: SortKeys;
  readonly after?: After;
  /** How many candidates are wanted. */
  readonly k: number;
  readonly deadline: Deadline;
}

export interface Candidate {
  readonly document: number;
  readonly score: number;
  /** What it was sorted by. */
  readonly key: number;
}

export interface Found {
  /** The best `k` that match and pass the filter, in order. */
  readonly candidates: readonly Candidate[];
  /** Every document that matches the query, whether or not it passes the filter. */
  readonly matches: Bitmap;
}

export interface BackendReader {
  readonly name: string;
  /** Number of documents that a term matches. */
  documentFrequency(term: Pick<TermQuery, 'term' | 'stopWord'>): number;
  /** Throws `deadline_exceeded`, or `unsupported` for a kind of query that it cannot answer exactly. */
  find(question: Question): Found;
}

/** One entry of the list in open.ts. */
export interface Backend {
  readonly name: string;
  /** What the manifest says about its files: how to open them with other programs. */
  readonly description: Manifest['backends'][string];
  createWriter(): BackendWriter;
  /** `path` is the folder of the generation. Throws `index_damaged` or `index_incompatible`. */
  open(generation: {
    readonly path: string;
    readonly manifest: Manifest;
    readonly forms: Forms;
  }): Promise<BackendReader>;
}
