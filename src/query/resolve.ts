/**
 * Turns a syntax tree into a query: lists into requirements, alternatives and exclusions, chains into NEAR, fields and
 * boosts onto the leaves they are about. Whether a stop word counts depends on the whole query: if nothing else could
 * score, all of them are kept, so that `to be or not to be` has results.
 */
import { roundBoost } from './boost.js';
import { combine } from './combine.js';
import type { Boosted, Clause, ClauseList, InField, NearChain, SyntaxNode } from './grammar.js';
import { addOperand } from './leaves.js';
import {
  canScore,
  EVERYTHING,
  isSelection,
  type NearJoin,
  type NearOperand,
  type Query,
  type QueryWarning,
} from './query.js';
import type { Context, Reading, ResolveOptions } from './reading.js';

export interface Resolved {
  readonly query: Query;
  readonly ignored: readonly string[];
  readonly warnings: readonly QueryWarning[];
  /** Words and phrases left out or cut because of `maxTerms`. */
  readonly leftOut: number;
}

export function resolve(tree: ClauseList, text: string, options: ResolveOptions): Resolved {
  const resolved = resolveOnce(tree, text, options, false);
  if (resolved.ignored.length === 0 || canScore(resolved.query)) return resolved;
  return resolveOnce(tree, text, options, true);
}

const PLAIN: Context = { place: 'plain', field: undefined, boost: 1, inNear: false };
const OPERAND: Context = { ...PLAIN, place: 'operand' };
const EXCLUDED: Context = { ...PLAIN, place: 'excluded' };

function resolveOnce(tree: ClauseList, text: string, options: ResolveOptions, keepStopWords: boolean): Resolved {
  const reading: Reading = {
    text,
    options,
    keepStopWords,
    ignored: new Set(),
    terms: new Set(),
    warnings: [],
    leftOut: 0,
  };
  const query = resolveList(tree, PLAIN, reading) ?? EVERYTHING;
  return { query, ignored: [...reading.ignored], warnings: reading.warnings, leftOut: reading.leftOut };
}

/** Adds what a node stands for, mostly one query, to `found`. */
function addNode(node: SyntaxNode, context: Context, reading: Reading, found: Query[]): void {
  switch (node.kind) {
    case 'adjacent':
    case 'and':
    case 'or':
      addUnlessEmpty(resolveList(node, context, reading), found);
      break;
    case 'near':
      addUnlessEmpty(resolveNear(node, context, reading), found);
      break;
    case 'in-field':
      addNode(node.node, { ...insideOf(node, context), field: node.field }, reading, found);
      break;
    case 'boosted':
      addBoosted(node, context, reading, found);
      break;
    default:
      addOperand(node, context, reading, found);
  }
}

function addUnlessEmpty(query: Query | undefined, found: Query[]): void {
  if (query !== undefined) found.push(query);
}

function resolveList(list: ClauseList, context: Context, reading: Reading): Query | undefined {
  const [must, should, mustNot]: [Query[], Query[], Query[]] = [[], [], []];
  const isOr = list.kind === 'or';
  const isRequired = list.kind === 'and' || (!isOr && reading.options.match === 'all');
  const found: Query[] = [];
  for (const { sign, node } of list.clauses) {
    found.length = 0;
    addNode(node, contextWithin(list.kind, sign, context), reading, found);
    for (const query of found) {
      if (sign === 'excluded') {
        if (isOr) should.push({ kind: 'boolean', must: [], should: [], mustNot: [query] });
        else mustNot.push(query);
      } else if (isOr) should.push(query);
      else if (sign === 'required') must.push(asTyped(query));
      else if (isRequired || isSelection(query)) must.push(query);
      else should.push(query);
    }
  }
  return combine({ must, should, mustNot });
}

/** A plus sign says that the word is meant as it stands. */
function asTyped(query: Query): Query {
  return query.kind === 'term' ? { ...query, asTyped: true } : query;
}

function contextWithin(kind: ClauseList['kind'], sign: Clause['sign'], context: Context): Context {
  if (sign === 'excluded') return atPlace('excluded', context);
  return kind === 'adjacent' && sign === 'plain' ? context : atPlace('operand', context);
}

/** What excludes goes on excluding, whatever stands within it, and never scores. */
function atPlace(place: 'operand' | 'excluded', context: Context): Context {
  if (context === PLAIN) return place === 'operand' ? OPERAND : EXCLUDED;
  if (context.place === place || context.place === 'excluded') return context;
  return place === 'excluded' ? { ...context, place, boost: 1 } : { ...context, place };
}

