/**
 * In which order documents are listed: by score, or by date when that was asked for or nothing else was.
 */
import type { SearchRequest } from '../answer.js';
import type { SortKeys } from '../backends/backend.js';
import { UNDATED } from '../documents/date.js';
import type { Columns } from '../index/columns.js';

/** Undated documents come last both ways. `isBrowsing`: nothing was asked that could be ranked; newest first then. */
export function sortKeys(columns: Columns, request: Pick<SearchRequest, 'sort'>, isBrowsing: boolean): SortKeys {
  const tie = columns.idRank;
  const sort = request.sort ?? (isBrowsing ? 'date:desc' : 'relevance');
  if (sort === 'relevance') return { tie };
  const sign = sort === 'date:desc' ? 1 : -1;
  return {
    tie,
    keys: Float64Array.from(columns.dates, (date) => (date === UNDATED ? Number.NEGATIVE_INFINITY : sign * date)),
  };
}
