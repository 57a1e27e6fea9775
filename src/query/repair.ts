/**
 * Makes lexemes fit the grammar: afterwards brackets balance, no bracket is deeper than allowed, and each operator has
 * its operands. The parser therefore cannot fail, and its recursion is as deep as the brackets are allowed to be.
 */
import type { Lexeme } from './lexer.js';
import type { QueryWarning } from './query.js';

export interface Repaired {
  readonly lexemes: readonly Lexeme[];
  readonly warnings: readonly QueryWarning[];
  /** Brackets were left out because they were too deep. */
  readonly tooDeep: boolean;
}

export function repair(lexemes: readonly Lexeme[], maxDepth: number): Repaired {
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
  for (const lexeme of lexemes) {
    if (lexeme.kind === 'open') {
      open.push(lexeme);
      if (open.length > maxDepth) deep.push(lexeme);
      else kept.push(lexeme);
    } else if (lexeme.kind === 'close') {
      if (open.length === 0) stray.push(lexeme);
      else if (open.length <= maxDepth) kept.push(lexeme);
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
  return { lexemes: kept, warnings, tooDeep: deep.length > 0 };
}

/** A sign can lose what it stood before when a bracket is left out. */
function dropIdleSigns(lexemes: readonly Lexeme[]): Lexeme[] {
  return lexemes.filter((lexeme, index) => {
    if (lexeme.kind !== 'minus' && lexeme.kind !== 'plus') return true;
    const next = lexemes[index + 1]?.kind;
    return next === 'open' || isOperand(next);
  });
}

/** An operator word without operands is searched as a word: `fish OR`, `AND fish`. */
function readStrayOperators(lexemes: readonly Lexeme[]): Pick<Repaired, 'lexemes' | 'warnings'> {
  const read: Lexeme[] = [];
  const warnings: QueryWarning[] = [];
  for (const [index, lexeme] of lexemes.entries()) {
    const fits =
      lexeme.kind === 'not'
        ? beginsOperand(lexemes[index + 1]?.kind)
        : (lexeme.kind !== 'and' && lexeme.kind !== 'or') ||
          (endsOperand(read.at(-1)?.kind) && beginsOperand(lexemes[index + 1]?.kind));
    if (fits) {
      read.push(lexeme);
      continue;
    }
    const word = lexeme.kind.toUpperCase();
    const message = `${word} has nothing to ${lexeme.kind === 'not' ? 'exclude' : 'combine'} and was read as a word.`;
    read.push({ kind: 'word', start: lexeme.start, end: lexeme.end, strayOperator: true });
    warnings.push(...warn('stray-operator', [lexeme], message));
  }
  return { lexemes: read, warnings };
}

function isOperand(kind: Lexeme['kind'] | undefined): boolean {
  return kind === 'word' || kind === 'prefix' || kind === 'phrase' || kind === 'date';
}

function beginsOperand(kind: Lexeme['kind'] | undefined): boolean {
  return isOperand(kind) || kind === 'open' || kind === 'minus' || kind === 'plus' || kind === 'not';
}

function endsOperand(kind: Lexeme['kind'] | undefined): boolean {
  return isOperand(kind) || kind === 'close';
}

function warn(code: QueryWarning['code'], lexemes: readonly Lexeme[], message: string): QueryWarning[] {
  const [first] = lexemes;
  return first === undefined ? [] : [{ code, message, start: first.start, end: first.end }];
}
