/**
 * Cuts a query text into lexemes with offsets. No text is refused: a character that does not fit its operator (the
 * hyphen of `a-b`, the colon of `10:30`, the plus signs of `C++`) stays part of a word.
 */
import type { FieldNames, Lexed, Lexeme, Lexing } from './lexeme.js';
import { MAX_DISTANCE } from './query.js';
import { QUOTES } from './quotes.js';
import { lexPhrase, lexRun, lexSuffix } from './run.js';

const NO_FIELDS: FieldNames = new Set();

/** `fields` are the names of attributes that can be selected by, besides those that every index has. */
export function lex(text: string, fields: FieldNames = NO_FIELDS): Lexed {
  // In a headline without any lower-case letter, AND is a word.
  const lexing: Lexing = { text, fields, operatorWords: /\p{Ll}/u.test(text), lexemes: [], warnings: [] };
  for (let at = skipBlanks(text, 0); at < text.length; at = skipBlanks(text, at)) at = lexAt(lexing, at);
  return lexing;
}

/** Reads every character as text: what stands between blanks is a word. */
export function lexPlain(text: string): Lexed {
  const lexemes: Lexeme[] = [];
  for (const match of text.matchAll(/\S+/gu)) {
    lexemes.push({ kind: 'word', start: match.index, end: match.index + match[0].length });
  }
  return { lexemes, warnings: [] };
}

/** What a character is to the lexer; in an array because most of the time here goes into asking. */
const BLANK = 1;
const OPEN = 2;
const CLOSE = 3;
const QUOTE = 4;
const SIGN = 5;
/** Can make a run more than a word. */
const SPECIAL = 6;

const ASCII = Uint8Array.from({ length: 128 }, (_, code) => classify(String.fromCharCode(code)));

function classify(character: string): number {
  if (/\s/u.test(character)) return BLANK;
  if (character === '(') return OPEN;
  if (character === ')') return CLOSE;
  if (QUOTES.includes(character)) return QUOTE;
  if (character === '-' || character === '+') return SIGN;
  return '/~^=:?*'.includes(character) ? SPECIAL : 0;
}

function kindAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  return code < 128 ? ASCII[code]! : classify(text.charAt(at));
}

function skipBlanks(text: string, from: number): number {
  let at = from;
  while (at < text.length && kindAt(text, at) === BLANK) at += 1;
  return at;
}

/** Returns where to go on. */
function lexAt(lexing: Lexing, start: number): number {
  const { text, lexemes } = lexing;
  const kind = kindAt(text, start);
  if (kind === QUOTE) return lexPhrase(lexing, start, false);
  if (kind === OPEN) return push(lexing, 'open', start, start + 1);
  if (kind === CLOSE) return lexSuffix(lexing, push(lexing, 'close', start, start + 1));
  if (kind === SIGN && isSign(text, start))
    return push(lexing, text[start] === '-' ? 'minus' : 'plus', start, start + 1);
  let isSpecial = false;
  let end = start;
  for (; end < text.length; end += 1) {
    const next = kindAt(text, end);
    if (next === SPECIAL) isSpecial = true;
    else if (next !== 0 && next !== SIGN) break;
  }
  const previous = lexemes.at(-1);
  const isSigned = previous?.end === start && (previous.kind === 'minus' || previous.kind === 'plus');
  if (!isSigned && lexOperatorWord(lexing, start, end)) return end;
  if (isSpecial) return lexRun(lexing, start, end);
  return push(lexing, 'word', start, end);
}

function push(
  lexing: Lexing,
  kind: 'and' | 'or' | 'not' | 'minus' | 'plus' | 'open' | 'close' | 'word',
  start: number,
  end: number,
): number {
  lexing.lexemes.push({ kind, start, end });
  return end;
}

/** A sign begins a clause and touches what it is about: neither ` - ` nor `--` nor the hyphen of `a-b` is one. */
function isSign(text: string, at: number): boolean {
  const before = at === 0 ? BLANK : kindAt(text, at - 1);
  const after = at + 1 === text.length ? BLANK : kindAt(text, at + 1);
  return (before === BLANK || before === OPEN) && after !== BLANK && after !== CLOSE && after !== SIGN;
}

/** AND, OR, NOT, and NEAR and PRE with their distance; false where the run is none of them. */
function lexOperatorWord(lexing: Lexing, start: number, end: number): boolean {
  const { text, lexemes } = lexing;
  // Few words begin with these letters, so few are cut out to be compared.
  if (!lexing.operatorWords || !'AONPnp'.includes(text.charAt(start))) return false;
  const run = text.slice(start, end);
  switch (run) {
    case 'AND':
    case 'OR':
    case 'NOT':
      lexemes.push({ kind: run === 'AND' ? 'and' : run === 'OR' ? 'or' : 'not', start, end });
      return true;
    default:
      return lexNear(lexing, run, start, end);
  }
}

/** In small letters a distance alone makes the operator: no text has `near/5`, but many have `near`. */
function lexNear({ lexemes, warnings }: Lexing, run: string, start: number, end: number): boolean {
  const [, word = '', digits = ''] = /^(NEAR|PRE|near(?=\/\d)|pre(?=\/\d))(?:\/(\d{0,9}))?$/.exec(run) ?? [];
  if (word === '') return false;
  const distance = Number(digits);
  if (distance >= 1 && distance <= MAX_DISTANCE) {
    lexemes.push({ kind: 'near', distance, ordered: word.toUpperCase() === 'PRE', start, end });
    return true;
  }
  lexemes.push({ kind: 'word', start, end, strayOperator: true });
  if (digits === '') {
    const message = `${word} was read as a word, because it needs a number of words, as in ${word}/5.`;
    warnings.push({ code: 'stray-operator', message, start, end });
  } else {
    const message = `“${run}” was read as ordinary words, because the distance is a number from 1 to ${MAX_DISTANCE}.`;
    warnings.push({ code: 'bad-number', message, start, end });
  }
  return true;
}
