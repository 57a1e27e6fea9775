/**
 * The search page. Lenient where the API is strict: whatever stands in the address, a page with a search box comes
 * back, and what went wrong stands on it.
 */
import type { OpenIndex } from '../../backends/open.js';
import type { SearchError } from '../../errors.js';
import { apiUrl, type PageState, renderSearchPage, type SearchView } from '../../page/templates/search-page.js';
import { search } from '../../search.js';
import { checkLimits } from '../limits.js';
import { pageFacets, readPage } from '../page-state.js';
import { readQuery } from '../parameters.js';
import { PROBLEMS, problemOf, toSearchError } from '../problems.js';
import { htmlReply } from '../replies.js';
import type { Context, Reply, Route } from '../route.js';
import { searchParameters } from '../schemas.js';

export const searchPage: Route = {
  method: 'get',
  path: '/',
  summary: 'The search page',
  description: 'Takes `q`, `from`, `to`, `sort`, `filter`, `offset` and `limit` as `/api/v1/search` does.',
  answers: [{ status: 200, description: 'A page.', type: 'text/html' }],
  errors: ['query_too_long', 'deadline_exceeded', 'index_damaged', 'index_incompatible'],
  isPage: true,
  handle({ query }, context) {
    const { status } = context.index;
    if (status.state === 'missing') return pageWithoutIndex(query, status.error, context);
    return context.index.use((index) => pageOf(index, query, context));
  },
};

/** Seconds after which a browser asks again while the first index is built. */
const REFRESH = '2';

function pageWithoutIndex(query: URLSearchParams, error: SearchError, context: Context): Reply {
  const { settings, assets, tasks } = context;
  const building = tasks.progress;
  const view: SearchView = {
    ...readPage(query, settings, undefined),
    facetFields: [],
    collection: { documents: 0, ...(building === undefined ? {} : { building }) },
    assets: assets.urls,
  };
  if (error.code !== 'index_missing' && building === undefined) return failedPage(view, error);
  return htmlReply(renderSearchPage(view), { headers: { Refresh: REFRESH } });
}

function pageOf(index: OpenIndex, query: URLSearchParams, context: Context): Reply {
  const { settings, assets, tasks, metrics } = context;
  const { status } = context.index;
  const { firstDate, lastDate, documents } = index.manifest;
  const building = tasks.progress;
  const page = readPage(query, settings, index);
  const view: SearchView = {
    ...page,
    notices: status.state === 'degraded' ? [status.reason, ...page.notices] : page.notices,
    facetFields: pageFacets(index),
    collection: {
      documents,
      ...(firstDate === null ? {} : { firstDate }),
      ...(lastDate === null ? {} : { lastDate }),
      ...(building === undefined ? {} : { building }),
    },
    assets: assets.urls,
  };
  try {
    const request = requestOf(view.state, view.facetFields);
    checkLimits(request, settings);
    const answer = search(index, request, settings);
    metrics.countSearch(answer.tookMs);
    return htmlReply(renderSearchPage({ ...view, answer }), { timings: { search: answer.tookMs } });
  } catch (thrown) {
    const error = toSearchError(thrown);
    if (error.code === 'internal') throw thrown;
    return failedPage(view, error);
  }
}

/** Read from the address that the script asks at, so that both show the same answer. */
function requestOf(state: PageState, facetFields: readonly string[]) {
  const [, parameters = ''] = apiUrl(state, facetFields, false).split('?');
  return readQuery(searchParameters, new URLSearchParams(parameters));
}

function failedPage(view: SearchView, error: SearchError): Reply {
  const { status, title, detail } = problemOf(error);
  const { retryAfter } = PROBLEMS[error.code];
  return htmlReply(renderSearchPage({ ...view, error: { title, detail } }), {
    status,
    headers: retryAfter === undefined ? {} : { 'Retry-After': String(retryAfter) },
  });
}
