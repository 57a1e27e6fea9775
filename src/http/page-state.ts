/**
 * The search page's address, read leniently: what cannot be used is left out and told in a notice. Also decides which
 * facets the page shows; the script of the page is told, and asks for the same.
 */
import type { Filter } from '../answer.js';
import type { OpenIndex } from '../backends/open.js';
import { parsePeriod } from '../documents/date.js';
import { facetFields } from '../index/facets.js';
import { changeState, type PageState, readState } from '../page/templates/state.js';
import { STRINGS } from '../page/templates/strings.js';
import type { Settings } from '../settings.js';
import { isWithinWindow } from './limits.js';

export interface ReadPage {
  readonly state: PageState;
  readonly notices: readonly string[];
}

const NAMES = new Set(['q', 'from', 'to', 'sort', 'filter', 'offset', 'limit']);

/** Without an index, filters are taken as they are: there is nothing yet to compare them with. */
export function readPage(query: URLSearchParams, settings: Settings, index: OpenIndex | undefined): ReadPage {
  const { state: read, problems } = readState(query);
  const unusable = new Set(problems);
  for (const name of query.keys()) if (!NAMES.has(name)) unusable.add(shorten(name));
  const { offset } = read;
  let state = changeState(read, { q: read.q.toWellFormed(), offset });
  for (const name of ['from', 'to'] as const) {
    const period = state[name];
    if (period === undefined || parsePeriod(period) !== undefined) continue;
    unusable.add(name);
    state = changeState(state, { [name]: undefined, offset });
  }
  const filter = state.filter.filter((one) => index === undefined || isUsable(one, index));
  if (filter.length < state.filter.length) {
    unusable.add('filter');
    state = changeState(state, { filter, offset });
  }
  if (!isWithinWindow(state, settings)) {
    unusable.add('offset');
    state = changeState(state, {});
  }
  return { state, notices: unusable.size === 0 ? [] : [STRINGS.cannotRead([...unusable].slice(0, MOST_NAMED))] };
}

/** Groups beyond these make a list of facets that nobody reads. */
const MOST_FACETS = 4;

/** Year, folder, and the other facets, as far as they hold a choice. */
export function pageFacets({ manifest, columns }: OpenIndex): string[] {
  const years = [manifest.firstDate, manifest.lastDate].map((date) => date?.slice(0, 4));
  const others = [...columns.facets.keys()].filter((field) => field !== 'folder').sort();
  const withChoice = ['folder', ...others].filter((field) => (columns.facets.get(field)?.values.length ?? 0) >= 2);
  return [...(years[0] === years[1] ? [] : ['year']), ...withChoice].slice(0, MOST_FACETS);
}

const MOST_NAMED = 5;

function shorten(name: string): string {
  return name.length <= 40 ? name : `${name.slice(0, 40).toWellFormed()}…`;
}

function isUsable({ field, value }: Filter, { columns }: OpenIndex): boolean {
  if (field === 'year') return /^\d{4}$/.test(value) && parsePeriod(value) !== undefined;
  if (field === 'month') return /^\d{4}-\d{2}$/.test(value) && parsePeriod(value) !== undefined;
  return facetFields(columns).includes(field);
}
