/**
 * Prints a query in its own language, as it was understood. The text, parsed again, gives the same query, so words are
 * printed as typed and never as stems, which could be stemmed once more.
 */
import {
  type BooleanQuery,
  isSelection,
  type Leaf,
  type NearAlternatives,
  type NearJoin,
  type NearOperand,
  type NearQuery,
  type Query,
  type TermQuery,
} from './query.js';

export function printQuery(query: Query): string {
  const quoteStopWords = !keepsStopWords(query);
  const printed = printTop(query, { operatorWords: true, smallNear: false, quoteStopWords });
  // A text without lower-case letters, such as `10 OR 20`, has no operator words. NEAR in small letters brings some,
  // and where there is no NEAR, signs can say the same.
  if (/\p{Ll}/u.test(printed)) return printed;
  const small = printTop(query, { operatorWords: true, smallNear: true, quoteStopWords });
  if (/\p{Ll}/u.test(small)) return small;
  return printTop(query, { operatorWords: false, smallNear: true, quoteStopWords });
}

interface Style {
  readonly operatorWords: boolean;
  readonly smallNear: boolean;
  /** A stop word under no operator would be left out when it is read again, unless it stands in quotes. */
  readonly quoteStopWords: boolean;
}

/** True where nothing but plain stop words can score: then the parser keeps them by its own rule. */
function keepsStopWords(query: Query): boolean {
  if (query.kind !== 'boolean') return query.kind === 'term';
  return query.must.every(isSelection) && query.should.every(isPlainStopWord);
}

/** A field or a boost is an operator, and under an operator a stop word is always kept. */
function isPlainStopWord(query: Query): boolean {
  if (query.kind !== 'term' || !query.stopWord || isAsTyped(query)) return false;
  return query.field === undefined && query.boost === undefined;
}

function printTop(query: Query, style: Style): string {
  if (query.kind === 'boolean') return printBoolean(query, true, style);
  if (query.kind === 'near' && query.boost === undefined) return printNear(query, style);
  return printLeaf(query, true, style);
}

/** `plain` is what the parser means by it: under no operator, brackets being none. */
function printBoolean(query: BooleanQuery, plain: boolean, style: Style): string {
  const { must, should, mustNot } = query;
  if (must.length === 0 && mustNot.length === 0) return printAlternatives(should, plain, style);
  if (should.length === 0 && must.length > 0 && style.operatorWords && !must.some(isAsTyped)) {
    return [
      ...must.map((clause) => printOperand(clause, false, style)),
      ...mustNot.map((clause) => `NOT ${printOperand(clause, false, style)}`),
    ].join(' AND ');
  }
  return [
    ...(should.some(isSelection) ? [`(${joinWithOr(should, style)})`] : printPlain(should, plain, style)),
    ...must.map((clause) => printRequired(clause, style)),
    ...mustNot.map((clause) => `-${printOperand(clause, false, style)}`),
  ].join(' ');
}

/** The sign alone says that a word is meant as it stands; a selection is required without one. */
function printRequired(clause: Query, style: Style): string {
  if (isAsTyped(clause)) return `+${clause.text}${printBoost(clause)}`;
  const isSelecting = clause.kind === 'date' || clause.kind === 'attribute';
  return (isSelecting ? '' : '+') + printOperand(clause, false, style);
}

/** In a field clause every word is meant as it stands. */
function isAsTyped(query: Query): query is TermQuery & { readonly asTyped: true } {
  return query.kind === 'term' && query.asTyped === true && query.field === undefined;
}

/** Words side by side are the usual query; within brackets, and between groups, OR says how they were understood. */
function printAlternatives(clauses: readonly Query[], plain: boolean, style: Style): string {
  const simple = plain && clauses.every((clause) => clause.kind !== 'boolean' && !isSelection(clause));
  return simple || !style.operatorWords ? printPlain(clauses, plain, style).join(' ') : joinWithOr(clauses, style);
}

function joinWithOr(clauses: readonly Query[], style: Style): string {
  return clauses.map((clause) => printOperand(clause, false, style)).join(' OR ');
}

/** A word and the prefix that it may grow into stand in one bracket, for they were typed as one word. */
function printPlain(clauses: readonly Query[], plain: boolean, style: Style): string[] {
  const parts: string[] = [];
  for (let index = 0; index < clauses.length; index += 1) {
    const [clause, next] = [clauses[index]!, clauses[index + 1]];
    if (style.operatorWords && next !== undefined && growsInto(clause, next)) {
      parts.push(`(${joinWithOr([clause, next], style)})`);
      index += 1;
    } else parts.push(printOperand(clause, plain, style));
  }
  return parts;
}

function growsInto(clause: Query, next: Query): boolean {
  return clause.kind === 'term' && next.kind === 'prefix' && next.prefix === clause.form && next.field === clause.field;
}

function printOperand(query: Query, plain: boolean, style: Style): string {
  return query.kind === 'boolean' ? `(${printBoolean(query, plain, style)})` : printLeaf(query, plain, style);
}

function printLeaf(leaf: Leaf, plain: boolean, style: Style): string {
  switch (leaf.kind) {
    case 'near':
      return `(${printNear(leaf, style)})${printBoost(leaf)}`;
    case 'date':
    case 'attribute':
      return leaf.text.toLowerCase();
    case 'phrase': {
      const slop = leaf.slop === undefined ? '' : `~${leaf.slop}`;
      return `${printField(leaf)}${leaf.exact ? '=' : ''}"${leaf.text}"${slop}${printBoost(leaf)}`;
    }
    default: {
      const { text } = leaf;
      const quoted = isAsTyped(leaf) || (plain && style.quoteStopWords && isPlainStopWord(leaf));
      return `${printField(leaf)}${quoted ? `"${text}"` : text}${printBoost(leaf)}`;
    }
  }
}

function printField({ field }: { readonly field?: string }): string {
  return field === undefined ? '' : `${field}:`;
}

function printBoost({ boost }: { readonly boost?: number }): string {
  return boost === undefined ? '' : `^${boost}`;
}

function printNear({ operands, joins }: NearQuery, style: Style): string {
  const parts = operands.map((operand, index) => {
    const printed = printNearOperand(operand, style);
    return index === 0 ? printed : `${printJoin(joins[index - 1]!, style)} ${printed}`;
  });
  return parts.join(' ');
}

function printJoin({ distance, ordered }: NearJoin, { smallNear }: Style): string {
  const word = ordered ? 'PRE' : 'NEAR';
  return `${smallNear ? word.toLowerCase() : word}/${distance}`;
}

function printNearOperand(operand: NearOperand, style: Style): string {
  return operand.kind === 'alternatives' ? printNearAlternatives(operand, style) : printLeaf(operand, false, style);
}

function printNearAlternatives({ operands }: NearAlternatives, style: Style): string {
  return `(${operands.map((operand) => printNearOperand(operand, style)).join(' OR ')})`;
}
