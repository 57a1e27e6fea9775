/**
 * What every back end is: a writer that takes analyzed documents, and a reader that answers one kind of question.
 * Columns, texts, forms, facets and snippets are not its business; they are the same beside every back end.
 */
import type { Field } from '../documents/document.js';
import type { Bitmap } from '../index/bitmap.js';
import type { FileSink } from '../index/directory.js';
import type { DocumentsFile } from '../index/documents-file.js';
import type { Forms } from '../index/forms.js';
import type { Vocabulary } from '../index/forms-builder.js';
import type { Manifest } from '../index/manifest.js';
import type { FormsQuery, Query, ScoringLeaf, SelectionLeaf, TermQuery } from '../query/query.js';
import type { RankingParameters } from '../ranking/bm25.js';
import type { Settings } from '../settings.js';
import type { Deadline } from './deadline.js';
import type { PostingList } from './invert.js';
import type { TokenStream } from './token-stream.js';

export type OpenFile = (name: string) => FileSink;

/** What a writer may know of a collection before it gets the posting lists. */
export interface Collection {
  readonly documents: number;
  /** Words of all documents, stop words included. */
  readonly words: number;
  readonly idOf: (document: number) => string;
  /** Content words of each field of each document. */
  readonly lengths: Readonly<Record<Field, Uint32Array>>;
  readonly vocabulary: Vocabulary;
  /** Every word in its place. */
  readonly stream: TokenStream;
}

export interface BackendWriter {
  /** Lists come in the order of their keys; empty ones do not come. */
  list(list: PostingList): void;
  /** Writes what is left. */
  finish(): void;
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
  /** Answers the leaves that ask for columns, each time with a bitmap of its own. */
  readonly select: (leaf: SelectionLeaf) => Bitmap;
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
  /** How many match and pass the filter. */
  readonly total: number;
  /** Every document that matches the query, whether or not it passes the filter. Not to be changed. */
  readonly matches: Bitmap;
  /** The score of any document that matches; 0 for others. Holds until the next question is answered. */
  readonly scoreOf: (document: number) => number;
}

/** The part of a question that scores depend on. */
export type ScoredQuery = Pick<Question, 'query' | 'select' | 'ranking' | 'deadline'>;

/** What one leaf of a query adds to the score of one document. */
export interface LeafScore {
  readonly leaf: ScoringLeaf;
  /** Documents that hold it. */
  readonly documentFrequency: number;
  /** What its rarity is worth, its boost included. */
  readonly weight: number;
  /** How often it stands in title and body; nowhere: the document lacks it. */
  readonly title: number;
  readonly body: number;
  /** Both together, as they count. */
  readonly tf: number;
  /** What tf is held against, by the length of the document. */
  readonly norm: number;
  /** weight · tf / (tf + norm). */
  readonly score: number;
}

/** A word that can be counted by itself. */
export type CountedWord = Pick<TermQuery, 'term' | 'stopWord' | 'field'> | FormsQuery;

export interface BackendReader {
  readonly name: string;
  /** Number of documents that a word matches. Throws `unsupported` for one that it cannot answer exactly. */
  documentFrequency(word: CountedWord): number;
  /** Number of documents that hold all of some terms, in any form. */
  countTogether(terms: readonly string[]): number;
  /** Absent where the index holds no positions. */
  readonly positions?: PositionSource;
  /** Throws `deadline_exceeded`, or `unsupported` for a kind of query that it cannot answer exactly. */
  find(question: Question): Found;
  /**
   * For each of some documents what each scoring leaf of the query adds to its score, left to right, whether or not the
   * document matches. Leaves the answer to the last question as it is. Throws what `find` throws.
   */
  explain(question: ScoredQuery, documents: readonly number[]): LeafScore[][];
}

/** Where a word stands in a document: `title` places in the title, then `body` in the body, each ascending. */
export interface Occurrences {
  readonly positions: Uint32Array;
  readonly title: number;
  readonly body: number;
}

export interface PositionSource {
  /**
   * Where the content words of some terms stand in some documents, these ascending: one call for each document, with
   * the occurrences of each term. Places count content words only. Valid during the call.
   */
  forEachDocument(
    terms: readonly string[],
    documents: Uint32Array,
    visit: (i: number, occurrences: readonly Occurrences[]) => void,
  ): void;
}

/** One entry of the list in open.ts. */
export interface Backend {
  readonly name: string;
  /** What the manifest says of its files, or why it writes none of this collection. */
  describe(collection: Pick<Collection, 'words'>, settings: Settings): Description;
  /** Not called where `describe` gives a reason for leaving it out. */
  createWriter(collection: Collection, openFile: OpenFile): BackendWriter;
  /** `path` is the folder of the generation. Throws `index_damaged` or `index_incompatible`. */
  open(generation: Generation): Promise<BackendReader>;
}

/** `leftOut` is a sentence; anything else is the back end's own. */
export type Description = Manifest['backends'][string];

export interface Generation {
  readonly path: string;
  readonly manifest: Manifest;
  readonly forms: Forms;
  readonly documents: DocumentsFile;
}
