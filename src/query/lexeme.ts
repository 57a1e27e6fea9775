/**
 * The pieces of a query text, each with its place. Operands are what can be searched; the others say how operands
 * belong together.
 */
import type { Field } from '../documents/document.js';
import type { QueryWarning, Span } from './query.js';

/** Words between blanks, quotes and brackets, with their punctuation. */
export interface WordLexeme extends Span {
  readonly kind: 'word';
  /** An operator word without operands: it is searched as a word, but does not grow into a prefix while one types. */
  readonly strayOperator?: true;
}

/** A word with a star at its end, or with stars and question marks inside. */
export interface PatternLexeme extends Span {
  readonly kind: 'prefix' | 'wildcard';
}

/** A word with `~` or `~2` behind it; the word alone ends at `wordEnd`. */
export interface FuzzyLexeme extends Span {
  readonly kind: 'fuzzy';
  readonly edits: 1 | 2;
  readonly wordEnd: number;
}

/** A word behind an equals sign, which is part of the span. */
export interface ExactLexeme extends Span {
  readonly kind: 'exact';
}

/** What stands between two quotes; the span is without them. */
export interface PhraseLexeme extends Span {
  readonly kind: 'phrase';
  readonly closed: boolean;
  readonly slop: number;
  /** An equals sign stands before it. */
  readonly exact: boolean;
}

export interface DateLexeme extends Span {
  readonly kind: 'date';
  readonly from?: number;
  readonly to?: number;
}

/** `topics:crude` or `topics:"two words"`; the span holds all of it. */
export interface AttributeLexeme extends Span {
  readonly kind: 'attribute';
  readonly field: string;
  readonly value: string;
}

export type OperandLexeme =
  | WordLexeme
  | PatternLexeme
  | FuzzyLexeme
  | ExactLexeme
  | PhraseLexeme
  | DateLexeme
  | AttributeLexeme;

/** `title:` and `body:`, for the operand or bracket behind it. */
export interface FieldLexeme extends Span {
  readonly kind: 'field';
  readonly field: Field;
}

/** `^2`, for the operand or bracket before it. */
export interface BoostLexeme extends Span {
  readonly kind: 'boost';
  readonly factor: number;
}

export interface NearLexeme extends Span {
  readonly kind: 'near';
  readonly distance: number;
  readonly ordered: boolean;
}

interface SymbolLexeme extends Span {
  readonly kind: 'and' | 'or' | 'not' | 'minus' | 'plus' | 'open' | 'close';
}

export type Lexeme = OperandLexeme | FieldLexeme | BoostLexeme | NearLexeme | SymbolLexeme;

export interface Lexed {
  readonly lexemes: readonly Lexeme[];
  readonly warnings: readonly QueryWarning[];
}

/** Names of attributes: a set of them, or a map from them. */
export interface FieldNames {
  has(name: string): boolean;
  keys(): Iterable<string>;
}

/** A text that is being cut, and what was cut off so far. */
export interface Lexing {
  readonly text: string;
  /** Names of attributes that can be selected by. */
  readonly fields: FieldNames;
  /** False where no letter is lower-case. */
  readonly operatorWords: boolean;
  readonly lexemes: Lexeme[];
  readonly warnings: QueryWarning[];
}

export function isOperandLexeme(lexeme: Lexeme | undefined): lexeme is OperandLexeme {
  return isOperand(lexeme?.kind);
}

export function isOperand(kind: Lexeme['kind'] | undefined): boolean {
  switch (kind) {
    case 'word':
    case 'prefix':
    case 'wildcard':
    case 'fuzzy':
    case 'exact':
    case 'phrase':
    case 'date':
    case 'attribute':
      return true;
    default:
      return false;
  }
}
