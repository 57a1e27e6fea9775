/**
 * Turns repaired lexemes into a syntax tree by precedence. What stands side by side binds loosest, then OR, then AND,
 * then the signs, then NEAR: `a b OR c AND -d NEAR/5 e` is `a (b OR (c AND (-(d NEAR/5 e))))`. A field name and a boost
 * belong to the one operand that they touch.
 */
import type { Field } from '../documents/document.js';
import { type BoostLexeme, isOperandLexeme, type Lexeme, type NearLexeme, type OperandLexeme } from './lexeme.js';

export interface Clause {
  readonly sign: 'plain' | 'required' | 'excluded';
  readonly node: SyntaxNode;
}

export interface ClauseList {
  readonly kind: 'adjacent' | 'and' | 'or';
  readonly clauses: readonly Clause[];
}

/** `joins[i]` stands between `operands[i]` and `operands[i + 1]`. */
export interface NearChain {
  readonly kind: 'near';
  readonly operands: readonly SyntaxNode[];
  readonly joins: readonly NearLexeme[];
}

export interface InField {
  readonly kind: 'in-field';
  readonly field: Field;
  readonly node: SyntaxNode;
}

export interface Boosted {
  readonly kind: 'boosted';
  readonly boost: BoostLexeme;
  readonly node: SyntaxNode;
}

export type SyntaxNode = OperandLexeme | ClauseList | NearChain | InField | Boosted;

export function parseLexemes(lexemes: readonly Lexeme[]): ClauseList {
  return parseAdjacent({ lexemes, at: 0 });
}

interface Cursor {
  readonly lexemes: readonly Lexeme[];
  at: number;
}

function parseAdjacent(cursor: Cursor): ClauseList {
  const clauses: Clause[] = [];
  for (let next = peek(cursor); next !== undefined && next !== 'close'; next = peek(cursor)) {
    clauses.push(parseOr(cursor));
  }
  cursor.at += 1;
  return { kind: 'adjacent', clauses };
}

function parseOr(cursor: Cursor): Clause {
  return parseList(cursor, 'or', parseAnd);
}

function parseAnd(cursor: Cursor): Clause {
  return parseList(cursor, 'and', parseSigned);
}

function parseList(cursor: Cursor, kind: 'or' | 'and', parsePart: (cursor: Cursor) => Clause): Clause {
  const first = parsePart(cursor);
  if (peek(cursor) !== kind) return first;
  const clauses = [first];
  while (peek(cursor) === kind) {
    cursor.at += 1;
    clauses.push(parsePart(cursor));
  }
  return { sign: 'plain', node: { kind, clauses } };
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
  return { sign: excluded ? 'excluded' : required ? 'required' : 'plain', node: parseNear(cursor) };
}

function parseNear(cursor: Cursor): SyntaxNode {
  const first = parseOperand(cursor);
  if (peek(cursor) !== 'near') return first;
  const operands = [first];
  const joins: NearLexeme[] = [];
  for (let join = cursor.lexemes[cursor.at]; join?.kind === 'near'; join = cursor.lexemes[cursor.at]) {
    cursor.at += 1;
    joins.push(join);
    operands.push(parseOperand(cursor));
  }
  return { kind: 'near', operands, joins };
}

function parseOperand(cursor: Cursor): SyntaxNode {
  let field: Field | undefined;
  for (let name = cursor.lexemes[cursor.at]; name?.kind === 'field'; name = cursor.lexemes[cursor.at]) {
    cursor.at += 1;
    field = name.field;
  }
  let node = parseBare(cursor);
  const boost = cursor.lexemes[cursor.at];
  if (boost?.kind === 'boost') {
    cursor.at += 1;
    node = { kind: 'boosted', boost, node };
  }
  return field === undefined ? node : { kind: 'in-field', field, node };
}

function parseBare(cursor: Cursor): SyntaxNode {
  const lexeme = cursor.lexemes[cursor.at];
  cursor.at += 1;
  if (isOperandLexeme(lexeme)) return lexeme;
  if (lexeme?.kind === 'open') return parseAdjacent(cursor);
  // Repaired lexemes never lead here; were it otherwise, the operator would be skipped and the query still read.
  return { kind: 'adjacent', clauses: [] };
}

function peek(cursor: Cursor): Lexeme['kind'] | undefined {
  return cursor.lexemes[cursor.at]?.kind;
}
