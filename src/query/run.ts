/**
 * Reads a run of characters that holds a sign such as `:`, `=`, `~`, `?`, `*` or `^`: a name before the colon, then
 * one operand with what stands behind it. Where the signs do not fit, the run is text.
 */
import { describeRange, pushBadSuffix, readFactor, readSuffix, warnBadNumber } from './boost.js';
import { readDateClause } from './date-clause.js';
import type { BoostLexeme, FieldNames, Lexing } from './lexeme.js';
import { DERIVED_FIELDS, type QueryWarning } from './query.js';
import { findQuote, isQuote } from './quotes.js';

/** A name that may stand before a colon. The colon of an address or of `std::vector` is none of a field. */
const NAME = /^([\p{L}_][\p{L}\p{M}\p{N}_.-]*):(?!\/\/|:)/u;

/** Returns where to go on: behind the run, or behind the phrase that its name or its equals sign belongs to. */
export function lexRun(lexing: Lexing, start: number, end: number): number {
  const run = lexing.text.slice(start, end);
  const [prefix, name = ''] = NAME.exec(run) ?? [];
  if (prefix === undefined) return run.includes('://') ? pushWord(lexing, start, end) : lexOperand(lexing, start, end);
  const next = lexing.text[end] ?? '';
  const valueStart = start + prefix.length;
  // A colon with nothing behind it is punctuation: `Re: storms`.
  if (valueStart === end && next !== '(' && !isQuote(next)) return pushWord(lexing, start, end);
  const known = name.toLowerCase();
  if (known === 'date' || known === 'before' || known === 'after') return lexDate(lexing, start, end);
  if (known === 'title' || known === 'body') {
    lexing.lexemes.push({ kind: 'field', field: known, start, end: valueStart });
    return valueStart === end ? end : lexOperand(lexing, valueStart, end);
  }
  const field = findField(lexing.fields, known);
  if (field !== undefined) return lexAttribute(lexing, field, start, valueStart, end);
  const message = `“${name}” is no field or attribute here, so “${run}” was read as ordinary words.`;
  return pushWord(lexing, start, end, { code: 'unknown-field', message, start, end });
}

/** Names are the same in capitals and small letters; where two differ in that alone, the first is meant. */
function findField(fields: FieldNames, known: string): string | undefined {
  if (fields.has(known) || (DERIVED_FIELDS as readonly string[]).includes(known)) return known;
  for (const field of fields.keys()) if (field.toLowerCase() === known) return field;
  return undefined;
}

function pushWord(lexing: Lexing, start: number, end: number, warning?: QueryWarning): number {
  lexing.lexemes.push({ kind: 'word', start, end });
  if (warning !== undefined) lexing.warnings.push(warning);
  return end;
}

function lexDate(lexing: Lexing, start: number, end: number): number {
  const boost = readBoost(lexing.text, start, end);
  const dateEnd = typeof boost === 'object' ? boost.start : end;
  const run = lexing.text.slice(start, dateEnd);
  const date = readDateClause(run);
  if (date !== undefined && date !== 'invalid') {
    lexing.lexemes.push({ kind: 'date', start, end: dateEnd, ...date });
    if (typeof boost === 'object') lexing.lexemes.push(boost);
    return end;
  }
  const message = `“${run}” holds no valid date (2021, 2021-12 or 2021-12-29) and was read as ordinary words.`;
  return pushWord(lexing, start, end, { code: 'bad-date', message, start, end });
}

function lexAttribute(lexing: Lexing, field: string, start: number, valueStart: number, end: number): number {
  const { text, lexemes } = lexing;
  if (valueStart === end) return lexQuotedAttribute(lexing, field, start, end);
  const boost = readBoost(text, valueStart, end);
  const valueEnd = typeof boost === 'object' ? boost.start : end;
  lexemes.push({ kind: 'attribute', field, value: text.slice(valueStart, valueEnd), start, end: valueEnd });
  if (typeof boost === 'object') lexemes.push(boost);
  return end;
}

/** `at` is behind the colon. */
function lexQuotedAttribute(lexing: Lexing, field: string, start: number, at: number): number {
  const { text, lexemes } = lexing;
  if (text[at] === '(') {
    const message = `“${text.slice(start, at)}” was read as a word, because it takes one value and no brackets.`;
    return pushWord(lexing, start, at, { code: 'stray-operator', message, start, end: at });
  }
  const close = findClose(lexing, at);
  const end = Math.min(text.length, close + 1);
  lexemes.push({ kind: 'attribute', field, value: text.slice(at + 1, close), start, end });
  return lexSuffix(lexing, end);
}

/** From an opening quote; returns where to go on. */
export function lexPhrase(lexing: Lexing, open: number, exact: boolean): number {
  const { text, lexemes } = lexing;
  const start = open + 1;
  const end = findClose(lexing, open);
  const closed = end < text.length;
  const suffix = closed ? readSuffix(text, end + 1, true) : { slop: 0, boost: undefined, end };
  lexemes.push({ kind: 'phrase', start, end, closed, slop: suffix?.slop ?? 0, exact });
  if (suffix === undefined) return pushBadSuffix(lexing, end + 1);
  if (suffix.boost !== undefined) lexemes.push(suffix.boost);
  return suffix.end;
}

