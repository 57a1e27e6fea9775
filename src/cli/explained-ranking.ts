/**
 * The hits of a query with the parts that their scores are made of. This is the one place that knows where the parts
 * come from.
 */
import type { SearchRequest } from '../answer.js';
import type { OpenIndex } from '../backends/open.js';
import type { ExplainedHit } from '../evaluation/moves.js';
import { rank } from '../search.js';
import type { Settings } from '../settings.js';
import { patient } from './rank-topics.js';

/** `request.limit` hits from the first on. One that was ranked by its words alone has BM25 as its only part. */
export function explainRanking(index: OpenIndex, request: SearchRequest, settings: Settings): ExplainedHit[] {
  const { hits } = rank(index, { ...request, offset: 0 }, patient(settings));
  return hits.map(({ id, score, parts }, i) => {
    return { id, rank: i + 1, score, parts: parts === undefined ? { bm25: score } : { ...parts } };
  });
}