/** A field name and a boost are operators to a word, not to what stands in a bracket. */
function insideOf({ node }: InField | Boosted, context: Context): Context {
  const isBracket = node.kind === 'adjacent' || node.kind === 'and' || node.kind === 'or';
  return isBracket || node.kind === 'boosted' ? context : atPlace('operand', context);
}

/** Boosts within boosts multiply. Where nothing scores, or not by itself, there is nothing to weigh. */
function addBoosted(boosted: Boosted, context: Context, reading: Reading, found: Query[]): void {
  const { node, boost } = boosted;
  const before = found.length;
  const isIdle = context.place === 'excluded' || context.inNear;
  const factor = isIdle ? context.boost : roundBoost(context.boost * boost.factor);
  addNode(node, { ...insideOf(boosted, context), boost: factor }, reading, found);
  if (found.length === before || (!isIdle && found.slice(before).some(canScore))) return;
  const where = context.inNear ? 'within NEAR' : 'on what only selects or excludes';
  const message = `A boost ${where} has no effect and was ignored.`;
  reading.warnings.push({ code: 'boost-ignored', message, start: boost.start, end: boost.end });
}

/** Where an operand does not fit, the whole chain is read as AND. */
function resolveNear(chain: NearChain, context: Context, reading: Reading): Query | undefined {
  if (fitsNear(chain, reading)) return resolveChain(chain, context, reading);
  const message = 'NEAR was read as AND, because it needs words, phrases, or alternatives of these, on both sides.';
  const [start, end] = [chain.joins[0]!.start, chain.joins.at(-1)!.end];
  reading.warnings.push({ code: 'bad-near', message, start, end });
  const clauses = chain.operands.map((node): Clause => ({ sign: 'plain', node }));
  return resolveList({ kind: 'and', clauses }, context, reading);
}

/** True for what has positions in a text: not for what must match as well, nor for exclusions, dates and attributes. */
function fitsNear(node: SyntaxNode, reading: Reading): boolean {
  switch (node.kind) {
    case 'adjacent':
    case 'and':
    case 'or': {
      const isAny = node.kind === 'or' || (node.kind === 'adjacent' && reading.options.match === 'any');
      if (!isAny && node.clauses.length > 1) return false;
      return node.clauses.every((clause) => clause.sign === 'plain' && fitsNear(clause.node, reading));
    }
    case 'near':
      return node.operands.every((operand) => fitsNear(operand, reading));
    case 'in-field':
    case 'boosted':
      return fitsNear(node.node, reading);
    default:
      return node.kind !== 'date' && node.kind !== 'attribute';
  }
}

/** Operands that vanish, being punctuation, take the operator before them along. */
function resolveChain(chain: NearChain, context: Context, reading: Reading): Query | undefined {
  const queries: Query[] = [];
  const joins: NearJoin[] = [];
  const inside: Context = { ...atPlace('operand', context), inNear: true };
  for (const [index, node] of chain.operands.entries()) {
    const before = queries.length;
    addNode(node, inside, reading, queries);
    const join = chain.joins[index - 1];
    if (queries.length > before && before > 0 && join !== undefined)
      joins.push({ distance: join.distance, ordered: join.ordered });
  }
  const operands = toOperands(queries);
  const [first] = operands;
  if (first === undefined || operands.length === 1) return queries[0];
  // What stands left of NEAR is read first anyway, with brackets around it or without.
  const isChain = first.kind === 'near';
  const span = { start: spanOf(first).start, end: spanOf(operands.at(-1)!).end };
  return {
    kind: 'near',
    text: reading.text.slice(span.start, span.end),
    operands: isChain ? [...first.operands, ...operands.slice(1)] : operands,
    joins: isChain ? [...first.joins, ...joins] : joins,
    ...(context.boost === 1 ? {} : { boost: context.boost }),
    span,
  };
}

function toOperands(queries: readonly Query[]): NearOperand[] {
  return queries.map(toOperand).filter((operand) => operand !== undefined);
}

/** The boost of the brackets around NEAR is that of the whole, not of its operands. */
function toOperand(query: Query): NearOperand | undefined {
  switch (query.kind) {
    case 'boolean':
      return { kind: 'alternatives', operands: toOperands(query.should) };
    case 'date':
    case 'attribute':
      return undefined;
    default: {
      const { boost, ...operand } = query;
      return boost === undefined ? query : operand;
    }
  }
}

function spanOf(operand: NearOperand): { readonly start: number; readonly end: number } {
  if (operand.kind !== 'alternatives') return operand.span;
  return { start: spanOf(operand.operands[0]!).start, end: spanOf(operand.operands.at(-1)!).end };
}
