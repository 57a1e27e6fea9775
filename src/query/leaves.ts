/**
 * Makes the leaves of a query of operands: words become terms, the last word may become a prefix too, and the number
 * of distinct terms is bounded. An operator that needs one word and stands at several is left out, with a warning.
 */
import type { Token } from '../analysis/token.js';
import { printAttribute } from './attribute.js';
import { combine } from './combine.js';
import type {
  AttributeLexeme,
  DateLexeme,
  ExactLexeme,
  FuzzyLexeme,
  OperandLexeme,
  PatternLexeme,
  PhraseLexeme,
  WordLexeme,
} from './lexeme.js';
import type { PhraseQuery, Query, Span } from './query.js';
import { admit, type Context, lowerCase, type Reading, spanOf, typedText, within } from './reading.js';
import { isStillTyped } from './still-typed.js';

/** Several queries come only from a plain word with several tokens, as `north-east`. */
export function addOperand(lexeme: OperandLexeme, context: Context, reading: Reading, found: Query[]): void {
  switch (lexeme.kind) {
    case 'word':
      addWord(lexeme, context, reading, found);
      break;
    case 'prefix':
      addPrefix(lexeme, context, reading, found);
      break;
    case 'wildcard':
      addWildcard(lexeme, context, reading, found);
      break;
    case 'fuzzy':
      addFuzzy(lexeme, context, reading, found);
      break;
    case 'exact':
      addExact(lexeme, context, reading, found);
      break;
    case 'phrase':
      addPhrase(lexeme, context, reading, found);
      break;
    case 'date':
      addDate(lexeme, reading, found);
      break;
    case 'attribute':
      addAttribute(lexeme, reading, found);
  }
}

/** Under an operator the parts of a word belong together: `-COVID-19` must not exclude each document with a 19. */
function addWord(lexeme: WordLexeme, context: Context, reading: Reading, found: Query[]): void {
  const tokens = reading.options.analyzer.analyze(reading.text.slice(lexeme.start, lexeme.end));
  const isPlain = context.place === 'plain';
  if (tokens.length > 1 && !isPlain) {
    addTokens(tokens, lexeme.start, ADJACENT, context, reading, found);
    return;
  }
  for (const token of tokens) {
    if (token === tokens.at(-1) && isGrowing(lexeme, token, context, reading))
      addGrowing(token, lexeme.start, context, reading, found);
    else if (isPlain && token.stopWord && !reading.keepStopWords)
      reading.ignored.add(typedText(token, lexeme.start, reading));
    else addTerm(token, lexeme.start, context, reading, found);
  }
}

/** Nothing ends the last token yet, and it is long enough to be a prefix. */
function isGrowing(lexeme: WordLexeme, token: Token, context: Context, { options, text }: Reading): boolean {
  if (!options.prefix || context.place === 'excluded' || lexeme.strayOperator === true) return false;
  return isStillTyped(text, lexeme.start + token.end) && isLongEnough(token.form);
}

function addGrowing(token: Token, offset: number, context: Context, reading: Reading, found: Query[]): void {
  const should: Query[] = [];
  addTerm(token, offset, context, reading, should);
  addPrefixOf(token, offset, spanOf(token, offset), context, reading, should);
  const query = combine({ must: [], should, mustNot: [] });
  if (query !== undefined) found.push(query);
}

/** A single letter begins too many words, and is near too many, to be of use. */
function isLongEnough(form: string): boolean {
  return form.length >= 3 || [...form].length >= 2;
}

function addPrefix(lexeme: PatternLexeme, context: Context, reading: Reading, found: Query[]): void {
  const { start, end } = lexeme;
  const token = onlyToken(start, end - 1, '*', reading);
  if (token !== undefined && isLongEnough(token.form))
    addPrefixOf(token, start, { start, end: end - 1 }, context, reading, found);
  else addWord({ kind: 'word', start, end }, context, reading, found);
}

