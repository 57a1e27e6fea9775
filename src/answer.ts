/**
 * The shape of a search: what may be asked and what is answered, the same for HTTP, command line, page and library.
 * Types only; http/schemas.ts holds the checks, and a test keeps the two equal.
 */
import type { Document } from './documents/document.js';
import type { QueryWarning } from './query/query.js';

export const SORTS = ['relevance', 'date:desc', 'date:asc'] as const;
export type Sort = (typeof SORTS)[number];

export const INTERVALS = ['day', 'week', 'month', 'year'] as const;
export type Interval = (typeof INTERVALS)[number];

export interface Filter {
  /** `year`, `month`, `folder` or an attribute. */
  readonly field: string;
  readonly value: string;
}

export interface SearchRequest {
  /** As typed. Empty means browse: every document, newest first. */
  readonly q: string;
  /** `none` reads every character of `q` as text. */
  readonly syntax: 'full' | 'none';
  /** 0 to 100 hits; in process, up to 1,000,000. */
  readonly limit: number;
  readonly offset: number;
  /** From `nextCursor` of an earlier answer; replaces `offset`. */
  readonly cursor?: string;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, inclusive. */
  readonly from?: string;
  readonly to?: string;
  /** Default: `relevance`, or `date:desc` when `q` is empty. */
  readonly sort?: Sort;
  /** Values of one field are OR'ed, fields are AND'ed. */
  readonly filter: readonly Filter[];
  readonly facets: readonly string[];
  readonly histogram?: Interval | 'auto';
  /** `all`: every word must match. */
  readonly match: 'any' | 'all';
  /** The last word also matches as a prefix (search as you type). */
  readonly prefix: boolean;
  /** `auto` replaces words that no document holds in any form, and says so. */
  readonly typos: 'auto' | 'off';
  /** One hit for each group of copies: of documents with the same words (`exact`), or nearly the same (`near`). */
  readonly fold: 'off' | 'exact' | 'near';
  /** 0 to 5 for each hit. */
  readonly snippets: number;
  /** 40 to 1,000 UTF-16 units each. */
  readonly snippetLength: number;
  /** Which parts of the document a hit carries, besides rank, score and id. */
  readonly fields: readonly HitField[];
  /** Each hit says what its score is made of. */
  readonly explain: boolean;
}

export const HIT_FIELDS = ['title', 'date', 'path', 'language', 'attributes', 'body'] as const;
export type HitField = (typeof HIT_FIELDS)[number];

/** Start and end in UTF-16 units, end excluded. */
export type Range = readonly [start: number, end: number];

export interface Snippet {
  readonly field: 'title' | 'body';
  /** Where `text` stands in the stored field. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Whole words or phrases that matched, as ranges of `text`: sorted, disjoint. */
  readonly highlights: readonly Range[];
  /** The same snippet escaped, with `<mark>`: safe to insert. */
  readonly html: string;
}

export interface Hit {
  /** Counts from 1 over the whole list, not over this part of it. */
  readonly rank: number;
  readonly score: number;
  readonly id: string;
  readonly title?: string;
  readonly titleFrom?: Document['titleFrom'];
  /** Ranges of `title` that matched. */
  readonly titleHighlights?: readonly Range[];
  readonly date?: string;
  readonly path?: string;
  readonly language?: string;
  readonly attributes?: Document['attributes'];
  readonly body?: string;
  readonly snippets: readonly Snippet[];
  readonly explanation?: Explanation;
  /** Where copies were folded into this hit. */
  readonly versions?: Versions;
}

/** Why a number is what it is; the first one is a score. */
export interface Explanation {
  readonly value: number;
  /** In plain words. */
  readonly description: string;
  /** How the values of `details` make this one, to 1e-9; absent: they are facts behind it. */
  readonly combine?: 'sum' | 'product';
  readonly details: readonly Explanation[];
}

