/**
 * The search box and the date fields: a plain GET form, so it works without the script. It stays in place while the
 * results change, so that nothing is lost under the reader's fingers.
 */
import { firstDay, lastDay } from './dates.js';
import { DEFAULT_LIMIT, type PageState } from './state.js';
import { STRINGS } from './strings.js';
import { type Child, h, type Tree } from './tree.js';

export function searchForm(state: PageState): Tree {
  return h(
    'form',
    { id: 'search', class: 'search', role: 'search', action: '/', method: 'get', autocomplete: 'off' },
    h('label', { class: 'search-label', for: 'q' }, STRINGS.searchLabel),
    h('div', { class: 'search-row' }, box(state.q), h('button', { type: 'submit' }, STRINGS.searchButton)),
    h('p', { id: 'search-hint', class: 'visually-hidden' }, STRINGS.searchHint),
    dates(state),
    h('div', { id: 'kept', hidden: true }, keptInputs(state)),
  );
}

/** What the next search keeps although it has no visible field. */
export function keptInputs(state: PageState): Tree[] {
  const hidden = (name: string, value: string): Tree => h('input', { type: 'hidden', name, value });
  return [
    ...(state.sort === undefined ? [] : [hidden('sort', state.sort)]),
    ...state.filter.map(({ field, value }) => hidden('filter', `${field}:${value}`)),
    ...(state.limit === DEFAULT_LIMIT ? [] : [hidden('limit', String(state.limit))]),
  ];
}

function box(q: string): Child {
  return h('input', {
    id: 'q',
    name: 'q',
    type: 'search',
    value: q,
    maxlength: 4096,
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: 'false',
    enterkeyhint: 'search',
  });
}

function dates({ from, to }: PageState): Child {
  return h(
    'fieldset',
    { class: 'dates' },
    h('legend', { class: 'visually-hidden' }, STRINGS.datesLegend),
    dateField('from', STRINGS.from, from === undefined ? '' : firstDay(from)),
    dateField('to', STRINGS.to, to === undefined ? '' : lastDay(to)),
  );
}

function dateField(name: string, label: string, value: string): Child {
  return h('label', {}, h('span', {}, label), h('input', { type: 'date', id: name, name, value }));
}
