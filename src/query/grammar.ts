/**
 * Turns repaired lexemes into a syntax tree by precedence. What stands side by side binds loosest, then OR, then AND,
 * then the signs: `a b OR c AND -d` is `a (b OR (c AND (-d)))`.
 */
import type { DateLexeme, Lexeme, PhraseLexeme, PrefixLexeme, WordLexeme } from './lexer.js';

export interface Clause {
  readonly sign: 'plain' | 'required' | 'excluded';
  readonly node: SyntaxNode;
}

export interface ClauseList {
  readonly kind: 'adjacent' | 'and' | 'or';
  readonly clauses: readonly Clause[];
}

export type SyntaxNode = WordLexeme | PrefixLexeme | PhraseLexeme | DateLexeme | ClauseList;

export function parseLexemes(lexemes: readonly Lexeme[]): ClauseList {
  return parseAdjacent({ lexemes, at: 0 });
}

/** The loosest first; an operator between two words (NEAR, say) is added here, at its place. */
const BINARY_OPERATORS = ['or', 'and'] as const;

interface Cursor {
  readonly lexemes: readonly Lexeme[];
  at: number;
}

function parseAdjacent(cursor: Cursor): ClauseList {
  const clauses: Clause[] = [];
  for (let next = peek(cursor); next !== undefined && next !== 'close'; next = peek(cursor)) {
    clauses.push(parseBinary(cursor, 0));
  }
  cursor.at += 1;
  return { kind: 'adjacent', clauses };
}

function parseBinary(cursor: Cursor, level: number): Clause {
  const kind = BINARY_OPERATORS[level];
  if (kind === undefined) return parseSigned(cursor);
  const first = parseBinary(cursor, level + 1);
  const clauses = [first];
  while (peek(cursor) === kind) {
    cursor.at += 1;
    clauses.push(parseBinary(cursor, level + 1));
  }
  return clauses.length === 1 ? first : { sign: 'plain', node: { kind, clauses } };
}

/** A loop, so that thousands of NOTs need no stack; two of them cancel each other. */
function parseSigned(cursor: Cursor): Clause {
  let excluded = false;
  let required = false;
  for (;;) {
    const next = peek(cursor);
    if (next === 'not' || next === 'minus') excluded = !excluded;
    else if (next === 'plus') required = true;
    else break;
    cursor.at += 1;
  }
  return { sign: excluded ? 'excluded' : required ? 'required' : 'plain', node: parseOperand(cursor) };
}

function parseOperand(cursor: Cursor): SyntaxNode {
  const lexeme = cursor.lexemes[cursor.at];
  cursor.at += 1;
  switch (lexeme?.kind) {
    case 'word':
    case 'prefix':
    case 'phrase':
    case 'date':
      return lexeme;
    case 'open':
      return parseAdjacent(cursor);
    default:
      // Repaired lexemes never lead here; were it otherwise, the operator would be skipped and the query still read.
      return { kind: 'adjacent', clauses: [] };
  }
}

function peek(cursor: Cursor): Lexeme['kind'] | undefined {
  return cursor.lexemes[cursor.at]?.kind;
}
