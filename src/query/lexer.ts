/**
 * Cuts a query text into lexemes with offsets. No text is refused: a character that does not fit its operator (the
 * hyphen of `a-b`, the colon of `10:30`, the plus signs of `C++`) stays part of a word.
 */
import { readDateClause } from './date-clause.js';
import type { QueryWarning, Span } from './query.js';
import { isQuote, QUOTES } from './quotes.js';
import { describeUnsupported } from './unsupported.js';

/** Words between blanks, quotes and brackets, with their punctuation. */
export interface WordLexeme extends Span {
  readonly kind: 'word';
  /** An operator word without operands: it is searched as a word, but does not grow into a prefix while one types. */
  readonly strayOperator?: true;
}

/** A word with a star at its end, which is part of the span. */
export interface PrefixLexeme extends Span {
  readonly kind: 'prefix';
}

/** What stands between two quotes; the span is without them. */
export interface PhraseLexeme extends Span {
  readonly kind: 'phrase';
  readonly closed: boolean;
}

export interface DateLexeme extends Span {
  readonly kind: 'date';
  readonly from?: number;
  readonly to?: number;
}

interface SymbolLexeme extends Span {
  readonly kind: 'and' | 'or' | 'not' | 'minus' | 'plus' | 'open' | 'close';
}

export type Lexeme = WordLexeme | PrefixLexeme | PhraseLexeme | DateLexeme | SymbolLexeme;

export interface Lexed {
  readonly lexemes: readonly Lexeme[];
  readonly warnings: readonly QueryWarning[];
}

export function lex(text: string): Lexed {
  const lexemes: Lexeme[] = [];
  const warnings: QueryWarning[] = [];
  const operatorWords = /\p{Ll}/u.test(text);
  for (let at = skipBlanks(text, 0); at < text.length; ) {
    const previous = lexemes.at(-1);
    const signed = previous?.end === at && (previous.kind === 'minus' || previous.kind === 'plus');
    const step = lexAt(text, at, operatorWords, signed);
    lexemes.push(step.lexeme);
    if (step.warning !== undefined) warnings.push(step.warning);
    at = skipBlanks(text, step.end);
  }
  return { lexemes, warnings };
}

/** Reads every character as text: what stands between blanks is a word. */
export function lexPlain(text: string): Lexed {
  const lexemes: Lexeme[] = [];
  for (const match of text.matchAll(/\S+/gu)) {
    lexemes.push({ kind: 'word', start: match.index, end: match.index + match[0].length });
  }
  return { lexemes, warnings: [] };
}

interface Step {
  readonly lexeme: Lexeme;
  /** Where to go on: behind the closing quote of a phrase. */
  readonly end: number;
  readonly warning?: QueryWarning | undefined;
}

const QUOTE = new RegExp(`[${QUOTES}]`, 'g');
const RUN = new RegExp(`[^\\s()${QUOTES}]+`, 'uy');
const BLANKS = /\s*/uy;

function skipBlanks(text: string, at: number): number {
  BLANKS.lastIndex = at;
  BLANKS.exec(text);
  return BLANKS.lastIndex;
}

function lexAt(text: string, start: number, operatorWords: boolean, signed: boolean): Step {
  const character = text[start] ?? '';
  if (character === '(') return symbol('open', start, 1);
  if (character === ')') return symbol('close', start, 1);
  if (isQuote(character)) return lexPhrase(text, start);
  if (isSign(text, start)) return symbol(character === '-' ? 'minus' : 'plus', start, 1);
  RUN.lastIndex = start;
  const run = RUN.exec(text)?.[0] ?? character;
  if (operatorWords && !signed) {
    if (run === 'AND') return symbol('and', start, 3);
    if (run === 'OR') return symbol('or', start, 2);
    if (run === 'NOT') return symbol('not', start, 3);
  }
  return lexRun(text, start, run, operatorWords);
}

function symbol(kind: SymbolLexeme['kind'], start: number, length: number): Step {
  const end = start + length;
  return { lexeme: { kind, start, end }, end };
}

/** A sign begins a clause and touches what it is about: neither ` - ` nor `--` nor the hyphen of `a-b` is one. */
function isSign(text: string, at: number): boolean {
  if (text[at] !== '-' && text[at] !== '+') return false;
  return /^[\s(]?$/u.test(text[at - 1] ?? '') && /^[^\s)+-]$/u.test(text[at + 1] ?? '');
}

function lexPhrase(text: string, open: number): Step {
  QUOTE.lastIndex = open + 1;
  const close = QUOTE.exec(text)?.index;
  const end = close ?? text.length;
  const lexeme: Lexeme = { kind: 'phrase', start: open + 1, end, closed: close !== undefined };
  if (close !== undefined) return { lexeme, end: end + 1 };
  const message = 'A quote is not closed; everything after it was read as one phrase.';
  return { lexeme, end, warning: { code: 'unclosed-quote', message, start: open, end } };
}

function lexRun(text: string, start: number, run: string, operatorWords: boolean): Step {
  const end = start + run.length;
  const lexeme: Lexeme = { kind: /^[^*?]+\*$/u.test(run) ? 'prefix' : 'word', start, end };
  const date = readDateClause(run);
  if (date === 'invalid') {
    const message = `“${run}” holds no valid date (2021, 2021-12 or 2021-12-29) and was read as ordinary words.`;
    return { lexeme: { kind: 'word', start, end }, end, warning: { code: 'bad-date', message, start, end } };
  }
  if (date !== undefined) return { lexeme: { kind: 'date', start, end, ...date }, end };
  const what = describeUnsupported({ run, before: text[start - 1] ?? '', after: text[end] ?? '', operatorWords });
  if (what === undefined) return { lexeme, end };
  const message = `“${run}” was read as ordinary words, because ${what} not understood.`;
  return { lexeme: { kind: 'word', start, end }, end, warning: { code: 'not-understood', message, start, end } };
}
