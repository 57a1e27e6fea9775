/**
 * Puts clauses together into the simplest query that means the same to matching and score: no list of one, no list of
 * alternatives directly within alternatives, none of requirements directly within requirements.
 */
import type { BooleanQuery, Query } from './query.js';

export type Clauses = Omit<BooleanQuery, 'kind'>;

/** Undefined where there are no clauses: their words held nothing to search for. */
export function combine(clauses: Clauses): Query | undefined {
  const must = flatten(clauses.must, 'must');
  const should = flatten(clauses.should, 'should');
  const { mustNot } = clauses;
  if (mustNot.length === 0 && must.length + should.length <= 1) return must[0] ?? should[0];
  return { kind: 'boolean', must, should, mustNot };
}

function flatten(queries: readonly Query[], list: 'must' | 'should'): readonly Query[] {
  if (!queries.some((query) => isOnly(query, list))) return queries;
  return queries.flatMap((query) => (isOnly(query, list) ? query[list] : [query]));
}

function isOnly(query: Query, list: 'must' | 'should'): query is BooleanQuery {
  if (query.kind !== 'boolean' || query.mustNot.length > 0) return false;
  return list === 'must' ? query.should.length === 0 : query.must.length === 0;
}
