/**
 * The query path: query string → query → back end → order → facets, histogram, snippets → hits. Each step is a call
 * into the stage that knows it; what is decided here is only what follows what.
 */
import type { DocumentAnswer, Hit, Ranking, SearchAnswer, SearchRequest } from './answer.js';
import type { Found } from './backends/backend.js';
import type { OpenIndex } from './backends/open.js';
import type { Bitmap } from './index/bitmap.js';
import { countValues } from './index/facets.js';
import { countByDate } from './index/histogram.js';
import { recipeWeights } from './ranking/recipe.js';
import { explainHits } from './search/explanation.js';
import type { Filters } from './search/filters.js';
import { fieldOfTitle, makeHits, snippetMaker } from './search/hits.js';
import { numberOf, stamp } from './search/identity.js';
import { type List, listHits } from './search/list.js';
import { type Asked, askQuestion } from './search/question.js';
import { readQuery } from './search/read-query.js';
import { printReceipt } from './search/receipt.js';
import { DEFAULT_SETTINGS, type Settings } from './settings.js';

export const DEFAULT_REQUEST: SearchRequest = {
  q: '',
  syntax: 'full',
  limit: 10,
  offset: 0,
  filter: [],
  facets: [],
  match: 'any',
  prefix: false,
  typos: 'auto',
  fold: 'off',
  snippets: 2,
  snippetLength: 240,
  fields: ['title', 'date', 'path'],
  explain: false,
};

/**
 * Answers one request. Throws `query_too_long`, `invalid_parameter`, `cursor_expired` or `deadline_exceeded`; what a
 * person typed as the query is never an error. `now` gives milliseconds that only grow.
 */
export function search(
  index: OpenIndex,
  request: SearchRequest,
  settings: Settings = DEFAULT_SETTINGS,
  now = () => performance.now(),
): SearchAnswer {
  const started = now();
  const ranked = findRanked(index, request, settings, now);
  const { read, filters, found } = ranked;
  return {
    query: printReceipt(index, read),
    total: found.total,
    ...(ranked.groups === undefined ? {} : { groups: ranked.groups }),
    hits: withExplanations(index, request, ranked, settings),
    ...countFacets(index, request, filters, found),
    ...(request.histogram === undefined
      ? {}
      : { histogram: countByDate(index.columns.dates, passing(found, filters.all), request.histogram) }),
    didYouMean: read.didYouMean(),
    nextCursor: ranked.nextCursor,
    index: stamp(index),
    tookMs: Math.round((now() - started) * 1000) / 1000,
  };
}

function withExplanations(index: OpenIndex, request: SearchRequest, ranked: Ranked, settings: Settings): Hit[] {
  const hits = makeHits(index, request, ranked.read, ranked.shown, ranked.before);
  if (!request.explain) return hits;
  const explanations = explainHits(index, ranked, ranked, ranked.shown, recipeWeights(settings));
  return hits.map((hit, i) => ({ ...hit, explanation: explanations[i]! }));
}

/** The same list without anything to show: what a program needs that asks thousands of questions. */
export function rank(
  index: OpenIndex,
  request: SearchRequest,
  settings: Settings = DEFAULT_SETTINGS,
  now = () => performance.now(),
): Ranking {
  const { found, shown } = findRanked(index, request, settings, now);
  return {
    total: found.total,
    hits: shown.map(({ document, score, parts }) => {
      return { id: index.columns.ids.get(document), score, ...(parts === undefined ? {} : { parts }) };
    }),
  };
}

/** What one request finds, before anything of it is shown. */
type Ranked = Asked & List;

function findRanked(index: OpenIndex, request: SearchRequest, settings: Settings, now: () => number): Ranked {
  const asked = askQuestion(index, request, settings, now);
  return { ...asked, ...listHits(index, request, asked.read, asked.question, recipeWeights(settings)) };
}

/** One document, with what of `q` stands in it. Throws `not_found`. */
export function readDocument(
  index: OpenIndex,
  id: string,
  q = '',
  settings: Settings = DEFAULT_SETTINGS,
): DocumentAnswer {
  const document = numberOf(index, id);
  const card = index.documents.card(document);
  const body = index.documents.body(document);
  const maker = snippetMaker(readQuery(index, { ...DEFAULT_REQUEST, q }, settings));
  return {
    ...card,
    body,
    paragraphs: paragraphRanges(body),
    highlights: { title: maker.highlights(card.title, fieldOfTitle(card)), body: maker.highlights(body, 'body') },
    index: stamp(index),
  };
}

/** The counts of a facet leave its own filter out, so that its other values can still be chosen. */
function countFacets(
  index: OpenIndex,
  request: SearchRequest,
  filters: Filters,
  found: Pick<Found, 'matches'>,
): Pick<SearchAnswer, 'facets'> {
  if (request.facets.length === 0) return {};
  const count = (field: string) => countValues(index.columns, field, passing(found, filters.without(field)));
  return { facets: Object.fromEntries(request.facets.map((field) => [field, count(field)])) };
}

function passing(found: Pick<Found, 'matches'>, filter: Bitmap | undefined): Bitmap {
  return filter === undefined ? found.matches : found.matches.clone().and(filter);
}

function paragraphRanges(body: string): [number, number][] {
  const ranges: [number, number][] = [];
  for (let start = 0; start < body.length; ) {
    const blank = body.indexOf('\n\n', start);
    const end = blank === -1 ? body.length : blank;
    ranges.push([start, end]);
    start = end + 2;
  }
  return ranges;
}
