/**
 * What the archive holds and how to ask it, for a visitor who has not asked yet.
 */
import { dateInWords } from './dates.js';
import { STRINGS } from './strings.js';
import { type Child, h } from './tree.js';

export interface Collection {
  readonly documents: number;
  readonly firstDate?: string;
  readonly lastDate?: string;
  /** Set while the index is being built. */
  readonly building?: { readonly done: number; readonly total: number };
}

export function front({ documents, firstDate, lastDate }: Collection): Child {
  const isEmpty = documents === 0;
  return h(
    'section',
    { class: 'front' },
    h('h2', {}, isEmpty ? STRINGS.frontEmpty : STRINGS.articles(documents)),
    firstDate !== undefined &&
      lastDate !== undefined &&
      h('p', {}, STRINGS.span(dateInWords(firstDate), dateInWords(lastDate))),
    isEmpty ? h('p', {}, STRINGS.frontEmptyDetail) : operators(),
  );
}

function operators(): Child {
  return h(
    'dl',
    { class: 'operators', 'aria-label': STRINGS.operatorsLabel },
    STRINGS.operators.map(({ example, meaning }) =>
      h('div', {}, h('dt', {}, h('code', {}, example)), h('dd', {}, meaning)),
    ),
  );
}
