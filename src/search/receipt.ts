/**
 * The receipt: how the query was read, which words were searched with what frequency, and what was left out or changed.
 */
import type { QueryReceipt, ReceiptTerm } from '../answer.js';
import type { OpenIndex } from '../backends/open.js';
import { type Leaf, positiveLeaves } from '../query/query.js';
import { printQuery } from '../query/read-as.js';
import type { ReadQuery } from './read-query.js';

/** Forms listed for each term. */
const MAX_FORMS = 10;

export function printReceipt(index: OpenIndex, read: ReadQuery): QueryReceipt {
  const { text, query, ignored, corrections, warnings, limitsHit } = read;
  const words = new Map(
    positiveLeaves(query)
      .flatMap(wordsOf)
      .map((word) => [word.typed, word]),
  );
  const terms = [...words.values()].map((word) => describe(index, word));
  return { text, readAs: printQuery(query), terms, ignored, corrections, warnings, limitsHit };
}

interface Word {
  readonly typed: string;
  readonly term: string;
  readonly stopWord: boolean;
}

/** The words of a phrase are listed like single ones. */
function wordsOf(leaf: Leaf): Word[] {
  if (leaf.kind === 'term') return [{ typed: leaf.text, term: leaf.term, stopWord: leaf.stopWord }];
  if (leaf.kind === 'phrase')
    return leaf.tokens
      .filter((token) => !token.stopWord)
      .map((token) => ({ typed: token.form, term: token.term, stopWord: false }));
  return [];
}

function describe(index: OpenIndex, word: Word): ReceiptTerm {
  const forms = index.forms
    .ofTerm(word.term)
    .filter((form) => word.stopWord || !form.stopWord)
    .sort((a, b) => b.documentFrequency - a.documentFrequency)
    .slice(0, MAX_FORMS);
  return {
    typed: word.typed,
    term: word.term,
    documentFrequency: index.backend.documentFrequency(word),
    forms: Object.fromEntries(forms.map((form) => [form.form, form.documentFrequency])),
  };
}
