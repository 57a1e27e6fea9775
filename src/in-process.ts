/**
 * The questions of a program that has an index open in its own process, a browser or Node: requests and settings may
 * be left out in part, and what is wrong in them is named.
 */
import {
  type DocumentAnswer,
  type ExplainAnswer,
  HIT_FIELDS,
  INTERVALS,
  type ListRequest,
  type Ranking,
  type SearchAnswer,
  type SearchRequest,
  type SimilarAnswer,
  SORTS,
  type SuggestAnswer,
  type SuggestRequest,
} from './answer.js';
import type { OpenIndex } from './backends/open-generation.js';
import { explainDocument } from './search/explain-document.js';
import { DEFAULT_SIMILAR_LIMIT, similar as findSimilar } from './search/similar.js';
import { DEFAULT_SUGGEST_REQUEST, suggest as suggestWith } from './search/suggest.js';
import { DEFAULT_REQUEST, rank as rankWith, readDocument as readOne, search as searchWith } from './search.js';
import { completeSettings, type Settings } from './settings.js';
import { boolean, listOf, object, oneOf, string, wholeNumber } from './shape.js';

/** Hits, and hits to pass over: whoever asks in process knows what memory there is. */
const MAX_HITS = 1_000_000;

/** What decides which documents are in a list, and in which order. */
const LIST_FIELDS = {
  q: string,
  syntax: oneOf('full', 'none'),
  from: string,
  to: string,
  sort: oneOf(...SORTS),
  filter: listOf(object({ field: string, value: string })),
  match: oneOf('any', 'all'),
  prefix: boolean,
  typos: oneOf('auto', 'off'),
};

const checkRequest = object(
  {},
  {
    ...LIST_FIELDS,
    limit: wholeNumber(0, MAX_HITS),
    offset: wholeNumber(0, MAX_HITS),
    cursor: string,
    facets: listOf(string),
    histogram: oneOf(...INTERVALS, 'auto'),
    snippets: wholeNumber(0, 5),
    snippetLength: wholeNumber(40, 1000),
    fields: listOf(oneOf(...HIT_FIELDS)),
    explain: boolean,
  },
);

/**
 * Answers one request. What is left out of it has the defaults of `GET /api/v1/search`; an empty one browses all
 * documents, newest first. The answer has the shape of that endpoint, `tookMs` in milliseconds, ranges in UTF-16 units.
 *
 * What a person types as `q` is never an error. Throws a `SearchError`: `invalid_parameter` or `unknown_parameter` for
 * anything else that is wrong, `query_too_long`, `cursor_expired`, `deadline_exceeded` (after `deadlineMs`), or
 * `index_damaged` where a text cannot be read.
 */
export function search(
  index: OpenIndex,
  request: Partial<SearchRequest> = {},
  settings: Partial<Settings> = {},
): SearchAnswer {
  return searchWith(index, completeRequest(request), completeSettings(settings));
}

/**
 * The ids and scores of the same hits, the best first, and the same exact total, without anything to show: for a
 * program that asks thousands of questions. Throws what `search` throws.
 */
export function rank(
  index: OpenIndex,
  request: Partial<SearchRequest> = {},
  settings: Partial<Settings> = {},
): Ranking {
  return rankWith(index, completeRequest(request), completeSettings(settings));
}

function completeRequest(request: Partial<SearchRequest>): SearchRequest {
  const given = Object.entries(checkRequest(request, 'request')).filter(([, value]) => value !== undefined);
  return { ...DEFAULT_REQUEST, ...Object.fromEntries(given) };
}

/** Completions, and titles. */
const MAX_SUGGESTIONS = 1000;

const checkSuggestRequest = object({}, { q: string, limit: wholeNumber(0, MAX_SUGGESTIONS) });

/**
 * What may be typed next: completions of the last word of `q`, and titles that hold its words. The answer has the shape
 * of `GET /api/v1/suggest`. Throws a `SearchError`: `invalid_parameter`, `unknown_parameter`, `query_too_long` or
 * `index_damaged`.
 */
export function suggest(
  index: OpenIndex,
  request: Partial<SuggestRequest> = {},
  settings: Partial<Settings> = {},
): SuggestAnswer {
  const { q = DEFAULT_SUGGEST_REQUEST.q, limit = DEFAULT_SUGGEST_REQUEST.limit } = checkSuggestRequest(
    request,
    'request',
  );
  return suggestWith(index, { q, limit }, completeSettings(settings));
}

/**
 * One document by its id, with its paragraphs and, where `q` is given, what of that query stands in it, as ranges in
 * UTF-16 units. Throws a `SearchError`: `not_found`, `query_too_long` or `index_damaged`.
 */
export function readDocument(
  index: OpenIndex,
  id: string,
  { q = '', settings = {} }: { readonly q?: string; readonly settings?: Partial<Settings> } = {},
): DocumentAnswer {
  return readOne(index, string(id, 'id'), string(q, 'q'), completeSettings(settings));
}

const checkListRequest = object({}, LIST_FIELDS);

/**
 * Why the document with this id is where it is in the list of a search, or why it is not in it: its exact rank, what its
 * score is made of, the words that it lacks, what excludes it. The answer has the shape of
 * `GET /api/v1/documents/{id}/explain`. Throws a `SearchError`: `not_found`, and what `search` throws.
 */
export function explain(
  index: OpenIndex,
  id: string,
  request: Partial<ListRequest> = {},
  settings: Partial<Settings> = {},
): ExplainAnswer {
  const given = Object.entries(checkListRequest(request, 'request')).filter(([, value]) => value !== undefined);
  const completed = { ...DEFAULT_REQUEST, ...Object.fromEntries(given) };
  return explainDocument(index, string(id, 'id'), completed, completeSettings(settings));
}

const checkSimilarLimit = wholeNumber(0, MAX_HITS);

/**
 * The documents that are most like the one with this id, the nearest first; its copies are listed apart. The answer has
 * the shape of `GET /api/v1/documents/{id}/similar`. Throws a `SearchError`: `invalid_parameter`, `not_found`,
 * `deadline_exceeded` or `index_damaged`.
 */
export function similar(
  index: OpenIndex,
  id: string,
  {
    limit = DEFAULT_SIMILAR_LIMIT,
    settings = {},
  }: { readonly limit?: number; readonly settings?: Partial<Settings> } = {},
): SimilarAnswer {
  return findSimilar(index, string(id, 'id'), checkSimilarLimit(limit, 'limit'), completeSettings(settings));
}
