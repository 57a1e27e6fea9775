/**
 * The numbers behind an operand: `~3` behind a phrase, `^2` behind anything. A number that is out of range is no
 * number of an operator: what holds it is text, with a warning.
 */
import type { BoostLexeme, Lexing } from './lexeme.js';
import { MAX_BOOST, MAX_DISTANCE } from './query.js';
import { QUOTES } from './quotes.js';

/** Four decimals: products of boosts stay numbers that can be printed and read again. */
const STEPS = 10_000;

/** The nearest boost that can be printed, from 0.0001 to MAX_BOOST. */
export function roundBoost(factor: number): number {
  return Math.min(MAX_BOOST, Math.max(1, Math.round(factor * STEPS)) / STEPS);
}

/** The factor that is typed, or undefined where it is 0 or more than MAX_BOOST. */
export function readFactor(digits: string): number | undefined {
  const factor = Number(digits);
  return factor > 0 && factor <= MAX_BOOST ? roundBoost(factor) : undefined;
}

export interface Suffix {
  readonly slop: number;
  readonly boost: BoostLexeme | undefined;
  /** Where to go on. */
  readonly end: number;
}

const SUFFIX = new RegExp(
  `(?:~(\\d{1,9}))?(?:\\^(\\d{1,9}(?:\\.\\d{1,9})?))?(?=[.,;:!?]*(?:[\\s()${QUOTES}]|$))`,
  'uy',
);

/** Reads what touches a closing quote or bracket. Undefined where that is out of range, and so text. */
export function readSuffix(text: string, at: number, isPhrase: boolean): Suffix | undefined {
  const nothing = { slop: 0, boost: undefined, end: at };
  const sign = text[at];
  if (sign !== '^' && (sign !== '~' || !isPhrase)) return nothing;
  SUFFIX.lastIndex = at;
  const match = SUFFIX.exec(text);
  if (match === null || match[0] === '') return nothing;
  const end = at + match[0].length;
  const slop = Number(match[1] ?? 0);
  if (match[2] === undefined) return slop > MAX_DISTANCE ? undefined : { slop, boost: undefined, end };
  const factor = readFactor(match[2]);
  if (factor === undefined || slop > MAX_DISTANCE) return undefined;
  return { slop, boost: { kind: 'boost', factor, start: end - match[2].length - 1, end }, end };
}

/** The suffix that `readSuffix` did not take becomes a word. Returns where to go on. */
export function pushBadSuffix(lexing: Lexing, at: number): number {
  SUFFIX.lastIndex = at;
  const end = at + (SUFFIX.exec(lexing.text)?.[0].length ?? 1);
  lexing.lexemes.push({ kind: 'word', start: at, end });
  warnBadNumber(lexing, at, end, describeRange());
  return end;
}

export function warnBadNumber(lexing: Lexing, start: number, end: number, range: string): void {
  const message = `“${lexing.text.slice(start, end)}” was read as ordinary words, because ${range}.`;
  lexing.warnings.push({ code: 'bad-number', message, start, end });
}

export function describeRange(): string {
  return `a boost is above 0 and at most ${MAX_BOOST}, and the distance in a phrase at most ${MAX_DISTANCE}`;
}
