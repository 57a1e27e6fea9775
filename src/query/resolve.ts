/**
 * Turns a syntax tree into a query: words become terms, stop words are left out, the last word may become a prefix, and
 * the number of terms is bounded. Whether a stop word counts depends on the whole query: if nothing else could score,
 * all of them are kept, so that `to be or not to be` has results.
 */
import type { Analyzer, Token } from '../analysis/token.js';
import { type Clauses, combine } from './combine.js';
import type { Clause, ClauseList, SyntaxNode } from './grammar.js';
import type { PhraseLexeme, PrefixLexeme, WordLexeme } from './lexer.js';
import {
  EVERYTHING,
  isDateOnly,
  type PrefixQuery,
  positiveLeaves,
  type Query,
  type QueryWarning,
  type TermQuery,
} from './query.js';

export interface ResolveOptions {
  readonly analyzer: Pick<Analyzer, 'analyze'>;
  /** `all`: what stands side by side must all match. */
  readonly match: 'any' | 'all';
  /** The word that ends the text also matches as a prefix. */
  readonly prefix: boolean;
  /** Distinct terms; what goes beyond is left out. */
  readonly maxTerms: number;
}

export interface Resolved {
  readonly query: Query;
  readonly ignored: readonly string[];
  readonly warnings: readonly QueryWarning[];
  /** Words and phrases left out or cut because of `maxTerms`. */
  readonly leftOut: number;
}

export function resolve(tree: ClauseList, text: string, options: ResolveOptions): Resolved {
  const resolved = resolveOnce(tree, text, options, false);
  const scores = positiveLeaves(resolved.query).some((leaf) => leaf.kind !== 'date');
  return scores || resolved.ignored.length === 0 ? resolved : resolveOnce(tree, text, options, true);
}

interface Reading extends ResolveOptions {
  readonly text: string;
  readonly keepStopWords: boolean;
  readonly ignored: Set<string>;
  readonly terms: Set<string>;
  readonly warnings: QueryWarning[];
  leftOut: number;
}

/** Where a node stands: under no operator (brackets are none), under one, or under one that excludes. */
type Place = 'plain' | 'operand' | 'excluded';

function resolveOnce(tree: ClauseList, text: string, options: ResolveOptions, keepStopWords: boolean): Resolved {
  const reading: Reading = {
    ...options,
    text,
    keepStopWords,
    ignored: new Set(),
    terms: new Set(),
    warnings: [],
    leftOut: 0,
  };
  const query = resolveList(tree, 'plain', reading) ?? EVERYTHING;
  return { query, ignored: [...reading.ignored], warnings: reading.warnings, leftOut: reading.leftOut };
}

/** Several queries come only from a plain word with several tokens, as `north-east`. */
function resolveNode(node: SyntaxNode, place: Place, reading: Reading): Query[] {
  switch (node.kind) {
    case 'word':
      return resolveWord(node, place, reading);
    case 'prefix':
      return resolvePrefix(node, place, reading);
    case 'phrase':
      return resolvePhrase(node, place, reading);
    case 'date': {
      const { start, end, ...date } = node;
      return [{ ...date, text: reading.text.slice(start, end), span: { start, end } }];
    }
    default: {
      const query = resolveList(node, place, reading);
      return query === undefined ? [] : [query];
    }
  }
}

function resolveList(list: ClauseList, place: Place, reading: Reading): Query | undefined {
  const clauses = { must: [] as Query[], should: [] as Query[], mustNot: [] as Query[] } satisfies Clauses;
  for (const { sign, node } of list.clauses) {
    for (const query of resolveNode(node, placeWithin(list.kind, sign, place), reading)) {
      if (sign === 'excluded' && list.kind === 'or')
        clauses.should.push({ kind: 'boolean', must: [], should: [], mustNot: [query] });
      else if (sign === 'excluded') clauses.mustNot.push(query);
      else if (list.kind === 'or') clauses.should.push(query);
      else if (sign === 'required') clauses.must.push(query.kind === 'term' ? asTyped(query) : query);
      else if (list.kind === 'and' || reading.match === 'all' || isDateOnly(query)) clauses.must.push(query);
      else clauses.should.push(query);
    }
  }
  return combine(clauses);
}

function placeWithin(kind: ClauseList['kind'], sign: Clause['sign'], place: Place): Place {
  if (place === 'excluded' || sign === 'excluded') return 'excluded';
  return kind === 'adjacent' && sign === 'plain' ? place : 'operand';
}

/** Under an operator the parts of a word belong together: `-COVID-19` must not exclude each document with a 19. */
function resolveWord(lexeme: WordLexeme, place: Place, reading: Reading): Query[] {
  const tokens = reading.analyzer.analyze(reading.text.slice(lexeme.start, lexeme.end));
  if (tokens.length > 1 && place !== 'plain') return phraseOf(tokens, lexeme.start, place, reading);
  return tokens.flatMap((token, index) => {
    const grows = index === tokens.length - 1 && place !== 'excluded' && isStillTyped(lexeme, token, reading);
    if (grows) return growingWord(token, lexeme.start, reading);
    if (place === 'plain' && token.stopWord && !reading.keepStopWords) {
      reading.ignored.add(typedText(token, lexeme.start, reading));
      return [];
    }
    return termOf(token, lexeme.start, reading);
  });
}

