/**
 * A search of a few lines that answers with the shape of the real one: any word counts, the more words the better.
 * It stands in for the service, so that the page can be tested by itself.
 */
import type { DocumentAnswer, FacetValue, Filter, Histogram, Hit, Range, SearchAnswer } from '../../src/answer.js';
import { analyzedText, type Document } from '../../src/documents/document.js';
import { isSameFilter, type PageState, usualSort } from '../../src/page/templates/state.js';

export const FACET_FIELDS = ['year', 'folder', 'topics'];

const STAMP = { generation: 1, hash: 'sha256:fixture', documents: 0 };

export function answerSearch(articles: readonly Document[], state: PageState, prefix: boolean): SearchAnswer {
  const words = readWords(state.q);
  const found = articles.filter((article) => matches(article, words, prefix) && isInPeriod(article, state));
  const kept = found.filter((article) => passes(article, state.filter));
  const sorted = sortArticles(kept, words, prefix, state);
  return {
    query: {
      text: state.q,
      readAs: words.join(' '),
      terms: words.map((word) => ({
        typed: word,
        term: word,
        documentFrequency: articles.filter((article) => matches(article, [word], prefix)).length,
        forms: {},
      })),
      ignored: [],
      corrections: [],
      warnings: [],
      limitsHit: [],
    },
    total: kept.length,
    hits: sorted
      .slice(state.offset, state.offset + state.limit)
      .map((article, index) => makeHit(article, state.offset + index + 1, words, prefix)),
    facets: countFacets(found, state.filter),
    histogram: countMonths(kept),
    didYouMean: null,
    nextCursor: null,
    index: { ...STAMP, documents: articles.length },
    tookMs: 3.8,
  };
}

export function answerDocument(article: Document, q: string): DocumentAnswer {
  const words = readWords(q);
  const paragraphs: Range[] = [];
  let start = 0;
  for (const paragraph of article.body.split('\n\n')) {
    paragraphs.push([start, start + paragraph.length]);
    start += paragraph.length + 2;
  }
  const highlights = {
    title: findRanges(analyzedText(article, 'title'), words, false),
    body: findRanges(article.body, words, false),
  };
  return { ...article, paragraphs, highlights, index: STAMP };
}

function readWords(q: string): string[] {
  return [...q.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)].map(([word]) => word);
}

function matches(article: Document, words: readonly string[], prefix: boolean): boolean {
  return words.length === 0 || countMatches(article, words, prefix) > 0;
}

function countMatches(article: Document, words: readonly string[], prefix: boolean): number {
  return findRanges(`${analyzedText(article, 'title')} ${article.body}`, words, prefix).length;
}

function findRanges(text: string, words: readonly string[], prefix: boolean): Range[] {
  const last = words.at(-1);
  return [...text.matchAll(/[\p{L}\p{N}]+/gu)]
    .filter(([found]) => {
      const word = found.toLowerCase();
      return words.includes(word) || (prefix && last !== undefined && word.startsWith(last));
    })
    .map((match): Range => [match.index, match.index + match[0].length]);
}

function isInPeriod({ date }: Document, { from, to }: PageState): boolean {
  if (from === undefined && to === undefined) return true;
  if (date === undefined) return false;
  return (from === undefined || date >= from) && (to === undefined || date <= `${to}~`);
}

function valuesOf(article: Document, field: string): readonly string[] {
  if (field === 'year') return article.date === undefined ? [] : [article.date.slice(0, 4)];
  return field === 'folder' ? [article.path.split('/')[0] ?? ''] : (article.attributes[field] ?? []);
}

function passes(article: Document, filters: readonly Filter[]): boolean {
  return filters.every(({ field }) =>
    valuesOf(article, field).some((value) => filters.some((filter) => isSameFilter(filter, { field, value }))),
  );
}

function sortArticles(articles: Document[], words: string[], prefix: boolean, state: PageState): Document[] {
  const sort = state.sort ?? usualSort(state.q);
  const newest = (one: Document, other: Document): number => ((one.date ?? '') < (other.date ?? '') ? 1 : -1);
  const sorted = [...articles].sort(newest);
  if (sort === 'date:asc') return sorted.reverse();
  if (sort === 'date:desc') return sorted;
  return sorted.sort((one, other) => countMatches(other, words, prefix) - countMatches(one, words, prefix));
}

function makeHit(article: Document, rank: number, words: readonly string[], prefix: boolean): Hit {
  const { body, id, title, titleFrom, path, date, language, attributes } = article;
  const first = findRanges(body, words, prefix)[0]?.[0] ?? 0;
  const start = first < 120 ? 0 : body.lastIndexOf(' ', first - 60) + 1;
  const end = body.length - start <= 240 ? body.length : body.lastIndexOf(' ', start + 240);
  const text = body.slice(start, end);
  const snippet = { field: 'body' as const, start, end, text, highlights: findRanges(text, words, prefix), html: '' };
  return {
    rank,
    score: 1 / rank,
    id,
    title,
    titleFrom,
    titleHighlights: findRanges(title, words, prefix),
    path,
    ...(date === undefined ? {} : { date }),
    ...(language === undefined ? {} : { language }),
    attributes,
    snippets: [snippet],
  };
}

/** The counts of a facet ignore its own filters. */
function countFacets(found: readonly Document[], filters: readonly Filter[]): Record<string, FacetValue[]> {
  return Object.fromEntries(
    FACET_FIELDS.map((field) => {
      const others = filters.filter((filter) => filter.field !== field);
      const counts = new Map<string, number>();
      for (const article of found.filter((candidate) => passes(candidate, others)))
        for (const value of valuesOf(article, field)) counts.set(value, (counts.get(value) ?? 0) + 1);
      const values = [...counts].map(([value, count]) => ({ value, count }));
      return [field, values.sort((one, other) => other.count - one.count || (one.value < other.value ? -1 : 1))];
    }),
  );
}

function countMonths(articles: readonly Document[]): Histogram {
  const months = articles.flatMap(({ date }) => (date === undefined ? [] : [date.slice(0, 7)])).sort();
  const [first = '', last = ''] = [months[0], months.at(-1)];
  const buckets: { key: string; count: number }[] = [];
  for (let key = first; key !== '' && key <= last; key = nextMonth(key))
    buckets.push({ key, count: months.filter((month) => month === key).length });
  return { interval: 'month', buckets, undated: articles.length - months.length };
}

function nextMonth(key: string): string {
  const [year = 0, month = 0] = key.split('-').map(Number);
  return month === 12 ? `${year + 1}-01` : `${year}-${String(month + 1).padStart(2, '0')}`;
}