/** The documents of one group that match and pass the filters. */
export interface Versions {
  readonly count: number;
  /** The hit itself first, the others by date, undated ones last. */
  readonly ids: readonly string[];
  /** The id of the one with the earliest date. */
  readonly earliest: string;
}

export interface ReceiptTerm {
  /** As typed, lower-cased, with its field and operator: `ferries`, `title:ferries`, `wom?n`. */
  readonly typed: string;
  /** What is looked up: the stem (`ferri`), or how the forms are written that are (`wom?n`, `light*`, `=ferries`). */
  readonly term: string;
  /** Documents that hold it, in its field. */
  readonly documentFrequency: number;
  /** Unstemmed forms with the number of documents that hold each anywhere, the commonest first (at most 10). */
  readonly forms: Readonly<Record<string, number>>;
}

export interface Correction {
  readonly typed: string;
  readonly used: string;
  /** Send this as `q` to search for the word as it was typed. */
  readonly undo: string;
}

/** A cap that the query ran into, and what was left out because of it. */
export interface LimitHit {
  readonly limit: string;
  readonly maximum: number;
  readonly message: string;
}

export interface QueryReceipt {
  readonly text: string;
  /** Canonical; sent again as `q` it gives the same answer. */
  readonly readAs: string;
  readonly terms: readonly ReceiptTerm[];
  /** Stop words that were left out. */
  readonly ignored: readonly string[];
  readonly corrections: readonly Correction[];
  readonly warnings: readonly QueryWarning[];
  readonly limitsHit: readonly LimitHit[];
}

export interface FacetValue {
  readonly value: string;
  readonly count: number;
}

export interface Histogram {
  readonly interval: Interval;
  /** `2021`, `2021-12`, `2021-12-29`, or the Monday of a week; gaps are filled with zero counts. */
  readonly buckets: readonly { readonly key: string; readonly count: number }[];
  readonly undated: number;
}

export interface IndexStamp {
  readonly generation: number;
  readonly hash: string;
  readonly documents: number;
}

export interface SearchAnswer {
  readonly query: QueryReceipt;
  /** Exact; counts documents. */
  readonly total: number;
  /** How many hits the whole list has, where copies are folded. Exact. */
  readonly groups?: number;
  readonly hits: readonly Hit[];
  readonly facets?: Readonly<Record<string, readonly FacetValue[]>>;
  readonly histogram?: Histogram;
  /** A query that may have been meant; only offered. */
  readonly didYouMean: string | null;
  readonly nextCursor: string | null;
  readonly index: IndexStamp;
  readonly tookMs: number;
}

/** What a score is made of: they add up to it. */
export interface ScoreParts {
  readonly bm25: number;
  readonly near: number;
  readonly neighbours: number;
  readonly push: number;
}

/** A list without anything to show. */
export interface Ranking {
  /** Exact. */
  readonly total: number;
  /** The best first. */
  readonly hits: readonly { readonly id: string; readonly score: number; readonly parts?: ScoreParts }[];
}

/** What of a search decides which documents are in its list, and in which order. */
export type ListRequest = Pick<
  SearchRequest,
  'q' | 'syntax' | 'from' | 'to' | 'sort' | 'filter' | 'match' | 'prefix' | 'typos'
>;

/** Something that is asked for and that a document lacks. */
export interface MissingWord {
  /** A word or a phrase, as the query has it. */
  readonly typed: string;
  /** Without it a document cannot be in the list. */
  readonly required: boolean;
  /** Documents that hold it. */
  readonly documentFrequency: number;
  /** In one plain sentence. */
  readonly message: string;
}

/** What keeps a document out of a list although it may hold the words. */
export interface Excluder {
  readonly kind: 'filter' | 'date' | 'exclusion';
  /** As it was typed or sent. */
  readonly typed: string;
  /** In one plain sentence. */
  readonly message: string;
}