function addPrefixOf(
  token: Token,
  offset: number,
  span: Span,
  context: Context,
  reading: Reading,
  found: Query[],
): void {
  // A star keeps the prefix apart from a term of the same letters when they are counted.
  if (!admit(`${token.form}*`, reading)) return;
  const text = `${typedText(token, offset, reading)}*`;
  found.push(within(context, { kind: 'prefix', text, prefix: token.form, span }));
}

function addWildcard(lexeme: PatternLexeme, context: Context, reading: Reading, found: Query[]): void {
  const { start, end } = lexeme;
  const typed = lowerCase(reading.text.slice(start, end));
  const pattern = foldPattern(typed, reading);
  if (pattern === undefined) {
    warnSeveralWords(start, end, 'a wildcard', reading);
    addWord({ kind: 'word', start, end }, context, reading, found);
  } else if (admit(pattern, reading)) {
    found.push(within(context, { kind: 'wildcard', text: typed, pattern, span: { start, end } }));
  }
}

/** The pattern as forms are written, or undefined where what stands between its wildcards is no part of one word. */
function foldPattern(typed: string, reading: Reading): string | undefined {
  let pattern = '';
  for (const part of typed.split(/([?*]+)/)) {
    if (part === '') continue;
    const [token, ...others] = /^[?*]/.test(part) ? [] : reading.options.analyzer.analyze(part);
    if (token === undefined && /^[?*]/.test(part)) pattern += part.replace(/\*+/g, '*');
    else if (token === undefined || others.length > 0 || token.start > 0 || token.end < part.length) return undefined;
    else pattern += token.form;
  }
  return pattern;
}

function addFuzzy(lexeme: FuzzyLexeme, context: Context, reading: Reading, found: Query[]): void {
  const { start, end, wordEnd, edits } = lexeme;
  const token = onlyToken(start, wordEnd, '~', reading);
  if (token === undefined || !isLongEnough(token.form)) {
    addWord({ kind: 'word', start, end: wordEnd }, context, reading, found);
  } else if (admit(`${token.form}~${edits}`, reading)) {
    const text = `${typedText(token, start, reading)}${edits === 1 ? '~' : '~2'}`;
    found.push(within(context, { kind: 'fuzzy', text, form: token.form, edits, span: { start, end } }));
  }
}

/** The parts of a word belong together here: `=north-east` is `="north east"`. */
function addExact({ start, end }: ExactLexeme, context: Context, reading: Reading, found: Query[]): void {
  const tokens = reading.options.analyzer.analyze(reading.text.slice(start + 1, end));
  addTokens(tokens, start + 1, EXACT, context, reading, found);
}

/** The one token that a stretch of the text is from end to end; a warning where it holds several. */
function onlyToken(start: number, end: number, operator: string, reading: Reading): Token | undefined {
  const tokens = reading.options.analyzer.analyze(reading.text.slice(start, end));
  const [token] = tokens;
  if (tokens.length > 1) warnSeveralWords(start, end, operator, reading);
  return tokens.length === 1 && token!.start === 0 && token!.end === end - start ? token : undefined;
}

function warnSeveralWords(start: number, end: number, operator: string, reading: Reading): void {
  const message = `“${reading.text.slice(start, end)}” was read as ordinary words, because ${operator} needs one word.`;
  reading.warnings.push({ code: 'needs-one-word', message, start, end });
}

function addPhrase(lexeme: PhraseLexeme, context: Context, reading: Reading, found: Query[]): void {
  const tokens = reading.options.analyzer.analyze(reading.text.slice(lexeme.start, lexeme.end));
  if (tokens.length > 0) addTokens(tokens, lexeme.start, lexeme, context, reading, found);
  else if (lexeme.closed) warnEmpty(lexeme.start - 1, lexeme.end + 1, reading);
}

function warnEmpty(start: number, end: number, reading: Reading): void {
  reading.warnings.push({ code: 'empty-phrase', message: 'A phrase without words was ignored.', start, end });
}

