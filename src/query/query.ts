/**
 * What is asked: the closed union of query kinds. Leaves hold the words as typed together with what the analyzer
 * made of them; a back end reads the analyzed part, the receipt in the answer prints the typed part.
 */
import type { Token } from '../analysis/token.js';
import type { Field } from '../documents/document.js';

/** Where in the query text a clause stands, in UTF-16 units. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** What every leaf of words may have besides its words. */
interface Scoring {
  /** Only this field is looked at; absent: both. */
  readonly field?: Field;
  /** The score of the leaf is multiplied by it; absent: 1. Above 0 and at most 100, with at most four decimals. */
  readonly boost?: number;
}

/** One word. Matches each document that holds the term in any of its forms. */
export interface TermQuery extends Scoring {
  readonly kind: 'term';
  /** The word as typed, lower-cased. */
  readonly text: string;
  readonly form: string;
  readonly term: string;
  readonly stopWord: boolean;
  readonly span: Span;
  /** Written with `+`, in quotes or in a field clause: never corrected. */
  readonly asTyped?: true;
  /** The word that was typed, where a correction took its place. */
  readonly correctedFrom?: string;
}

/**
 * Words next to each other, in this order; stop words count. `positions` are relative to the first word.
 *
 * With `slop` the order is free: an occurrence is one position for each word, no position taken twice, all in one
 * field, of which the first and the last are at most `tokens.length + slop − 1` apart.
 */
export interface PhraseQuery extends Scoring {
  readonly kind: 'phrase';
  readonly text: string;
  readonly tokens: readonly Pick<Token, 'form' | 'term' | 'position' | 'stopWord'>[];
  /** Positions that the words may take beyond their number: 1 to MAX_DISTANCE; absent: next to each other, in order. */
  readonly slop?: number;
  /** Each word matches in this form only, not in the other forms of its term. */
  readonly exact?: true;
  readonly span: Span;
}

/** A form that a leaf stands for, with its place in the forms table. */
export interface ExpandedForm {
  readonly form: string;
  readonly place: number;
  readonly documentFrequency: number;
}

/** Stands for a set of unstemmed forms, and matches each document that holds one of them. */
interface Expanding extends Scoring {
  /** As typed, lower-cased, with its operator. */
  readonly text: string;
  /** The forms it stands for in one index, filled in from the forms table before the back end is asked. */
  readonly forms?: readonly ExpandedForm[];
  readonly span: Span;
}

/** Forms that begin with `prefix`. */
export interface PrefixQuery extends Expanding {
  readonly kind: 'prefix';
  readonly prefix: string;
}

/** Forms that fit `pattern` from end to end: `?` stands for one character, `*` for any number, none included. */
export interface WildcardQuery extends Expanding {
  readonly kind: 'wildcard';
  readonly pattern: string;
}

/** Forms within so many edits of `form`; two neighbours that changed places are one edit. */
export interface FuzzyQuery extends Expanding {
  readonly kind: 'fuzzy';
  readonly form: string;
  readonly edits: 1 | 2;
}

/** This form alone. */
export interface ExactQuery extends Expanding {
  readonly kind: 'exact';
  readonly form: string;
}

/**
 * Operands near one another, all in one field. A chain is read from left to right: `a NEAR/5 b NEAR/2 c` is what
 * `a NEAR/5 b` spans, near `c`.
 *
 * Each operand has occurrences, from a first to a last position: a word has one position, a phrase as many as it
 * spans, alternatives the occurrences of each. Two occurrences that do not overlap are near each other when the words
 * between them are fewer than `distance`: for single words, when their positions differ by at most `distance`. The two
 * together, from the first position to the last, are then an occurrence of the pair. Stop words count as words.
 */
export interface NearQuery {
  readonly kind: 'near';
  /** As typed. */
  readonly text: string;
  /** Two or more. Operands have no boost; each may have a field. */
  readonly operands: readonly NearOperand[];
  /** `joins[i]` stands between what is left of it and `operands[i + 1]`. */
  readonly joins: readonly NearJoin[];
  readonly boost?: number;
  readonly span: Span;
}

