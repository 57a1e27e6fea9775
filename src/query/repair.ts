/**
 * Makes lexemes fit the grammar: afterwards brackets balance, no bracket is deeper than allowed, and each operator has
 * its operands. The parser therefore cannot fail, and its recursion is as deep as the brackets are allowed to be.
 */
import { isOperand, type Lexeme, type NearLexeme } from './lexeme.js';
import type { QueryWarning } from './query.js';

export interface Repaired {
  readonly lexemes: readonly Lexeme[];
  readonly warnings: readonly QueryWarning[];
  /** Levels of brackets that are left. */
  readonly levels: number;
  /** Brackets were left out because they were too deep. */
  readonly tooDeep: boolean;
}

export function repair(lexemes: readonly Lexeme[], maxDepth: number): Repaired {
  // Most queries are words only, and words always fit.
  if (lexemes.every(({ kind }) => isOperand(kind))) return { lexemes, warnings: [], levels: 0, tooDeep: false };
  const balanced = balanceBrackets(lexemes, maxDepth);
  const stray = readStrayOperators(dropIdleSigns(balanced.lexemes));
  return { ...balanced, lexemes: stray.lexemes, warnings: [...balanced.warnings, ...stray.warnings] };
}

/** One warning for each kind of fault, however many brackets have it: a query may be thousands of brackets. */
function balanceBrackets(lexemes: readonly Lexeme[], maxDepth: number): Repaired {
  const kept: Lexeme[] = [];
  const open: Lexeme[] = [];
  const stray: Lexeme[] = [];
  const deep: Lexeme[] = [];
  let levels = 0;
  let isDropped = false;
  for (const lexeme of lexemes) {
    // A boost goes with the bracket that it touches.
    if (lexeme.kind === 'boost' && isDropped) continue;
    isDropped = false;
    if (lexeme.kind === 'open') {
      open.push(lexeme);
      if (open.length > maxDepth) deep.push(lexeme);
      else kept.push(lexeme);
      levels = Math.max(levels, Math.min(open.length, maxDepth));
    } else if (lexeme.kind === 'close') {
      if (open.length === 0) stray.push(lexeme);
      isDropped = open.length === 0 || open.length > maxDepth;
      if (!isDropped) kept.push(lexeme);
      open.pop();
    } else kept.push(lexeme);
  }
  const end = lexemes.at(-1)?.end ?? 0;
  for (let depth = Math.min(open.length, maxDepth); depth > 0; depth -= 1)
    kept.push({ kind: 'close', start: end, end });
  const warnings = [
    ...warn('stray-bracket', stray, 'A closing bracket has no opening one and was ignored.'),
    ...warn('unclosed-bracket', open, 'A bracket is not closed; it was read as if closed at the end.'),
    ...warn('too-deep', deep, `Brackets deeper than ${maxDepth} levels were ignored.`),
  ];
  return { lexemes: kept, warnings, levels, tooDeep: deep.length > 0 };
}

/** A sign or a field name can lose what it stood before when a bracket is left out. */
function dropIdleSigns(lexemes: readonly Lexeme[]): Lexeme[] {
  const kept: Lexeme[] = [];
  // From the end, so that a sign before a name that is dropped is dropped too.
  let next: Lexeme['kind'] | undefined;
  for (const lexeme of lexemes.toReversed()) {
    const isPrefix = lexeme.kind === 'minus' || lexeme.kind === 'plus' || lexeme.kind === 'field';
    if (isPrefix && !isBracketOrOperand(next)) continue;
    kept.push(lexeme);
    next = lexeme.kind;
  }
  return kept.reverse();
}

/** An operator word without operands is searched as a word: `fish OR`, `AND fish`, `NEAR/5 fish`. */
function readStrayOperators(lexemes: readonly Lexeme[]): Pick<Repaired, 'lexemes' | 'warnings'> {
  const read: Lexeme[] = [];
  const warnings: QueryWarning[] = [];
  for (const [index, lexeme] of lexemes.entries()) {
    if (fits(lexeme, read.at(-1)?.kind, lexemes[index + 1]?.kind)) {
      read.push(lexeme);
      continue;
    }
    const word = lexeme.kind === 'near' ? printNear(lexeme) : lexeme.kind.toUpperCase();
    const message = `${word} has nothing to ${lexeme.kind === 'not' ? 'exclude' : 'combine'} and was read as a word.`;
    read.push({ kind: 'word', start: lexeme.start, end: lexeme.end, strayOperator: true });
    warnings.push(...warn('stray-operator', [lexeme], message));
  }
  return { lexemes: read, warnings };
}

function fits({ kind }: Lexeme, previous: Lexeme['kind'] | undefined, next: Lexeme['kind'] | undefined): boolean {
  switch (kind) {
    case 'not':
      return beginsClause(next);
    case 'and':
    case 'or':
      return endsOperand(previous) && beginsClause(next);
    case 'near':
      return endsOperand(previous) && isBracketOrOperand(next);
    default:
      return true;
  }
}

function printNear({ ordered, distance }: NearLexeme): string {
  return `${ordered ? 'PRE' : 'NEAR'}/${distance}`;
}

function isBracketOrOperand(kind: Lexeme['kind'] | undefined): boolean {
  return kind === 'open' || kind === 'field' || isOperand(kind);
}

function beginsClause(kind: Lexeme['kind'] | undefined): boolean {
  return isBracketOrOperand(kind) || kind === 'minus' || kind === 'plus' || kind === 'not';
}

function endsOperand(kind: Lexeme['kind'] | undefined): boolean {
  return isOperand(kind) || kind === 'close' || kind === 'boost';
}

function warn(code: QueryWarning['code'], lexemes: readonly Lexeme[], message: string): QueryWarning[] {
  const [first] = lexemes;
  return first === undefined ? [] : [{ code, message, start: first.start, end: first.end }];
}
