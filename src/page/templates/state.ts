/**
 * The state of the search page is its URL, with the parameter names of the HTTP contract. Server and browser read
 * and write it with these functions only, so a link, a form and a key press lead to the same address.
 */
import type { Filter, Sort } from '../../answer.js';

export interface PageState {
  readonly q: string;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, inclusive. */
  readonly from?: string;
  readonly to?: string;
  /** Absent: best match, or newest first where `q` is empty. */
  readonly sort?: Sort;
  readonly filter: readonly Filter[];
  readonly offset: number;
  readonly limit: number;
}

export const DEFAULT_LIMIT = 10;

/** Hits beyond this `offset + limit` are not listed; the search answers a larger window with an error. */
export const MAX_WINDOW = 10_000;

/** The address of a state: defaults are left out and the order is fixed, so equal states have equal addresses. */
export function pageUrl(state: PageState): string {
  const parameters = stateParameters(state);
  return parameters.length === 0 ? '/' : `/?${parameters.join('&')}`;
}

/** The JSON twin of a state: the same answer that the server renders, or the one for a word still being typed. */
export function apiUrl(state: PageState, facetFields: readonly string[], typing: boolean): string {
  const parameters = stateParameters(state);
  if (facetFields.length > 0) parameters.push(parameter('facets', facetFields.join(',')));
  parameters.push('histogram=auto');
  if (typing) parameters.push('prefix=true');
  return `/api/v1/search?${parameters.join('&')}`;
}

export function documentUrl(id: string, q: string): string {
  const path = `/documents/${encodeURIComponent(id)}`;
  return q.trim() === '' ? path : `${path}?${parameter('q', q)}`;
}

/**
 * Reads a state from an address. What cannot be read is left out and named in `problems`; the page is shown all the
 * same. Empty values count as absent, because a form sends its empty fields.
 */
export function readState(parameters: URLSearchParams): { state: PageState; problems: string[] } {
  const problems: string[] = [];
  const period = (name: 'from' | 'to'): string | undefined => {
    const value = parameters.get(name)?.trim() ?? '';
    if (value === '' || PERIOD.test(value)) return value === '' ? undefined : value;
    problems.push(name);
    return undefined;
  };
  const count = (name: 'offset' | 'limit', usual: number, least: number, most: number): number => {
    const value = parameters.get(name)?.trim() ?? '';
    if (value === '') return usual;
    if (/^\d{1,6}$/.test(value) && Number(value) >= least && Number(value) <= most) return Number(value);
    problems.push(name);
    return usual;
  };
  const sort = parameters.get('sort') ?? '';
  if (sort !== '' && !isSort(sort)) problems.push('sort');
  const filters = parameters.getAll('filter').filter((value) => value !== '');
  const filter = filters.flatMap(readFilter);
  if (filter.length < filters.length) problems.push('filter');
  const limit = count('limit', DEFAULT_LIMIT, 1, 100);
  const state = makeState({
    q: parameters.get('q') ?? '',
    from: period('from'),
    to: period('to'),
    sort: isSort(sort) ? sort : undefined,
    filter,
    offset: count('offset', 0, 0, MAX_WINDOW - limit),
    limit,
  });
  return { state, problems };
}

/** The same search from its first hit on, with some parts changed; `undefined` takes a part away. */
export function changeState(
  state: PageState,
  change: { readonly [Name in keyof PageState]?: PageState[Name] | undefined },
): PageState {
  return makeState({ ...state, offset: 0, ...change });
}

/** Adds the filter, or takes it away where it is set already. */
export function toggleFilter(state: PageState, filter: Filter): PageState {
  const rest = state.filter.filter((other) => !isSameFilter(other, filter));
  return changeState(state, { filter: rest.length < state.filter.length ? rest : [...rest, filter] });
}

export function isSameFilter(one: Filter, other: Filter): boolean {
  return one.field === other.field && one.value === other.value;
}

export function hasFilters(state: PageState): boolean {
  return state.filter.length > 0 || state.from !== undefined || state.to !== undefined;
}

/** The page before anything was asked. */
export function isFront(state: PageState): boolean {
  return state.q.trim() === '' && !hasFilters(state);
}

export function usualSort(q: string): Sort {
  return q.trim() === '' ? 'date:desc' : 'relevance';
}

const PERIOD = /^\d{4}(?:-\d{2}(?:-\d{2})?)?$/;

function isSort(value: string): value is Sort {
  return value === 'relevance' || value === 'date:desc' || value === 'date:asc';
}

function readFilter(value: string): Filter[] {
  const colon = value.indexOf(':');
  return colon > 0 ? [{ field: value.slice(0, colon), value: value.slice(colon + 1) }] : [];
}

type LooseState = { readonly [Name in keyof Required<PageState>]: Required<PageState>[Name] | undefined };

/** Leaves out parts that are undefined, which the types of an exact state ask for. */
function makeState(parts: Partial<LooseState>): PageState {
  const { q = '', filter = [], offset = 0, limit = DEFAULT_LIMIT, from, to, sort } = parts;
  return {
    q,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(sort === undefined ? {} : { sort }),
    filter,
    offset,
    limit,
  };
}

function stateParameters(state: PageState): string[] {
  const { q, from, to, sort, offset, limit } = state;
  const filters = state.filter.map((filter) => parameter('filter', `${filter.field}:${filter.value}`));
  return [
    ...(q.trim() === '' ? [] : [parameter('q', q)]),
    ...(from === undefined ? [] : [parameter('from', from)]),
    ...(to === undefined ? [] : [parameter('to', to)]),
    ...(sort === undefined || sort === usualSort(q) ? [] : [parameter('sort', sort)]),
    ...filters.sort(),
    ...(offset === 0 ? [] : [parameter('offset', String(offset))]),
    ...(limit === DEFAULT_LIMIT ? [] : [parameter('limit', String(limit))]),
  ];
}

/** Leaves the characters bare that a query may hold and that people like to read in an address. */
function parameter(name: string, value: string): string {
  const encoded = encodeURIComponent(value.toWellFormed());
  return `${name}=${encoded.replaceAll('%20', '+').replaceAll('%3A', ':').replaceAll('%2F', '/').replaceAll('%2C', ',')}`;
}