export interface NearJoin {
  /** 1 to MAX_DISTANCE. */
  readonly distance: number;
  /** What is left of it comes first in the text too. */
  readonly ordered: boolean;
}

/** Occurs wherever one of its operands does. */
export interface NearAlternatives {
  readonly kind: 'alternatives';
  readonly operands: readonly NearOperand[];
}

export type NearOperand = WordQuery | NearQuery | NearAlternatives;

/** Inclusive bounds in days since 1970-01-01; an absent bound is open. Undated documents never match. */
export interface DateQuery {
  readonly kind: 'date';
  /** As typed: `date:2021-12`, `before:2022` … */
  readonly text: string;
  readonly from?: number;
  readonly to?: number;
  readonly span: Span;
}

/** A document matches when one of its values of an attribute fits the pattern, as `createValueMatcher` says. */
export interface AttributeQuery {
  readonly kind: 'attribute';
  /** Canonical: `topics:crude`, `topics:"two words"`. */
  readonly text: string;
  /** The attribute as the index calls it, or one of DERIVED_FIELDS. */
  readonly field: string;
  /** Lower-cased; `*` stands for any characters. */
  readonly pattern: string;
  readonly span: Span;
}

/**
 * A document matches when it matches all of `must`, none of `mustNot`, and, unless `must` holds more than selections,
 * one of `should` where there are any: dates and attributes say which, not what, so they never make words optional. The
 * score is the sum over the positive leaves that the document satisfies.
 */
export interface BooleanQuery {
  readonly kind: 'boolean';
  readonly must: readonly Query[];
  readonly should: readonly Query[];
  readonly mustNot: readonly Query[];
}

/** Leaves whose forms are looked up in one index. */
export type FormsQuery = PrefixQuery | WildcardQuery | FuzzyQuery | ExactQuery;
/** Leaves that stand at positions of a text. */
export type WordQuery = TermQuery | PhraseQuery | FormsQuery;
export type ScoringLeaf = WordQuery | NearQuery;
/** Leaves that select and never score. */
export type SelectionLeaf = DateQuery | AttributeQuery;
export type Leaf = ScoringLeaf | SelectionLeaf;
export type Query = Leaf | BooleanQuery;

/** Something about the query that the reader should know; the query itself is never refused. */
export interface QueryWarning {
  readonly code: QueryWarningCode;
  /** One sentence in plain words. */
  readonly message: string;
  readonly start: number;
  readonly end: number;
}

/** A cap that the query ran into, and what was left out because of it. */
export interface LimitHit {
  readonly limit: 'maxQueryTerms' | 'maxQueryDepth' | 'maxPrefixForms' | 'maxFuzzyForms';
  readonly maximum: number;
  readonly message: string;
}

export const QUERY_WARNING_CODES = [
  'unclosed-quote',
  'unclosed-bracket',
  'stray-bracket',
  'stray-operator',
  'empty-phrase',
  'bad-date',
  'bad-number',
  'unknown-field',
  'needs-one-word',
  'bad-near',
  'boost-ignored',
  'too-deep',
] as const;
export type QueryWarningCode = (typeof QUERY_WARNING_CODES)[number];

/** Largest slop, and largest distance of NEAR and PRE: the length of an article, beyond which AND says the same. */
export const MAX_DISTANCE = 1000;

export const MAX_BOOST = 100;

/** What every index can be selected by, whatever attributes its documents have. */
export const DERIVED_FIELDS = ['path', 'folder', 'year', 'month'] as const;

/** A query that asks for everything: what an empty search box means. */
export const EVERYTHING: BooleanQuery = { kind: 'boolean', must: [], should: [], mustNot: [] };

/** True where no leaf could score: such a query restricts where a word would be ranked. */
export function isSelection(query: Query): boolean {
  if (query.kind !== 'boolean') return query.kind === 'date' || query.kind === 'attribute';
  return query.must.every(isSelection) && query.should.every(isSelection) && query.mustNot.every(isSelection);
}

