/**
 * Queries made by hand, without the parser: words as the analyzer reads them.
 */
import { analyzer } from '../../src/analysis/analyzer.js';
import type { BooleanQuery, Query, TermQuery } from '../../src/query/query.js';

export function word(text: string): TermQuery {
  const { form, term, stopWord } = analyzer.word(text);
  return { kind: 'term', text: text.toLowerCase(), form, term, stopWord, span: { start: 0, end: text.length } };
}

export function anyOf(...should: readonly Query[]): BooleanQuery {
  return { kind: 'boolean', must: [], should, mustNot: [] };
}
