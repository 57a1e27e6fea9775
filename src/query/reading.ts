/**
 * A query text that is being read: what is known of it as a whole, and of the place that is being read.
 */
import type { Analyzer, Token } from '../analysis/token.js';
import type { Field } from '../documents/document.js';
import type { QueryWarning, Span, WordQuery } from './query.js';

export interface ResolveOptions {
  readonly analyzer: Pick<Analyzer, 'analyze'>;
  /** `all`: what stands side by side must all match. */
  readonly match: 'any' | 'all';
  /** The word that ends the text also matches as a prefix. */
  readonly prefix: boolean;
  /** Distinct terms; what goes beyond is left out. */
  readonly maxTerms: number;
}

/** A query text that is being read. */
export interface Reading {
  readonly text: string;
  readonly options: ResolveOptions;
  readonly keepStopWords: boolean;
  readonly ignored: Set<string>;
  readonly terms: Set<string>;
  readonly warnings: QueryWarning[];
  leftOut: number;
}

/** Where an operand stands, and what the brackets around it say about it. */
export interface Context {
  /** Under no operator (brackets are none), under one, or under one that excludes. */
  readonly place: 'plain' | 'operand' | 'excluded';
  readonly field: Field | undefined;
  readonly boost: number;
  /** Within NEAR, and so part of a score, but without one of its own. */
  readonly inNear: boolean;
}

/** True where the term has room among those that the query holds already. */
export function admit(term: string, reading: Reading): boolean {
  const fits = reading.terms.has(term) || reading.terms.size < reading.options.maxTerms;
  if (fits) reading.terms.add(term);
  else reading.leftOut += 1;
  return fits;
}

/** As typed, lower-cased. */
export function typedText(token: Token, offset: number, { text }: Reading): string {
  return lowerCase(text.slice(offset + token.start, offset + token.end));
}

/** `İ` is the one letter that grows in lower case, by a dot that could part the word when it is printed and read again. */
export function lowerCase(text: string): string {
  const lower = text.toLowerCase();
  return lower.length === text.length ? lower : lower.replaceAll('i\u0307', 'İ');
}

export function spanOf(token: Token, offset: number): Span {
  return { start: offset + token.start, end: offset + token.end };
}

/** The leaf with the field and the boost of the brackets around it. */
export function within<Leaf extends WordQuery>({ field, boost }: Context, leaf: Leaf): Leaf {
  if (field === undefined && boost === 1) return leaf;
  return { ...leaf, ...(field === undefined ? {} : { field }), ...(boost === 1 ? {} : { boost }) };
}
