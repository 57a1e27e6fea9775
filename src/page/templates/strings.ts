/**
 * Every word that the page shows, in one table, so that another language is another table of the same type.
 */
import type { Interval, Sort } from '../../answer.js';

const NUMBER = new Intl.NumberFormat('en');
const PLURAL = new Intl.PluralRules('en');

export function formatNumber(value: number): string {
  return NUMBER.format(value);
}

function articles(count: number): string {
  return `${formatNumber(count)} ${PLURAL.select(count) === 'one' ? 'article' : 'articles'}`;
}

export const STRINGS = {
  language: 'en',
  name: 'Broadsheet',
  motto: 'A news archive, word for word',
  title: (what: string): string => (what === '' ? 'Broadsheet, a news archive' : `${what} – Broadsheet`),
  skip: 'Skip to results',
  skipToArticle: 'Skip to the article',
  months: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
  since: (from: string): string => `From ${from}`,
  until: (to: string): string => `Until ${to}`,
  span: (from: string, to: string): string => `${from} to ${to}`,
  articles,

  colours: 'Colours',
  colourChoices: { auto: 'Auto', light: 'Light', dark: 'Dark' },

  searchLabel: 'Search the archive',
  searchButton: 'Search',
  searchHint: 'Results appear below as you type.',
  datesLegend: 'Published',
  from: 'From',
  to: 'To',

  results: 'Results',
  milliseconds: (value: number): string => (value < 0.95 ? 'under 1 ms' : `${formatNumber(Math.round(value))} ms`),
  shown: (first: number, last: number): string =>
    first === last ? `number ${formatNumber(first)}` : `${formatNumber(first)}–${formatNumber(last)}`,
  sortLabel: 'Sort by',
  sorts: { relevance: 'Best match', 'date:desc': 'Newest', 'date:asc': 'Oldest' } satisfies Record<Sort, string>,
  undatedHit: 'No date',

  readAs: 'Read as',
  ignored: 'Left out as too common:',
  correctedTo: 'Showing results for',
  correctedUndo: (typed: string): string => `search for “${typed}” instead`,
  didYouMean: 'Did you mean',
  typing: (word: string): string => `Words that begin with “${word}” count too. Press Enter for the whole word.`,

  narrow: 'Narrow down',
  facetNames: { year: 'Year', month: 'Month', folder: 'Folder' } as Readonly<Record<string, string>>,
  noFolder: 'No folder',
  moreValues: (count: number): string => `${formatNumber(count)} more`,
  activeFilters: 'Active filters',
  removeFilter: (label: string): string => `Remove ${label}`,
  clearFilters: 'Clear all',

  timeline: 'Timeline',
  timelineBy: { day: 'by day', week: 'by week', month: 'by month', year: 'by year' } satisfies Record<Interval, string>,
  timelinePeriod: 'Period',
  timelineCount: 'Articles',
  weekOf: (monday: string): string => `week of ${monday}`,
  undated: (count: number): string => `${articles(count)} without a date`,
  periodCount: (period: string, count: number): string => `${period}: ${articles(count)}`,

  pages: 'Pages of results',
  previous: 'Previous',
  next: 'Next',
  page: (page: number): string => `Page ${formatNumber(page)}`,
  window: (count: number): string =>
    `Only the first ${formatNumber(count)} can be listed. Narrow the search to see the rest.`,

  frontEmpty: 'The archive is empty',
  frontEmptyDetail: 'No article has been indexed yet.',
  newest: 'Newest articles',
  oldest: 'Oldest articles',
  operators: [
    { example: '"boil notice"', meaning: 'these words, next to each other' },
    { example: 'ferry -strike', meaning: 'without a word' },
    { example: 'flood*', meaning: 'any word that begins so' },
    { example: 'storm date:2021-02', meaning: 'in one month, year or day' },
  ],
  operatorsLabel: 'Ways to ask',

  noHits: 'No articles found',
  unknownWords: (words: number): string =>
    words === 1 ? 'No article holds this word:' : 'No article holds these words:',
  noHitsAdvice: 'Check the spelling, or try fewer or more general words.',
  noHitsTogether:
    'Each word occurs, but not in the way they are combined here. Try fewer words, or leave out quotation marks.',
  noHitsFilters: 'The filters may be too narrow.',
  searchWithoutFilters: 'Search without filters',
  noHitsBrowse: 'No article fits these filters.',
  pastEnd: 'The list ends before this page.',
  toFirstPage: 'Go to the first page',

  building: (done: number, total: number): string =>
    `The index is being built: ${total === 0 ? 0 : Math.floor((100 * done) / total)} % read. Results may be missing.`,
  buildingLabel: 'Progress of the index',
  cannotRead: (parameters: readonly string[]): string =>
    `Part of the address could not be read and was left out: ${parameters.join(', ')}.`,

  failed: 'The search cannot be reached.',
  failedDetail: 'What you see is the last list that arrived. Press Enter to try again.',

  back: 'Back to results',
  backToSearch: 'Search the archive',
  path: 'File',
  matchesMarked: (q: string): string => `Matches of “${q}” are marked.`,
  errorStatus: (status: number): string => `Error ${status}`,
} as const;
