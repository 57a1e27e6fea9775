/**
 * Prints a query in its own language, as it was understood. The text, parsed again, gives the same query, so words are
 * printed as typed and never as stems, which could be stemmed once more.
 */
import { type BooleanQuery, isDateOnly, type Leaf, type Query, type TermQuery } from './query.js';

export function printQuery(query: Query): string {
  const quoteStopWords = !keepsStopWords(query);
  const printed = printTop(query, { operatorWords: true, quoteStopWords });
  // AND, OR and NOT are words in a text without lower-case letters, such as `10 OR 20`; signs can say the same.
  return /\p{Ll}/u.test(printed) ? printed : printTop(query, { operatorWords: false, quoteStopWords });
}

interface Style {
  readonly operatorWords: boolean;
  /** A stop word under no operator would be left out when it is read again, unless it stands in quotes. */
  readonly quoteStopWords: boolean;
}

/** True where nothing but plain stop words can score: then the parser keeps them by its own rule. */
function keepsStopWords(query: Query): boolean {
  if (query.kind !== 'boolean') return query.kind === 'term';
  return query.must.every(isDateOnly) && query.should.every(isPlainStopWord);
}

function isPlainStopWord(query: Query): boolean {
  return query.kind === 'term' && query.stopWord && !isAsTyped(query);
}

function printTop(query: Query, style: Style): string {
  return query.kind === 'boolean' ? printBoolean(query, true, style) : printLeaf(query, true, style);
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
    ...(should.some(isDateOnly) ? [`(${joinWithOr(should, style)})`] : printPlain(should, plain, style)),
    ...must.map((clause) => printRequired(clause, style)),
    ...mustNot.map((clause) => `-${printOperand(clause, false, style)}`),
  ].join(' ');
}

/** The sign alone says that a word is meant as it stands; a date is required without one. */
function printRequired(clause: Query, style: Style): string {
  if (isAsTyped(clause)) return `+${clause.text.toLowerCase()}`;
  return (clause.kind === 'date' ? '' : '+') + printOperand(clause, false, style);
}

function isAsTyped(query: Query): query is TermQuery & { readonly asTyped: true } {
  return query.kind === 'term' && query.asTyped === true;
}

/** Words side by side are the usual query; within brackets, and between groups, OR says how they were understood. */
function printAlternatives(clauses: readonly Query[], plain: boolean, style: Style): string {
  const simple = plain && clauses.every((clause) => clause.kind !== 'boolean' && clause.kind !== 'date');
  return simple || !style.operatorWords ? printPlain(clauses, plain, style).join(' ') : joinWithOr(clauses, style);
}

function joinWithOr(clauses: readonly Query[], style: Style): string {
  return clauses.map((clause) => printOperand(clause, false, style)).join(' OR ');
}

/** A word and the prefix that it may grow into stand in one bracket, for they were typed as one word. */
function printPlain(clauses: readonly Query[], plain: boolean, style: Style): string[] {
  const parts: string[] = [];
  for (let index = 0; index < clauses.length; index += 1) {
    const [clause, next] = clauses.slice(index, index + 2);
    if (clause === undefined) break;
    if (style.operatorWords && clause.kind === 'term' && next?.kind === 'prefix' && next.prefix === clause.form) {
      parts.push(`(${joinWithOr([clause, next], style)})`);
      index += 1;
    } else parts.push(printOperand(clause, plain, style));
  }
  return parts;
}

function printOperand(query: Query, plain: boolean, style: Style): string {
  return query.kind === 'boolean' ? `(${printBoolean(query, plain, style)})` : printLeaf(query, plain, style);
}

function printLeaf(leaf: Leaf, plain: boolean, style: Style): string {
  const text = leaf.text.toLowerCase();
  const quoted =
    leaf.kind === 'phrase' ||
    isAsTyped(leaf) ||
    (leaf.kind === 'term' && leaf.stopWord && plain && style.quoteStopWords);
  return quoted ? `"${text}"` : text;
}
