/**
 * What is asked: the closed union of query kinds. Leaves hold the words as typed together with what the analyzer
 * made of them; a back end reads the analyzed part, the receipt in the answer prints the typed part.
 */
import type { Token } from '../analysis/token.js';

/** Where in the query text a clause stands, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** One word. Matches each document that holds the term in any of its forms. */
export interface TermQuery {
  readonly kind: 'term';
  /** The word as typed, lower-cased. */
  readonly text: string;
  readonly form: string;
  readonly term: string;
  readonly stopWord: boolean;
  readonly span: Span;
  /** Written with `+` or in quotes: never corrected. */
  readonly asTyped?: true;
  /** The word that was typed, where a correction took its place. */
  readonly correctedFrom?: string;
}

/** Words in this order, next to each other; stop words count. `positions` are relative to the first word. */
export interface PhraseQuery {
  readonly kind: 'phrase';
  readonly text: string;
  readonly tokens: readonly Pick<Token, 'form' | 'term' | 'position' | 'stopWord'>[];
  readonly span: Span;
}

/** A form that a prefix stands for, with its place in the forms table. */
export interface ExpandedForm {
  readonly form: string;
  readonly place: number;
  readonly documentFrequency: number;
}

/** Matches each document that holds a form that begins with `prefix`. */
export interface PrefixQuery {
  readonly kind: 'prefix';
  readonly text: string;
  readonly prefix: string;
  /** The forms it stands for in one index, filled in from the forms table before the back end is asked. */
  readonly forms?: readonly ExpandedForm[];
  readonly span: Span;
}

/** Inclusive bounds in days since 1970-01-01; an absent bound is open. Undated documents never match. */
export interface DateQuery {
  readonly kind: 'date';
  /** As typed: `date:2021-12`, `before:2022` … */
  readonly text: string;
  readonly from?: number;
  readonly to?: number;
  readonly span: Span;
}

/**
 * A document matches when it matches all of `must`, none of `mustNot`, and, unless `must` holds more than dates, one of
 * `should` where there are any: dates say when, not what, so they never make words optional. The score is the sum over
 * the positive leaves that the document satisfies.
 */
export interface BooleanQuery {
  readonly kind: 'boolean';
  readonly must: readonly Query[];
  readonly should: readonly Query[];
  readonly mustNot: readonly Query[];
}

export type Query = TermQuery | PhraseQuery | PrefixQuery | DateQuery | BooleanQuery;
export type Leaf = Exclude<Query, BooleanQuery>;

/** Something about the query that the reader should know; the query itself is never refused. */
export interface QueryWarning {
  readonly code: QueryWarningCode;
  /** One sentence in plain words. */
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

export const QUERY_WARNING_CODES = [
  'unclosed-quote',
  'unclosed-bracket',
  'stray-bracket',
  'stray-operator',
  'empty-phrase',
  'bad-date',
  'not-understood',
  'too-deep',
] as const;
export type QueryWarningCode = (typeof QUERY_WARNING_CODES)[number];

/** A query that asks for everything: what an empty search box means. */
export const EVERYTHING: BooleanQuery = { kind: 'boolean', must: [], should: [], mustNot: [] };

/** True where each leaf is a date: such a query restricts where a word would be ranked. */
export function isDateOnly(query: Query): boolean {
  if (query.kind !== 'boolean') return query.kind === 'date';
  return [...query.must, ...query.should, ...query.mustNot].every(isDateOnly);
}

/** True where a document that matches `must` must match one of `should` too. */
export function needsAlternative(query: BooleanQuery): boolean {
  return query.should.length > 0 && query.must.every(isDateOnly);
}

/** The leaves that can add to a score, left to right; those under `mustNot` are left out. */
export function positiveLeaves(query: Query): Leaf[] {
  if (query.kind !== 'boolean') return [query];
  return [...query.must, ...query.should].flatMap(positiveLeaves);
}

/** The same for leaves that match the same documents in one index. */
export function leafKey(leaf: Leaf): string {
  if (leaf.kind === 'term') return `term ${leaf.stopWord ? 'any' : 'content'} ${leaf.term}`;
  if (leaf.kind === 'phrase')
    return `phrase ${leaf.tokens.map((token) => `${token.position}:${token.term}`).join(' ')}`;
  return `${leaf.kind} ${leaf.text}`;
}
