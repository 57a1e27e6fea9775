/**
 * From what was typed to what the index is asked: parsed, prefixes filled in, unknown words corrected. Everything
 * that was done to the words is kept, for the receipt.
 */
import { analyzer } from '../analysis/analyzer.js';
import type { Correction, LimitHit, SearchRequest } from '../answer.js';
import type { OpenIndex } from '../backends/open.js';
import { SearchError } from '../errors.js';
import { correctQuery, nearestForm } from '../query/corrections.js';
import { expandPrefixes } from '../query/expand.js';
import { parseQuery } from '../query/parser.js';
import { type Leaf, positiveLeaves, type Query, type QueryWarning, type TermQuery } from '../query/query.js';
import { BM25, idf } from '../ranking/bm25.js';
import type { Settings } from '../settings.js';

export interface ReadQuery {
  readonly text: string;
  readonly query: Query;
  readonly ignored: readonly string[];
  readonly warnings: readonly QueryWarning[];
  readonly corrections: readonly Correction[];
  readonly limitsHit: readonly LimitHit[];
  /** The text with a rare word replaced by a much commoner one that looks like it. */
  readonly didYouMean: string | null;
  /** How rare a leaf is; the same number that the ranking starts from. */
  readonly weightOf: (leaf: Leaf) => number;
}

/** A word in at most this many documents may be a slip … */
const RARE = 2;

/** … of a word that is in at least this many times as many. */
const MUCH_COMMONER = 30;

/** Throws `query_too_long`; nothing else that was typed is an error. */
export function readQuery(index: OpenIndex, request: SearchRequest, settings: Settings): ReadQuery {
  refuseTooLong(request.q, settings);
  const parsed = parseQuery(request.q, {
    analyzer,
    syntax: request.syntax,
    match: request.match,
    prefix: request.prefix,
    maxTerms: settings.maxQueryTerms,
    maxDepth: settings.maxQueryDepth,
  });
  const expanded = expandPrefixes(parsed.query, (prefix) => index.forms.withPrefix(prefix, settings.maxPrefixForms));
  const corrected =
    request.typos === 'auto'
      ? correctQuery(expanded.query, analyzer, index.forms)
      : { query: expanded.query, corrections: [] };
  return {
    text: request.q,
    query: corrected.query,
    ignored: parsed.ignored,
    warnings: parsed.warnings,
    corrections: corrected.corrections.map(({ word, used }) => ({
      typed: word.text,
      used,
      undo: replaceWord(request.q, word, `"${word.text}"`),
    })),
    limitsHit: [...parsed.limitsHit, ...expanded.cut.map((prefix) => prefixLimit(prefix, settings.maxPrefixForms))],
    didYouMean:
      request.typos === 'auto' && request.syntax === 'full' ? suggestCommoner(index, request.q, corrected.query) : null,
    weightOf: (leaf) => weightOf(index, leaf),
  };
}

function refuseTooLong(q: string, settings: Settings): void {
  if (q.length <= settings.maxQueryLength) return;
  throw new SearchError('query_too_long', 'The query is too long.', {
    parameter: 'q',
    expected: `at most ${settings.maxQueryLength} characters`,
    found: q.length,
  });
}

function prefixLimit(prefix: { readonly text: string; readonly forms: number }, maximum: number): LimitHit {
  const message = `${prefix.forms} words begin like ${prefix.text}; the ${maximum} commonest were searched.`;
  return { limit: 'maxPrefixForms', maximum, message };
}

/** Looks at the first rare word only: looking through all words of the index takes some milliseconds. */
function suggestCommoner(index: OpenIndex, text: string, query: Query): string | null {
  for (const leaf of positiveLeaves(query)) {
    if (leaf.kind !== 'term' || leaf.stopWord || leaf.asTyped === true || leaf.correctedFrom !== undefined) continue;
    const frequency = index.backend.documentFrequency(leaf);
    if (frequency === 0 || frequency > RARE) continue;
    const better = nearestForm(leaf.form, index.forms, frequency * MUCH_COMMONER);
    return better === undefined ? null : replaceWord(text, leaf, better);
  }
  return null;
}

function replaceWord(text: string, { span }: TermQuery, replacement: string): string {
  return text.slice(0, span.start) + replacement + text.slice(span.end);
}

function weightOf(index: OpenIndex, leaf: Leaf): number {
  const documents = index.manifest.documents;
  switch (leaf.kind) {
    case 'term':
      return idf(documents, index.backend.documentFrequency(leaf));
    case 'phrase':
      return leaf.tokens.reduce((sum, token) => sum + idf(documents, index.backend.documentFrequency(token)), 0);
    case 'prefix': {
      const frequency = (leaf.forms ?? []).reduce((sum, form) => sum + form.documentFrequency, 0);
      return BM25.prefixWeight * idf(documents, Math.min(documents, frequency));
    }
    case 'date':
      return 0;
  }
}
