/**
 * Reads what a person typed. Every string is a query: what does not fit is read as text and named in a warning, and
 * nothing is ever thrown.
 */
import { parseLexemes } from './grammar.js';
import { type Lexed, lex, lexPlain } from './lexer.js';
import type { Query, QueryWarning } from './query.js';
import { printQuery } from './read-as.js';
import { repair } from './repair.js';
import { type ResolveOptions, resolve } from './resolve.js';

export interface ParseOptions extends ResolveOptions {
  /** `none` reads every character as text. */
  readonly syntax: 'full' | 'none';
  /** Levels of brackets; what is deeper is read as if the inner brackets were not there. */
  readonly maxDepth: number;
}

/** A cap that the query ran into, and what was left out because of it. */
export interface LimitHit {
  readonly limit: 'maxQueryTerms' | 'maxQueryDepth';
  readonly maximum: number;
  readonly message: string;
}

export interface ParsedQuery {
  readonly query: Query;
  /** Stop words that were left out, as typed, lower-cased, each once. */
  readonly ignored: readonly string[];
  /** In the order of the text. */
  readonly warnings: readonly QueryWarning[];
  readonly limitsHit: readonly LimitHit[];
}

export function parseQuery(text: string, options: ParseOptions): ParsedQuery {
  const lexed = options.syntax === 'none' ? lexPlain(text) : lex(text);
  // A query may need more brackets printed than typed (`a OR b AND c`). It is read with fewer levels until its
  // canonical text keeps within the limit too, or that text, sent again, would be another query.
  for (let depth = options.maxDepth; ; ) {
    const parsed = parseWithin(lexed, text, depth, options);
    const excess = countLevels(printQuery(parsed.query)) - options.maxDepth;
    if (excess <= 0 || depth <= 0) return parsed;
    depth -= Math.ceil(excess / PRINTED_LEVELS);
  }
}

/** One level as typed is at most three as printed: AND within OR within words that must all match. */
const PRINTED_LEVELS = 3;

function parseWithin(lexed: Lexed, text: string, depth: number, options: ParseOptions): ParsedQuery {
  const repaired = repair(lexed.lexemes, depth);
  const resolved = resolve(parseLexemes(repaired.lexemes), text, options);
  const warnings = [...lexed.warnings, ...repaired.warnings, ...resolved.warnings];
  const limitsHit: LimitHit[] = [];
  if (resolved.leftOut > 0) {
    const message = `The query has more than ${options.maxTerms} different words; what came after them was left out.`;
    limitsHit.push({ limit: 'maxQueryTerms', maximum: options.maxTerms, message });
  }
  if (repaired.tooDeep) {
    const message = `The query has more than ${options.maxDepth} levels of brackets; the inner ones were ignored.`;
    limitsHit.push({ limit: 'maxQueryDepth', maximum: options.maxDepth, message });
  }
  return { query: resolved.query, ignored: resolved.ignored, warnings: inTextOrder(warnings), limitsHit };
}

function inTextOrder(warnings: readonly QueryWarning[]): QueryWarning[] {
  return warnings.toSorted((a, b) => a.start - b.start || a.end - b.end);
}

function countLevels(printed: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of printed) {
    if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
