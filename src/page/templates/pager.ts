/**
 * Links to the other pages of a result: the first, the last, and those around the present one.
 */
import { changeState, MAX_WINDOW, type PageState, pageUrl } from './state.js';
import { formatNumber, STRINGS } from './strings.js';
import { type Child, h, type Tree } from './tree.js';

export function pager(state: PageState, total: number): Child {
  const { limit, offset } = state;
  // Every page must lie in the window as a whole, or its own search would be refused.
  const pages = Math.min(Math.ceil(total / limit), Math.floor(MAX_WINDOW / limit));
  const current = Math.floor(offset / limit) + 1;
  if (pages < 2) return false;
  const to = (page: number): string => pageUrl(changeState(state, { offset: (page - 1) * limit }));
  return h(
    'nav',
    { class: 'pager', 'aria-label': STRINGS.pages },
    h(
      'ul',
      { role: 'list' },
      current > 1 && h('li', {}, h('a', { rel: 'prev', href: to(current - 1) }, STRINGS.previous)),
      pageNumbers(current, pages).map((page) => pageItem(page, page === current, to)),
      current < pages && h('li', {}, h('a', { rel: 'next', href: to(current + 1) }, STRINGS.next)),
    ),
    total > pages * limit && current === pages && h('p', {}, STRINGS.window(pages * limit)),
  );
}

/** 0 stands for a gap. */
export function pageNumbers(current: number, pages: number): number[] {
  const near = [1, current - 1, current, current + 1, pages].filter((page) => page >= 1 && page <= pages);
  const numbers = [...new Set(near)].sort((one, other) => one - other);
  return numbers.flatMap((page, index) => {
    const gap = page - (numbers[index - 1] ?? 0);
    if (gap === 1) return [page];
    // A gap of one page takes no more room than that page itself.
    return gap === 2 ? [page - 1, page] : [0, page];
  });
}

function pageItem(page: number, isCurrent: boolean, to: (page: number) => string): Tree {
  if (page === 0) return h('li', { class: 'gap', 'aria-hidden': 'true' }, '…');
  const text = formatNumber(page);
  if (isCurrent) return h('li', {}, h('span', { class: 'current', 'aria-current': 'page' }, text));
  return h('li', {}, h('a', { href: to(page), 'aria-label': STRINGS.page(page) }, text));
}