/** Why one document is where it is in the list of a search, or why it is not in it. */
export interface ExplainAnswer {
  readonly id: string;
  readonly query: QueryReceipt;
  /** Documents in the list; exact. */
  readonly total: number;
  /** It is in the list: the query finds it, and every filter lets it pass. */
  readonly matches: boolean;
  /** Its place in the list, from 1; exact. Null where it is not in it. */
  readonly rank: number | null;
  /** 0 where it is not in the list. */
  readonly score: number;
  readonly explanation?: Explanation;
  /** Words of the query that it lacks, left to right; it may be in the list without them. */
  readonly missing: readonly MissingWord[];
  /** Empty for a document that is in the list. */
  readonly excludedBy: readonly Excluder[];
  readonly index: IndexStamp;
}

export interface SimilarHit {
  readonly id: string;
  readonly title: string;
  readonly titleFrom: Document['titleFrom'];
  readonly date?: string;
  readonly path: string;
  /** 1 for the same words as often, 0 for none in common. */
  readonly similarity: number;
}

/** Another version of the same text. */
export interface VersionHit extends Omit<SimilarHit, 'similarity'> {
  /** The same words in the same order; else with small changes. */
  readonly exact: boolean;
}

/** The documents that are most like one. */
export interface SimilarAnswer {
  readonly id: string;
  /** `graph`: the nearest of all, as the index keeps them. `terms`: found by its weightiest words. */
  readonly method: 'graph' | 'terms';
  /** The nearest first; copies of the document are not among them. */
  readonly hits: readonly SimilarHit[];
  /** Its copies. */
  readonly versions: readonly VersionHit[];
  readonly index: IndexStamp;
}

/** A piece of what changed from one version to another. */
export interface TextChange {
  readonly kind: 'kept' | 'removed' | 'added';
  /** With the spaces behind it. */
  readonly text: string;
  /** So many words follow it that are of the same kind and are left out. */
  readonly leftOut?: number;
}

export interface ChangedVersion extends VersionHit {
  /** In reading order, from the document that was asked for to this one; null where the two were not compared. */
  readonly changes: readonly TextChange[] | null;
  /** Why they were not. */
  readonly reason?: string;
}

/** The copies of a document, with what changed from it to each. */
export interface VersionsAnswer {
  readonly id: string;
  /** Copies, the document itself not counted. Exact. */
  readonly total: number;
  /** The id of the earliest of them all, which may be the document itself. */
  readonly earliest: string;
  /** The earliest first, undated ones last. */
  readonly versions: readonly ChangedVersion[];
  readonly index: IndexStamp;
}

export interface SuggestRequest {
  /** What was typed so far. */
  readonly q: string;
  /** Completions, and titles, at most. */
  readonly limit: number;
}

/** A word that may be meant by the last one, which is not finished yet. */
export interface Completion {
  /** The whole text with the last word completed. */
  readonly text: string;
  /** The word as it is compared: lower case, accents folded. */
  readonly form: string;
  /** Documents that hold this form. */
  readonly documentFrequency: number;
  /** Documents that hold it, in any form, together with the words before, the last four of these; absent without any. */
  readonly together?: number;
}

/** A title that holds all words, the last one as a beginning. */
export interface TitleSuggestion {
  readonly id: string;
  readonly title: string;
  readonly date?: string;
}

export interface SuggestAnswer {
  readonly q: string;
  /** The most likely first; none where a blank ends the last word. */
  readonly completions: readonly Completion[];
  /** Those that begin with just these words first, then the newest; each title once. */
  readonly titles: readonly TitleSuggestion[];
}

/** One document as the reader view and `GET /api/v1/documents/{id}` show it. */
export interface DocumentAnswer extends Document {
  /** Ranges of `body`, one for each paragraph. */
  readonly paragraphs: readonly Range[];
  /** What of `q` stands in the document; empty without `q`. */
  readonly highlights: { readonly title: readonly Range[]; readonly body: readonly Range[] };
  readonly index: IndexStamp;
}