/** Where the closing quote stands, or the end of the text, with a warning. */
function findClose(lexing: Lexing, open: number): number {
  const { text, warnings } = lexing;
  const close = findQuote(text, open + 1);
  if (close !== undefined) return close;
  const message = 'A quote is not closed; everything after it was read as one phrase.';
  warnings.push({ code: 'unclosed-quote', message, start: open, end: text.length });
  return text.length;
}

/** A boost that touches a closing bracket, or the closing quote of an attribute. */
export function lexSuffix(lexing: Lexing, at: number): number {
  const suffix = readSuffix(lexing.text, at, false);
  if (suffix === undefined) return pushBadSuffix(lexing, at);
  if (suffix.boost !== undefined) lexing.lexemes.push(suffix.boost);
  return suffix.end;
}

/** The boost at the end of a run: undefined where there is none, `invalid` where its number is out of range. */
function readBoost(text: string, start: number, end: number): BoostLexeme | 'invalid' | undefined {
  const run = text.slice(start, end);
  const sign = run.indexOf('^');
  if (sign === -1 || !/[\p{L}\p{N}]/u.test(run.slice(0, sign))) return undefined;
  const digits = /^(\d{1,9}(?:\.\d{1,9})?)[.,;:!?]*$/.exec(run.slice(sign + 1))?.[1];
  if (digits === undefined) return undefined;
  const factor = readFactor(digits);
  return factor === undefined ? 'invalid' : { kind: 'boost', factor, start: start + sign, end };
}

/** One operand without a name. */
function lexOperand(lexing: Lexing, start: number, end: number): number {
  const { text, lexemes } = lexing;
  const boost = readBoost(text, start, end);
  if (boost === 'invalid') {
    warnBadNumber(lexing, start, end, describeRange());
    return pushWord(lexing, start, end);
  }
  const word = text.slice(start, boost?.start ?? end);
  if (word === '=' && boost === undefined && isQuote(text[end] ?? '')) return lexPhrase(lexing, end, true);
  if (/^=[\p{L}\p{N}]/u.test(word)) lexemes.push({ kind: 'exact', start, end: start + word.length });
  else if (!word.includes('~') || !lexFuzzy(lexing, word, start)) lexPattern(lexing, word, start);
  if (boost !== undefined) lexemes.push(boost);
  return end;
}

/** Full stops and the like behind an operator belong to the sentence. */
const FUZZY = /^([^~*?=]*[\p{L}\p{N}\p{M}]\.?)~(\d{0,9}(?:\.\d+)?)[.,;:!?]*$/u;

function lexFuzzy(lexing: Lexing, word: string, start: number): boolean {
  const [, before, digits = ''] = FUZZY.exec(word) ?? [];
  if (before === undefined) return false;
  const end = start + word.length;
  const edits = digits === '' ? 1 : Number(digits);
  if (edits === 1 || edits === 2)
    lexing.lexemes.push({ kind: 'fuzzy', edits, start, end, wordEnd: start + before.length });
  else {
    warnBadNumber(lexing, start, end, 'a word is searched with one slip (~) or with two (~2)');
    pushWord(lexing, start, end);
  }
  return true;
}

/** Longer words are cut when they are indexed, so no longer pattern could match. */
const LONGEST_PATTERN = 4 * 64;

function lexPattern(lexing: Lexing, word: string, start: number): void {
  const core = withoutPunctuation(word);
  const kind = core.length > LONGEST_PATTERN ? 'word' : patternKind(core);
  lexing.lexemes.push({ kind, start, end: start + (kind === 'word' ? word : core).length });
}

function withoutPunctuation(word: string): string {
  let end = word.length;
  while (end > 0 && '.,;:!?'.includes(word.charAt(end - 1))) end -= 1;
  return word.slice(0, end);
}

/**
 * A question mark is a wildcard only when a letter follows, and a star only after at least two letters; where one of
 * them is not, it is punctuation, and the run is no single word.
 */
function patternKind(core: string): 'word' | 'prefix' | 'wildcard' {
  if (/^[^*?]+\*$/.test(core)) return 'prefix';
  if (!/[?*]/.test(core) || !/^[\p{L}\p{N}\p{M}?*'’ʼ＇.,-]+$/u.test(core)) return 'word';
  if (!/\p{L}/u.test(core) || /\?(?![?*]*\p{L})/u.test(core)) return 'word';
  const star = core.indexOf('*');
  const lettersBefore = star === -1 ? 2 : (core.slice(0, star).match(/[\p{L}\p{N}]/gu) ?? []).length;
  return lettersBefore >= 2 ? 'wildcard' : 'word';
}
