/**
 * Limits of requests: those that are settings are checked here, because a schema is the same for every server; all
 * are told in `GET /api/v1/index`.
 */
import type { SearchRequest } from '../answer.js';
import type { OpenIndex } from '../backends/open.js';
import { SearchError } from '../errors.js';
import { facetFields } from '../index/facets.js';
import { MOST_COMPARED } from '../search/versions.js';
import type { Settings } from '../settings.js';
import { nearestName } from './nearest.js';

/** Bytes of a JSON body; a text to analyze may be a long article. */
export const BODY_BYTES = { search: 65_536, reindex: 1024, analyze: 1_048_576 } as const;

/** Bounds that are the same everywhere, and so are in the schema. */
export const BOUNDS = {
  maxLimit: 100,
  maxSuggestions: 20,
  maxSnippets: 5,
  minSnippetLength: 40,
  maxSnippetLength: 1000,
} as const;

/** Throws `query_too_long`, or `invalid_parameter` for a window that is too large. */
export function checkLimits(request: SearchRequest, settings: Settings): void {
  checkQueryLength(request.q, settings);
  if (isWithinWindow(request, settings)) return;
  throw new SearchError('invalid_parameter', 'The window is too large.', {
    parameter: 'offset',
    expected: `such that offset + limit is at most ${settings.maxWindow}`,
    found: request.offset,
    hint: 'To go further, send the nextCursor of an answer as cursor.',
  });
}

export function checkQueryLength(q: string, { maxQueryLength }: Settings): void {
  if (q.length <= maxQueryLength) return;
  throw new SearchError('query_too_long', 'The query is too long.', {
    parameter: 'q',
    expected: `at most ${maxQueryLength} characters`,
    found: q.length,
  });
}

export function isWithinWindow({ offset, limit }: { offset: number; limit: number }, { maxWindow }: Settings): boolean {
  return offset + limit <= maxWindow;
}

/** Throws `invalid_parameter` for a facet or filter that this index does not have. */
export function checkFields(
  { facets, filter }: Pick<SearchRequest, 'facets' | 'filter'>,
  { columns }: OpenIndex,
): void {
  const known = facetFields(columns);
  const refuse = (parameter: string, form: string, field: string) => {
    const nearest = nearestName(field, known);
    throw new SearchError('invalid_parameter', 'This index has no such facet.', {
      parameter,
      expected: `${form}one of ${known.join(', ')}`,
      found: field.slice(0, 80).toWellFormed(),
      ...(nearest === undefined ? {} : { hint: `Did you mean ${JSON.stringify(nearest)}?` }),
    });
  };
  for (const field of facets) if (!known.includes(field)) refuse('facets', '', field);
  for (const { field } of filter) if (!known.includes(field)) refuse('filter', 'field:value, the field ', field);
}

export function describeLimits(settings: Settings): Readonly<Record<string, number>> {
  const { maxQueryLength, maxQueryTerms, maxQueryDepth, maxPrefixForms, maxFuzzyForms, maxCorrections } = settings;
  const { maxWindow, deadlineMs, rateLimit } = settings;
  return {
    maxQueryLength,
    maxQueryTerms,
    maxQueryDepth,
    maxPrefixForms,
    maxFuzzyForms,
    maxCorrections,
    maxWindow,
    ...BOUNDS,
    deadlineMs,
    rateLimit,
    maxCompared: MOST_COMPARED,
    maxBodyBytes: BODY_BYTES.search,
    maxAnalyzeBytes: BODY_BYTES.analyze,
  };
}
