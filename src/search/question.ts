/**
 * What a request asks of the back end: its query as it was read, its filters as sets of documents, the parameters of the
 * ranking, the order.
 */
import type { ListRequest } from '../answer.js';
import type { Question } from '../backends/backend.js';
import { createDeadline } from '../backends/deadline.js';
import type { OpenIndex } from '../backends/open-generation.js';
import { isSelection, leafKey, type SelectionLeaf } from '../query/query.js';
import { rankingFor } from '../ranking/bm25.js';
import type { Settings } from '../settings.js';
import { type Filters, filtersOf } from './filters.js';
import { sortKeys } from './order.js';
import { type ReadQuery, readQuery } from './read-query.js';
import { selectDocuments } from './selections.js';

/** A question whatever part of the list is wanted. */
export type OpenQuestion = Omit<Question, 'k' | 'after'>;

export interface Asked {
  readonly read: ReadQuery;
  readonly filters: Filters;
  readonly question: OpenQuestion;
}

/** Throws `query_too_long`, or `invalid_parameter` for a filter or a date that is none. */
export function askQuestion(index: OpenIndex, request: ListRequest, settings: Settings, now: () => number): Asked {
  const deadline = createDeadline(settings.deadlineMs, now);
  const read = readQuery(index, request, settings);
  const filters = filtersOf(index.columns, request);
  const question = {
    query: read.query,
    ...(filters.all === undefined ? {} : { filter: filters.all }),
    select: (leaf: SelectionLeaf) => selectDocuments(index.columns, leaf, deadline),
    ranking: rankingFor(distinctLeaves(read)),
    sort: sortKeys(index.columns, request, request.q.trim() === '' && read.leaves.length === 0),
    deadline,
  };
  return { read, filters, question };
}

function distinctLeaves({ leaves }: ReadQuery): number {
  const scoring = leaves.filter((leaf) => !isSelection(leaf));
  return scoring.length < 2 ? scoring.length : new Set(scoring.map(leafKey)).size;
}
