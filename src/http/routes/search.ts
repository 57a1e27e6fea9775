/**
 * Ranked search, by address or by JSON body. The ETag is known before the search is run, so a client that has the
 * answer already costs next to nothing.
 */
import { hash } from 'node:crypto';
import type { SearchRequest } from '../../answer.js';
import type { OpenIndex } from '../../backends/open.js';
import { search } from '../../search.js';
import type { Settings } from '../../settings.js';
import { BODY_BYTES, checkFields, checkLimits } from '../limits.js';
import { jsonReply } from '../replies.js';
import { isFresh } from '../respond.js';
import { bodyRoute, type Context, type Incoming, queryRoute, type Reply } from '../route.js';
import { searchAnswer, searchParameters } from '../schemas.js';

const common = {
  path: '/api/v1/search',
  answers: [{ status: 200, description: 'The hits.', type: 'application/json', schema: searchAnswer }],
  errors: ['query_too_long', 'unsupported', 'cursor_expired', 'index_missing', 'deadline_exceeded'],
} as const;

export const getSearch = queryRoute(searchParameters, {
  ...common,
  method: 'get',
  summary: 'Search, ranked',
  description:
    'The answer has a weak `ETag` and honours `If-None-Match`. A query is never an error: `query.warnings` says what ' +
    'was repaired. Unknown parameters are refused.',
  answers: [...common.answers, { status: 304, description: 'The answer is the one that the client has.', type: '' }],
  handle: answer,
});

export const postSearch = bodyRoute(
  { schema: searchParameters, maxBytes: BODY_BYTES.search, required: false },
  {
    ...common,
    method: 'post',
    summary: 'The same search with its parameters as JSON',
    description: '`facets` and `fields` may also be texts with commas, and `filter` one text.',
    handle: (request, context) => answer(request, context),
  },
);

function answer(request: SearchRequest, context: Context, incoming?: Incoming): Reply {
  const { index, settings, metrics, version } = context;
  checkLimits(request, settings);
  return index.use((open) => {
    checkFields(request, open);
    const etag = etagOf(open, request, settings, version);
    const headers = { ETag: etag };
    if (isFresh(etag, incoming?.ifNoneMatch)) return { status: 304, type: '', body: '', headers };
    const found = search(open, request, settings);
    metrics.countSearch(found.tookMs);
    return jsonReply(found, { headers, timings: { search: found.tookMs } });
  });
}

/** All that an answer depends on. The schema puts the keys of the request in one order, whatever order they came in. */
function etagOf(index: OpenIndex, request: SearchRequest, settings: Settings, version: string): string {
  const { maxQueryTerms, maxQueryDepth, maxPrefixForms, maxFuzzyForms, maxCorrections } = settings;
  const { nearWeight, neighbourWeight, pushWeight } = settings;
  const limits = [maxQueryTerms, maxQueryDepth, maxPrefixForms, maxFuzzyForms, maxCorrections];
  const parts = [version, index.hash, index.generation, ...limits, nearWeight, neighbourWeight, pushWeight, request];
  return `W/"${hash('sha256', JSON.stringify(parts), 'base64url').slice(0, 32)}"`;
}
