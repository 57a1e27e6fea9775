/**
 * The query path: query string → query → back end → order → facets, histogram, snippets → hits. Each step is a call
 * into the stage that knows it; what is decided here is only what follows what.
 */
import { analyzer } from './analysis/analyzer.js';
import type { DocumentAnswer, Hit, SearchAnswer, SearchRequest } from './answer.js';
import type { Found, SortKeys } from './backends/backend.js';
import { createDeadline } from './backends/deadline.js';
import type { OpenIndex } from './backends/open.js';
import { UNDATED } from './documents/date.js';
import { SearchError } from './errors.js';
import type { Bitmap } from './index/bitmap.js';
import type { Card } from './index/documents-file.js';
import { countValues, filterByDate } from './index/facets.js';
import { countByDate } from './index/histogram.js';
import { leafKey, positiveLeaves, type Query } from './query/query.js';
import { rankingFor } from './ranking/bm25.js';
import { decodeCursor, encodeCursor } from './search/cursor.js';
import { type Filters, filtersOf } from './search/filters.js';
import { type ReadQuery, readQuery } from './search/read-query.js';
import { printReceipt } from './search/receipt.js';
import { DEFAULT_SETTINGS, type Settings } from './settings.js';
import { createSnippetMaker, type SnippetMaker } from './snippets/snippets.js';

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
  snippets: 2,
  snippetLength: 240,
  fields: ['title', 'date', 'path'],
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
  const deadline = createDeadline(settings.deadlineMs, now);
  const read = readQuery(index, request, settings);
  const filters = filtersOf(index.columns, request);
  const sort = sortKeys(index, request, read.query);
  const start =
    request.cursor === undefined ? { offset: request.offset } : decodeCursor(request.cursor, index.hash, request);
  const skip = request.cursor === undefined ? request.offset : 0;

  const found = index.backend.find({
    query: read.query,
    ...(filters.all === undefined ? {} : { filter: filters.all }),
    selectDates: (leaf) => filterByDate(index.columns, leaf.from, leaf.to),
    ranking: rankingFor(distinctLeaves(read.query)),
    sort,
    ...('key' in start ? { after: start } : {}),
    k: skip + request.limit,
    deadline,
  });

  const { total } = found;
  const shown = found.candidates.slice(skip);
  const last = shown.at(-1);
  const next = start.offset + shown.length;
  return {
    query: printReceipt(index, read),
    total,
    hits: makeHits(index, request, read, shown, start.offset),
    ...countFacets(index, request, filters, found),
    ...(request.histogram === undefined
      ? {}
      : { histogram: countByDate(index.columns.dates, passing(found, filters.all), request.histogram) }),
    didYouMean: read.didYouMean,
    nextCursor:
      last === undefined || next >= total
        ? null
        : encodeCursor({ key: last.key, tie: sort.tie[last.document]!, offset: next }, index.hash, request),
    index: stamp(index),
    tookMs: Math.round((now() - started) * 1000) / 1000,
  };
}

/** One document, with what of `q` stands in it. Throws `not_found`. */
export function readDocument(
  index: OpenIndex,
  id: string,
  q = '',
  settings: Settings = DEFAULT_SETTINGS,
): DocumentAnswer {
  const document = index.columns.find(id);
  if (document === undefined) {
    throw new SearchError('not_found', 'There is no document with this id.', {
      parameter: 'id',
      found: id,
      hint: 'Ids are paths below the indexed folder, or what the records call themselves.',
    });
  }
  const card = index.documents.card(document);
  const body = index.documents.body(document);
  const maker = snippetMaker(readQuery(index, { ...DEFAULT_REQUEST, q }, settings));
  return {
    ...card,
    body,
    paragraphs: paragraphRanges(body),
    highlights: { title: maker.highlights(card.title), body: maker.highlights(body) },
    index: stamp(index),
  };
}

function makeHits(
  index: OpenIndex,
  request: SearchRequest,
  read: ReadQuery,
  shown: Found['candidates'],
  before: number,
): Hit[] {
  const maker = snippetMaker(read);
  const wanted = new Set<string>(request.fields);
  const needsCard = ['title', 'date', 'path', 'language', 'attributes'].some((field) => wanted.has(field));
  return shown.map(({ document, score }, i) => {
    const body = request.snippets > 0 || wanted.has('body') ? index.documents.body(document) : '';
    return {
      rank: before + i + 1,
      score,
      id: index.columns.ids.get(document),
      ...(needsCard ? cardFields(index.documents.card(document), wanted, maker) : {}),
      ...(wanted.has('body') ? { body } : {}),
      snippets: request.snippets > 0 ? maker.snippets(body, request.snippets, request.snippetLength) : [],
    };
  });
}

function cardFields(card: Card, wanted: ReadonlySet<string>, maker: SnippetMaker): Partial<Hit> {
  const { title, titleFrom, date, path, language, attributes } = card;
  return {
    ...(wanted.has('title') ? { title, titleFrom, titleHighlights: maker.highlights(title) } : {}),
    ...(wanted.has('date') && date !== undefined ? { date } : {}),
    ...(wanted.has('path') ? { path } : {}),
    ...(wanted.has('language') && language !== undefined ? { language } : {}),
    ...(wanted.has('attributes') ? { attributes } : {}),
  };
}

/** Rarer leaves weigh more when fragments are compared, as they do when documents are. */
function snippetMaker(read: ReadQuery): SnippetMaker {
  const leaves = positiveLeaves(read.query);
  return createSnippetMaker(analyzer, leaves, leaves.map(read.weightOf));
}

/** The counts of a facet leave its own filter out, so that its other values can still be chosen. */
function countFacets(
  index: OpenIndex,
  request: SearchRequest,
  filters: Filters,
  found: Found,
): Pick<SearchAnswer, 'facets'> {
  if (request.facets.length === 0) return {};
  const count = (field: string) => countValues(index.columns, field, passing(found, filters.without(field)));
  return { facets: Object.fromEntries(request.facets.map((field) => [field, count(field)])) };
}

function passing(found: Found, filter: Bitmap | undefined): Bitmap {
  return filter === undefined ? found.matches() : found.matches().clone().and(filter);
}

/** Undated documents come last both ways. An empty query is browsed, newest first. */
function sortKeys(index: OpenIndex, request: SearchRequest, query: Query): SortKeys {
  const tie = index.columns.idRank;
  const isBrowsing = request.q.trim() === '' && positiveLeaves(query).length === 0;
  const sort = request.sort ?? (isBrowsing ? 'date:desc' : 'relevance');
  if (sort === 'relevance') return { tie };
  const sign = sort === 'date:desc' ? 1 : -1;
  return {
    tie,
    keys: Float64Array.from(index.columns.dates, (date) => (date === UNDATED ? Number.NEGATIVE_INFINITY : sign * date)),
  };
}

function distinctLeaves(query: Query): number {
  return new Set(
    positiveLeaves(query)
      .filter((leaf) => leaf.kind !== 'date')
      .map(leafKey),
  ).size;
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

function stamp(index: OpenIndex): SearchAnswer['index'] {
  return { generation: index.generation, hash: index.hash, documents: index.manifest.documents };
}
