/**
 * From what was typed to what the index is asked: parsed, prefixes filled in, unknown words corrected. Everything
 * that was done to the words is kept, for the receipt.
 */
import { analyzer } from '../analysis/analyzer.js';
import type { Correction, LimitHit, ListRequest } from '../answer.js';
import type { OpenIndex } from '../backends/open.js';
import { SearchError } from '../errors.js';
import type { Forms } from '../index/forms.js';
import { correctQuery, nearestForm } from '../query/corrections.js';
import { expandForms, type FormSource } from '../query/expand.js';
import { parseQuery } from '../query/parser.js';
import { wordsOfPhrase } from '../query/phrase-words.js';
import {
  type Leaf,
  positiveLeaves,
  type Query,
  type QueryWarning,
  type ScoringLeaf,
  type TermQuery,
  wordsWithin,
} from '../query/query.js';
import { BM25, idf } from '../ranking/bm25.js';
import type { Settings } from '../settings.js';

export interface ReadQuery {
  readonly text: string;
  readonly query: Query;
  /** Those that can add to a score, left to right. */
  readonly leaves: readonly Leaf[];
  readonly ignored: readonly string[];
  readonly warnings: readonly QueryWarning[];
  readonly corrections: readonly Correction[];
  readonly limitsHit: readonly LimitHit[];
  /** The text with each rare word replaced by a much commoner one that looks like it, where there are such. */
  readonly didYouMean: () => string | null;
  /** How rare a leaf is, its boost included: nearly the number that the ranking starts from. */
  readonly weightOf: (leaf: Leaf) => number;
}

/** A word in at most this many documents may be a slip … */
const RARE = 2;

/** … of a word that is in at least this many times as many. */
const MUCH_COMMONER = 30;

/** Throws `query_too_long`; nothing else that was typed is an error. */
export function readQuery(index: OpenIndex, request: ListRequest, settings: Settings): ReadQuery {
  refuseTooLong(request.q, settings);
  const parsed = parseQuery(request.q, {
    analyzer,
    syntax: request.syntax,
    match: request.match,
    prefix: request.prefix,
    maxTerms: settings.maxQueryTerms,
    maxDepth: settings.maxQueryDepth,
    fields: index.columns.facets,
  });
  const expanded = expandForms(parsed.query, formSource(index.forms), settings);
  const corrected =
    request.typos === 'auto'
      ? correctQuery(expanded.query, analyzer, index.forms, {
          together: (form, others) =>
            index.backend.countTogether([analyzer.word(form).term, ...others.map(({ term }) => term)]),
          mostWords: settings.maxCorrections,
        })
      : { query: expanded.query, corrections: [], leftAlone: 0 };
  const { query } = corrected;
  const asksForMore = request.typos === 'auto' && request.syntax === 'full';
  return {
    text: request.q,
    query,
    leaves: positiveLeaves(query),
    ignored: parsed.ignored,
    warnings: parsed.warnings,
    corrections: corrected.corrections.map(({ word, used }) => ({
      typed: word.text,
      used,
      undo: replaceWord(request.q, word, `"${word.text}"`),
    })),
    limitsHit: [
      ...parsed.limitsHit,
      ...expanded.limitsHit,
      ...(corrected.leftAlone === 0 ? [] : [tooManyUnknown(settings.maxCorrections)]),
    ],
    didYouMean: () => (asksForMore ? suggestCommoner(index, request.q, query) : null),
    weightOf: (leaf) => weightOf(index, leaf),
  };
}

function tooManyUnknown(maximum: number): LimitHit {
  const message = `More than ${maximum} words are in no document; those behind them were left as typed.`;
  return { limit: 'maxCorrections', maximum, message };
}

/** Throws `query_too_long`. */
export function refuseTooLong(q: string, settings: Settings): void {
  if (q.length <= settings.maxQueryLength) return;
  throw new SearchError('query_too_long', 'The query is too long.', {
    parameter: 'q',
    expected: `at most ${settings.maxQueryLength} characters`,
    found: q.length,
  });
}

function formSource(forms: Forms): FormSource {
  return {
    prefix: (prefix, maximum) => forms.withPrefix(prefix, maximum),
    wildcard: (pattern, maximum) => forms.withPattern(pattern, maximum),
    fuzzy: (form, edits, maximum) => forms.within(form, edits, maximum),
    exact: (form) => {
      const found = forms.find(form);
      return found === undefined ? { forms: [], count: 0 } : { forms: [found], count: 1 };
    },
  };
}

/** One slip only: with two, most rare words look like some common one. Costs some 12 µs for each rare word. */
function suggestCommoner(index: OpenIndex, text: string, query: Query): string | null {
  const suggested: { word: TermQuery; better: string }[] = [];
  for (const leaf of positiveLeaves(query)) {
    if (leaf.kind !== 'term' || leaf.stopWord || leaf.asTyped === true || leaf.correctedFrom !== undefined) continue;
    const frequency = index.backend.documentFrequency(leaf);
    if (frequency === 0 || frequency > RARE) continue;
    const leastFrequency = frequency * MUCH_COMMONER;
    const better = nearestForm(leaf.form, analyzer, index.forms, { text: leaf.text, mostEdits: 1, leastFrequency });
    if (better !== undefined) suggested.push({ word: leaf, better });
  }
  // From right to left, so that the places of the others hold.
  suggested.sort((a, b) => b.word.span.start - a.word.span.start);
  return suggested.length === 0
    ? null
    : suggested.reduce((changed, { word, better }) => replaceWord(changed, word, better), text);
}

function replaceWord(text: string, { span }: TermQuery, replacement: string): string {
  return text.slice(0, span.start) + replacement + text.slice(span.end);
}

/** What the ranking starts from, but for fields, and for documents that hold several of the forms of a leaf. */
function weightOf(index: OpenIndex, leaf: Leaf): number {
  if (leaf.kind === 'date' || leaf.kind === 'attribute') return 0;
  return (leaf.boost ?? 1) * rarityOf(index, leaf);
}

function rarityOf(index: OpenIndex, leaf: ScoringLeaf): number {
  const { documents } = index.manifest;
  switch (leaf.kind) {
    case 'term':
      return idf(documents, index.backend.documentFrequency({ term: leaf.term, stopWord: leaf.stopWord }));
    case 'phrase':
      return sum(wordsOfPhrase(leaf), (word) => rarityOf(index, word));
    case 'near':
      return sum(wordsWithin(leaf), (word) => rarityOf(index, word));
    case 'exact':
      return idf(documents, index.forms.find(leaf.form)?.documentFrequency ?? 0);
    default: {
      const frequency = sum(leaf.forms ?? [], (form) => form.documentFrequency);
      return BM25.guessWeight * idf(documents, Math.min(documents, frequency));
    }
  }
}

function sum<Item>(items: readonly Item[], numberOf: (item: Item) => number): number {
  return items.reduce((total, item) => total + numberOf(item), 0);
}