type Closeness = Pick<PhraseLexeme, 'slop' | 'exact'>;
const ADJACENT: Closeness = { slop: 0, exact: false };
const EXACT: Closeness = { slop: 0, exact: true };

/**
 * A phrase with too many terms is cut, because leaving it out could leave a query for everything. One that excludes is
 * left out, because its beginning would exclude more than was asked. What is left of it may be one word.
 */
function addTokens(
  tokens: readonly Token[],
  offset: number,
  { slop, exact }: Closeness,
  context: Context,
  reading: Reading,
  found: Query[],
): void {
  const fitting = countFitting(tokens, exact, reading);
  if (fitting < tokens.length) reading.leftOut += 1;
  if (fitting === 0 || (fitting < tokens.length && context.place === 'excluded')) return;
  const first = tokens[0]!;
  if (fitting === 1) {
    if (exact) addExactForm(first, offset, context, reading, found);
    else addTerm(first, offset, context, reading, found, true);
    return;
  }
  const kept = tokens.slice(0, fitting);
  for (const token of kept) reading.terms.add(termKey(token, exact));
  const phrase: PhraseQuery = {
    kind: 'phrase',
    text: kept.map((token) => typedText(token, offset, reading)).join(' '),
    tokens: kept.map(({ form, term, position, stopWord }) => ({
      form,
      term,
      position: position - first.position,
      stopWord,
    })),
    span: { start: offset + first.start, end: offset + kept.at(-1)!.end },
  };
  const withSlop = slop === 0 ? phrase : { ...phrase, slop };
  found.push(within(context, exact ? { ...withSlop, exact } : withSlop));
}

/** How many of the first tokens have room, with those that the query holds already. */
function countFitting(tokens: readonly Token[], exact: boolean, { terms, options }: Reading): number {
  if (terms.size + tokens.length <= options.maxTerms) return tokens.length;
  const added = new Set<string>();
  for (const [index, token] of tokens.entries()) {
    const key = termKey(token, exact);
    if (terms.has(key)) continue;
    added.add(key);
    if (terms.size + added.size > options.maxTerms) return index;
  }
  return tokens.length;
}

/** An exact form is another thing to look up than the term of the same letters. */
function termKey({ form, term }: Token, exact: boolean): string {
  return exact ? `=${form}` : term;
}

function addExactForm(token: Token, offset: number, context: Context, reading: Reading, found: Query[]): void {
  if (!admit(termKey(token, true), reading)) return;
  const text = `=${typedText(token, offset, reading)}`;
  found.push(within(context, { kind: 'exact', text, form: token.form, span: spanOf(token, offset) }));
}

function addTerm(
  token: Token,
  offset: number,
  context: Context,
  reading: Reading,
  found: Query[],
  isQuoted = false,
): void {
  const { form, term, stopWord } = token;
  if (!admit(term, reading)) return;
  const text = typedText(token, offset, reading);
  const span = spanOf(token, offset);
  const asTyped = isQuoted || context.field !== undefined;
  found.push(
    asTyped
      ? within(context, { kind: 'term', text, form, term, stopWord, span, asTyped })
      : within(context, { kind: 'term', text, form, term, stopWord, span }),
  );
}

function addDate({ start, end, ...date }: DateLexeme, reading: Reading, found: Query[]): void {
  found.push({ ...date, text: reading.text.slice(start, end), span: { start, end } });
}

function addAttribute({ field, value, start, end }: AttributeLexeme, reading: Reading, found: Query[]): void {
  const pattern = value.trim().toLowerCase().normalize('NFC').replace(/\*+/g, '*');
  const text = printAttribute(field, pattern);
  if (pattern === '') warnEmpty(start, end, reading);
  else if (admit(text, reading)) found.push({ kind: 'attribute', text, field, pattern, span: { start, end } });
}
