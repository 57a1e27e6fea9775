/**
 * The receipt: how the query was read, which words were searched with what frequency, and what was left out or changed.
 */
import type { QueryReceipt, ReceiptTerm } from '../answer.js';
import type { OpenIndex } from '../backends/open.js';
import { wordsOfPhrase } from '../query/phrase-words.js';
import {
  type FormsQuery,
  type Leaf,
  type PrefixQuery,
  type TermQuery,
  type WordQuery,
  wordsWithin,
} from '../query/query.js';
import { printQuery } from '../query/read-as.js';
import type { ReadQuery } from './read-query.js';

/** Forms listed for each term. */
const MAX_FORMS = 10;

type Word = TermQuery | FormsQuery;

export function printReceipt(index: OpenIndex, read: ReadQuery): QueryReceipt {
  const { text, query, leaves, ignored, corrections, warnings, limitsHit } = read;
  const words = new Map(leaves.flatMap(wordsOf).map((word) => [typedWord(word), word]));
  const terms = [...words.values()].filter((word) => !isIdlePrefix(word, words)).map((word) => describe(index, word));
  return { text, readAs: printQuery(query), terms, ignored, corrections, warnings, limitsHit };
}

/** Those of a phrase and of NEAR are listed like single ones. */
function wordsOf(leaf: Leaf): Word[] {
  if (leaf.kind === 'date' || leaf.kind === 'attribute') return [];
  return wordsWithin(leaf).flatMap(wordsOfLeaf);
}

function wordsOfLeaf(leaf: WordQuery): Word[] {
  if (leaf.kind !== 'phrase') return [leaf];
  return wordsOfPhrase(leaf).filter((_, i) => !leaf.tokens[i]!.stopWord);
}

function typedWord({ field, text }: Word): string {
  return field === undefined ? text : `${field}:${text}`;
}

/** The last word may be a beginning too; where nothing goes on so, the word itself says all. */
function isIdlePrefix(word: Word, words: ReadonlyMap<string, Word>): word is PrefixQuery {
  return word.kind === 'prefix' && (word.forms ?? []).length === 0 && words.has(typedWord(word).slice(0, -1));
}

function describe(index: OpenIndex, word: Word): ReceiptTerm {
  const forms = formsOf(index, word)
    .toSorted((a, b) => b.documentFrequency - a.documentFrequency)
    .slice(0, MAX_FORMS);
  return {
    typed: typedWord(word),
    term: termOf(word),
    documentFrequency: index.backend.documentFrequency(word),
    forms: Object.fromEntries(forms.map((form) => [form.form, form.documentFrequency])),
  };
}

interface CountedForm {
  readonly form: string;
  readonly documentFrequency: number;
}

function formsOf(index: OpenIndex, word: Word): readonly CountedForm[] {
  if (word.kind === 'term') return index.forms.ofTerm(word.term).filter((form) => word.stopWord || !form.stopWord);
  if (word.kind !== 'exact') return word.forms ?? [];
  const found = index.forms.find(word.form);
  return found === undefined ? [] : [found];
}

/** What is looked up: a stem, or how the forms are written that are. */
function termOf(word: Word): string {
  switch (word.kind) {
    case 'term':
      return word.term;
    case 'prefix':
      return `${word.prefix}*`;
    case 'wildcard':
      return word.pattern;
    case 'fuzzy':
      return `${word.form}~${word.edits === 1 ? '' : word.edits}`;
    case 'exact':
      return `=${word.form}`;
  }
}