/** Nothing follows the last token, not even punctuation, and it is long enough to be a prefix. */
function isStillTyped(lexeme: WordLexeme, token: Token, reading: Reading): boolean {
  if (!reading.prefix || lexeme.strayOperator === true) return false;
  return lexeme.start + token.end === reading.text.length && isPrefixLength(token.form);
}

function growingWord(token: Token, offset: number, reading: Reading): Query[] {
  const should = [...termOf(token, offset, reading), ...prefixOf(token, offset, reading)];
  const query = combine({ must: [], should, mustNot: [] });
  return query === undefined ? [] : [query];
}

function resolvePrefix(lexeme: PrefixLexeme, place: Place, reading: Reading): Query[] {
  const word = reading.text.slice(lexeme.start, lexeme.end - 1);
  const [token, ...others] = reading.analyzer.analyze(word);
  const oneWord = token !== undefined && others.length === 0 && token.start === 0 && token.end === word.length;
  if (oneWord && isPrefixLength(token.form)) return prefixOf(token, lexeme.start, reading);
  if (others.length > 0) {
    const message = `“${word}*” was read as ordinary words, because a star needs one word before it.`;
    reading.warnings.push({ code: 'not-understood', message, start: lexeme.start, end: lexeme.end });
  }
  return resolveWord({ ...lexeme, kind: 'word' }, place, reading);
}

/** A single letter begins too many words to be of use. */
function isPrefixLength(form: string): boolean {
  return [...form].length >= 2;
}

function resolvePhrase(lexeme: PhraseLexeme, place: Place, reading: Reading): Query[] {
  const tokens = reading.analyzer.analyze(reading.text.slice(lexeme.start, lexeme.end));
  if (tokens.length > 0) return phraseOf(tokens, lexeme.start, place, reading);
  if (lexeme.closed) {
    const message = 'A phrase without words was ignored.';
    reading.warnings.push({ code: 'empty-phrase', message, start: lexeme.start - 1, end: lexeme.end + 1 });
  }
  return [];
}

/**
 * A phrase with too many terms is cut, because leaving it out could leave a query for everything. One that excludes is
 * left out, because its beginning would exclude more than was asked.
 */
function phraseOf(tokens: readonly Token[], offset: number, place: Place, reading: Reading): Query[] {
  const fitting = countFitting(tokens, reading);
  if (fitting < tokens.length) reading.leftOut += 1;
  const kept = fitting === tokens.length || place !== 'excluded' ? tokens.slice(0, fitting) : [];
  const [first] = kept;
  const last = kept.at(-1);
  if (first === undefined || last === undefined) return [];
  if (first === last) return termOf(first, offset, reading).map(asTyped);
  for (const token of kept) reading.terms.add(token.term);
  return [
    {
      kind: 'phrase',
      text: kept.map((token) => typedText(token, offset, reading)).join(' '),
      tokens: kept.map(({ form, term, position, stopWord }) => {
        return { form, term, position: position - first.position, stopWord };
      }),
      span: { start: offset + first.start, end: offset + last.end },
    },
  ];
}

/** How many of the first tokens have room, with those that the query holds already. */
function countFitting(tokens: readonly Token[], reading: Reading): number {
  const added = new Set<string>();
  for (const [index, { term }] of tokens.entries()) {
    if (reading.terms.has(term)) continue;
    added.add(term);
    if (reading.terms.size + added.size > reading.maxTerms) return index;
  }
  return tokens.length;
}

function termOf(token: Token, offset: number, reading: Reading): TermQuery[] {
  if (!admit(token.term, reading)) return [];
  const { form, term, stopWord } = token;
  return [{ kind: 'term', text: typedText(token, offset, reading), form, term, stopWord, span: spanOf(token, offset) }];
}

/** Quotes and `+` say that the word is meant as it stands. */
function asTyped(query: TermQuery): TermQuery {
  return { ...query, asTyped: true };
}

/** A star keeps the prefix apart from a term of the same letters when they are counted. */
function prefixOf(token: Token, offset: number, reading: Reading): PrefixQuery[] {
  if (!admit(`${token.form}*`, reading)) return [];
  const text = `${typedText(token, offset, reading)}*`;
  return [{ kind: 'prefix', text, prefix: token.form, span: spanOf(token, offset) }];
}

function admit(term: string, reading: Reading): boolean {
  const fits = reading.terms.has(term) || reading.terms.size < reading.maxTerms;
  if (fits) reading.terms.add(term);
  else reading.leftOut += 1;
  return fits;
}

function typedText(token: Token, offset: number, reading: Reading): string {
  return reading.text.slice(offset + token.start, offset + token.end).toLowerCase();
}

function spanOf(token: Token, offset: number): { start: number; end: number } {
  return { start: offset + token.start, end: offset + token.end };
}