/** True where some positive leaf can score. */
export function canScore(query: Query): boolean {
  if (query.kind !== 'boolean') return query.kind !== 'date' && query.kind !== 'attribute';
  return query.should.some(canScore) || query.must.some(canScore);
}

/** True where a document that matches `must` must match one of `should` too. */
export function needsAlternative(query: BooleanQuery): boolean {
  return query.should.length > 0 && query.must.every(isSelection);
}

/** The leaves that are asked for, left to right; those under `mustNot` are left out. */
export function positiveLeaves(query: Query): Leaf[] {
  const leaves: Leaf[] = [];
  collect(query, leaves);
  return leaves;
}

/** Those of them that add to a score. */
export function scoringLeaves(query: Query): ScoringLeaf[] {
  return positiveLeaves(query).filter((leaf) => leaf.kind !== 'date' && leaf.kind !== 'attribute');
}

function collect(query: Query, leaves: Leaf[]): void {
  if (query.kind === 'boolean') {
    for (const clause of query.must) collect(clause, leaves);
    for (const clause of query.should) collect(clause, leaves);
  } else leaves.push(query);
}

/** The leaves of words within a leaf: itself, or all that NEAR combines. */
export function wordsWithin(operand: ScoringLeaf | NearAlternatives): WordQuery[] {
  if (operand.kind !== 'near' && operand.kind !== 'alternatives') return [operand];
  return operand.operands.flatMap(wordsWithin);
}

/** The same query with each leaf of words replaced, those that NEAR combines and those that exclude included. */
export function mapWords(query: Query, change: (leaf: WordQuery) => WordQuery): Query {
  switch (query.kind) {
    case 'boolean': {
      const map = (clause: Query): Query => mapWords(clause, change);
      return { ...query, must: query.must.map(map), should: query.should.map(map), mustNot: query.mustNot.map(map) };
    }
    case 'near':
      return mapNear(query, change);
    case 'date':
    case 'attribute':
      return query;
    default:
      return change(query);
  }
}

function mapNear<Operand extends NearQuery | NearAlternatives>(
  query: Operand,
  change: (leaf: WordQuery) => WordQuery,
): Operand {
  const operands = query.operands.map((operand) =>
    operand.kind === 'near' || operand.kind === 'alternatives' ? mapNear(operand, change) : change(operand),
  );
  return { ...query, operands };
}

/** The same for leaves that match the same documents, equally often, in one index. */
export function leafKey(leaf: Leaf | NearAlternatives): string {
  switch (leaf.kind) {
    case 'term':
      return `term ${inField(leaf)}${leaf.stopWord ? 'any' : 'content'} ${leaf.term}`;
    case 'phrase': {
      const words = leaf.tokens.map(({ position, form, term }) => `${position}:${leaf.exact ? form : term}`);
      return `phrase ${inField(leaf)}${leaf.exact ? '=' : ''}~${leaf.slop ?? 0} ${words.join(' ')}`;
    }
    case 'prefix':
      return `prefix ${inField(leaf)}${leaf.prefix}`;
    case 'wildcard':
      return `wildcard ${inField(leaf)}${leaf.pattern}`;
    case 'fuzzy':
      return `fuzzy ${inField(leaf)}${leaf.edits} ${leaf.form}`;
    case 'exact':
      return `exact ${inField(leaf)}${leaf.form}`;
    case 'near': {
      const joins = leaf.joins.map(({ distance, ordered }) => `${ordered ? 'pre' : 'near'}/${distance}`);
      return `near ${joins.join(' ')} (${leaf.operands.map(leafKey).join(', ')})`;
    }
    case 'alternatives':
      return `any (${leaf.operands.map(leafKey).join(', ')})`;
    case 'date':
      return `date ${leaf.from ?? ''}..${leaf.to ?? ''}`;
    case 'attribute':
      return `attribute ${leaf.field}:${leaf.pattern}`;
  }
}

function inField({ field }: WordQuery): string {
  return field === undefined ? '' : `${field}:`;
}
