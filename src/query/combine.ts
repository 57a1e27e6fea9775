/**
 * Puts clauses together into the simplest query that means the same to matching and score: no list of one, no list of
 * alternatives directly within alternatives, none of requirements directly within requirements.
 */
import type { BooleanQuery, Query } from './query.js';

export type Clauses = Omit<BooleanQuery, 'kind'>;

/** Undefined where there are no clauses: their words held nothing to search for. */
export function combine(clauses: Clauses): Query | undefined {
  const must = clauses.must.flatMap((query) => (isOnly(query, 'must') ? query.must : [query]));
  const should = clauses.should.flatMap((query) => (isOnly(query, 'should') ? query.should : [query]));
  const { mustNot } = clauses;
  const [first, ...others] = [...must, ...should];
  if (first === undefined && mustNot.length === 0) return undefined;
  if (first !== undefined && others.length === 0 && mustNot.length === 0) return first;
  return { kind: 'boolean', must, should, mustNot };
}

function isOnly(query: Query, list: 'must' | 'should'): query is BooleanQuery {
  if (query.kind !== 'boolean' || query.mustNot.length > 0) return false;
  return list === 'must' ? query.should.length === 0 : query.must.length === 0;
}
