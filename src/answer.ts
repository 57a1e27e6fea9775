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
  /** 0 to 5 for each hit. */
  readonly snippets: number;
  /** 40 to 1,000 UTF-16 units each. */
  readonly snippetLength: number;
  /** Which parts of the document a hit carries, besides rank, score and id. */
  readonly fields: readonly HitField[];
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
}

export interface ReceiptTerm {
  /** As typed, lower-cased. */
  readonly typed: string;
  readonly term: string;
  readonly documentFrequency: number;
  /** Unstemmed forms with the number of documents that hold each, the commonest first (at most 10). */
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
  /** Exact. */
  readonly total: number;
  readonly hits: readonly Hit[];
  readonly facets?: Readonly<Record<string, readonly FacetValue[]>>;
  readonly histogram?: Histogram;
  /** A query that may have been meant; only offered. */
  readonly didYouMean: string | null;
  readonly nextCursor: string | null;
  readonly index: IndexStamp;
  readonly tookMs: number;
}

/** One document as the reader view and `GET /api/v1/documents/{id}` show it. */
export interface DocumentAnswer extends Document {
  /** Ranges of `body`, one for each paragraph. */
  readonly paragraphs: readonly Range[];
  /** What of `q` stands in the document; empty without `q`. */
  readonly highlights: { readonly title: readonly Range[]; readonly body: readonly Range[] };
  readonly index: IndexStamp;
}
