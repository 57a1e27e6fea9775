/**
 * Facets as links: each value leads to the same search with that filter set, or taken away again. Filters in force
 * also stand above the results as chips.
 */
import type { FacetValue, Filter } from '../../answer.js';
import { dateInWords, periodInWords } from './dates.js';
import { changeState, hasFilters, isSameFilter, type PageState, pageUrl, toggleFilter } from './state.js';
import { formatNumber, STRINGS } from './strings.js';
import { type Child, h, type Tree } from './tree.js';

export function facetGroup(state: PageState, field: string, counted: readonly FacetValue[]): Child {
  const values = orderValues(field, withChosen(state, field, counted));
  if (values.length === 0) return false;
  const links = values.map((value) => facetLink(state, { field, value: value.value }, value.count));
  // One hidden value would cost as much room as the line that hides it.
  const split = links.length > SHOWN_VALUES + 1 ? SHOWN_VALUES : links.length;
  const rest = links.slice(split);
  const heading = `facet-${encodeURIComponent(field)}`;
  return h(
    'section',
    { class: 'facet', 'aria-labelledby': heading },
    h('h3', { id: heading }, fieldName(field)),
    h('ul', { role: 'list' }, links.slice(0, split)),
    rest.length > 0 &&
      h(
        'details',
        { id: `${heading}-more` },
        h('summary', {}, STRINGS.moreValues(rest.length)),
        h('ul', { role: 'list' }, rest),
      ),
  );
}

/** The filters in force, each with the link that takes it away. */
export function filterChips(state: PageState): Child {
  if (!hasFilters(state)) return false;
  const chips = state.filter.map((filter) =>
    chip(`${fieldName(filter.field)}: ${valueLabel(filter)}`, toggleFilter(state, filter)),
  );
  const dates = periodInWords(state.from, state.to);
  if (dates !== '') chips.push(chip(dates, changeState(state, { from: undefined, to: undefined })));
  const everything = changeState(state, { filter: [], from: undefined, to: undefined });
  return h(
    'ul',
    { class: 'chips', role: 'list', 'aria-label': STRINGS.activeFilters },
    chips,
    chips.length > 1 && h('li', {}, h('a', { class: 'clear', href: pageUrl(everything) }, STRINGS.clearFilters)),
  );
}

/** A longer list is folded after this many values. */
const SHOWN_VALUES = 7;

/** A chosen value stays in the list although nothing matches it any more, so that it can be taken back. */
function withChosen(state: PageState, field: string, counted: readonly FacetValue[]): FacetValue[] {
  const chosen = state.filter.filter((filter) => filter.field === field);
  const missing = chosen.filter(({ value }) => !counted.some((other) => other.value === value));
  const shown = counted.filter(({ value, count }) => count > 0 || chosen.some((filter) => filter.value === value));
  return [...missing.map(({ value }) => ({ value, count: 0 })), ...shown];
}

/** Years and months read as a calendar, the newest first; other values keep the order of the answer. */
function orderValues(field: string, values: FacetValue[]): FacetValue[] {
  if (field !== 'year' && field !== 'month') return values;
  return values.sort((one, other) => (one.value < other.value ? 1 : -1));
}

function facetLink(state: PageState, filter: Filter, count: number): Tree {
  const chosen = state.filter.some((other) => isSameFilter(other, filter));
  return h(
    'li',
    {},
    h(
      'a',
      {
        id: `filter-${encodeURIComponent(`${filter.field}:${filter.value}`)}`,
        href: pageUrl(toggleFilter(state, filter)),
        'aria-current': chosen && 'true',
      },
      h('span', { class: 'facet-value', dir: 'auto' }, valueLabel(filter)),
      ' ',
      h('span', { class: 'count' }, formatNumber(count)),
    ),
  );
}

function chip(label: string, without: PageState): Tree {
  return h(
    'li',
    {},
    h(
      'a',
      { class: 'chip', href: pageUrl(without), 'aria-label': STRINGS.removeFilter(label) },
      h('span', {}, label),
      h('span', { class: 'cross', 'aria-hidden': 'true' }, '×'),
    ),
  );
}

function fieldName(field: string): string {
  return STRINGS.facetNames[field] ?? field.slice(0, 1).toUpperCase() + field.slice(1).replaceAll('_', ' ');
}

function valueLabel({ field, value }: Filter): string {
  if (field === 'month') return dateInWords(value);
  return field === 'folder' && value === '' ? STRINGS.noFolder : value;
}
