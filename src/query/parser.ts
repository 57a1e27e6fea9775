/**
 * Reads what a person typed. Every string is a query: what does not fit is read as text and named in a warning, and
 * nothing is ever thrown.
 */
import { parseLexemes } from './grammar.js';
import type { FieldNames, Lexed } from './lexeme.js';
import { lex, lexPlain } from './lexer.js';
import type { LimitHit, Query, QueryWarning } from './query.js';
import { printQuery } from './read-as.js';
import type { ResolveOptions } from './reading.js';
import { type Repaired, repair } from './repair.js';
import { type Resolved, resolve } from './resolve.js';

export interface ParseOptions extends ResolveOptions {
  /** `none` reads every character as text. */
  readonly syntax: 'full' | 'none';
  /** Levels of brackets; what is deeper is read as if the inner brackets were not there. */
  readonly maxDepth: number;
  /** Names of the attributes of the index, for clauses such as `topics:crude`. */
  readonly fields?: FieldNames;
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
  const lexed = options.syntax === 'none' ? lexPlain(text) : lex(text, options.fields);
  // A query may need more brackets printed than typed (`a OR b AND c`). It is read with fewer levels until its
  // canonical text keeps within the limit too, or that text, sent again, would be another query.
  for (let depth = options.maxDepth; ; ) {
    const repaired = repair(lexed.lexemes, depth);
    const resolved = resolve(parseLexemes(repaired.lexemes), text, options);
    const couldExceed = PRINTED_LEVELS * (repaired.levels + 1) > options.maxDepth;
    const excess = couldExceed ? countLevels(printQuery(resolved.query)) - options.maxDepth : 0;
    if (excess <= 0 || depth <= 0) return tell(lexed, repaired, resolved, options);
    depth = Math.max(0, Math.min(depth, repaired.levels) - Math.ceil(excess / PRINTED_LEVELS));
  }
}

/**
 * One level as typed is at most four as printed: NEAR within AND within OR within words that must all match. A last
 * word that may grow adds one more, and is within the level that the outermost list does without.
 */
const PRINTED_LEVELS = 4;

function tell(lexed: Lexed, repaired: Repaired, resolved: Resolved, options: ParseOptions): ParsedQuery {
  const { query, ignored } = resolved;
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
  return { query, ignored, warnings: warnings.sort((a, b) => a.start - b.start || a.end - b.end), limitsHit };
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
