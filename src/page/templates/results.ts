/**
 * Everything of the search page that changes with an answer. The server prints this tree and the browser makes nodes
 * of it, so a list that came with the page and one that came while typing are the same.
 */
import type { SearchAnswer, Sort } from '../../answer.js';
import { facetGroup, filterChips } from './facets.js';
import { type Collection, front } from './front.js';
import { hitCard } from './hit-card.js';
import { noHits } from './no-hits.js';
import { noticeList, troubleMessage } from './notices.js';
import type { Assets } from './page-frame.js';
import { pager } from './pager.js';
import { receipt } from './receipt.js';
import { changeState, isFront, type PageState, pageUrl, usualSort } from './state.js';
import { STRINGS } from './strings.js';
import { timeline } from './timeline.js';
import { type Child, h, type Tree } from './tree.js';

export interface SearchView {
  readonly state: PageState;
  /** Absent where the search failed, or where the front page was asked for without a list. */
  readonly answer?: SearchAnswer;
  /** Order of the facets. */
  readonly facetFields: readonly string[];
  readonly notices: readonly string[];
  readonly error?: { readonly title: string; readonly detail: string };
  readonly collection: Collection;
  readonly assets: Assets;
  /** The last word is still being typed and was searched as a prefix. */
  readonly typing?: boolean;
}

export function resultsTree(view: Omit<SearchView, 'assets'>): Tree {
  const { state, answer, error, notices, collection } = view;
  return h(
    'div',
    { class: 'results' },
    noticeList(notices, collection.building),
    error !== undefined && troubleMessage(error.title, error.detail),
    isFront(state) && front(collection),
    answer !== undefined && !(isFront(state) && answer.total === 0) && answerTree(view, answer),
  );
}

/** "182 articles", the sentence that is shown above the list and read out when typing rests. */
export function countInWords(answer: SearchAnswer): string {
  return answer.total === 0 ? STRINGS.noHits : STRINGS.articles(answer.total);
}

function answerTree(view: Omit<SearchView, 'assets'>, answer: SearchAnswer): Child {
  const { state, facetFields } = view;
  const bars = answer.histogram !== undefined && timeline(state, answer.histogram);
  const facets = facetFields.map((field) => facetGroup(state, field, answer.facets?.[field] ?? []));
  const hasSide = [bars, ...facets].some((part) => part !== false);
  return [
    h('div', { class: 'status' }, statusLine(state, answer), answer.total > 1 && sortLinks(state)),
    receipt(state, answer),
    view.typing === true && typingLine(state.q),
    filterChips(state),
    h(
      'div',
      { class: 'columns' },
      hasSide && side(bars, facets),
      h('div', { class: 'list' }, list(state, answer), pager(state, answer.total)),
    ),
  ];
}

function statusLine(state: PageState, answer: SearchAnswer): Tree {
  const first = answer.hits[0]?.rank ?? 1;
  const last = answer.hits.at(-1)?.rank ?? 1;
  return h(
    'h2',
    { id: 'status', tabindex: -1 },
    isFront(state) ? frontHeading(state) : countInWords(answer),
    state.offset > 0 && answer.hits.length > 0 && [' ', h('span', { class: 'aside' }, STRINGS.shown(first, last))],
    ' ',
    h('span', { class: 'aside' }, STRINGS.milliseconds(answer.tookMs)),
  );
}

/** The front page has said how many articles there are. */
function frontHeading(state: PageState): string {
  return state.sort === 'date:asc' ? STRINGS.oldest : STRINGS.newest;
}

/** Best match means nothing where no word was typed. */
function sortLinks(state: PageState): Child {
  const sorts: readonly Sort[] =
    state.q.trim() === '' ? ['date:desc', 'date:asc'] : ['relevance', 'date:desc', 'date:asc'];
  const current = state.sort ?? usualSort(state.q);
  return h(
    'nav',
    { class: 'sorts', 'aria-label': STRINGS.sortLabel },
    h(
      'ul',
      { role: 'list' },
      sorts.map((sort) => {
        const href = pageUrl(changeState(state, { sort }));
        return h(
          'li',
          {},
          h('a', { id: `sort-${sort}`, href, 'aria-current': sort === current && 'true' }, STRINGS.sorts[sort]),
        );
      }),
    ),
  );
}

/** Nothing is said after a space or a closing quote: that word is whole. */
function typingLine(q: string): Child {
  const word = /[\p{L}\p{N}]+$/u.exec(q)?.[0];
  return word !== undefined && h('p', { class: 'receipt' }, STRINGS.typing(word));
}

/** Folded away where there is only one column; the style sheet opens it where there are two. */
function side(bars: Child, facets: Child): Tree {
  return h(
    'details',
    { class: 'side', id: 'side' },
    h('summary', {}, STRINGS.narrow),
    h('div', { class: 'side-content' }, bars, facets),
  );
}

function list(state: PageState, answer: SearchAnswer): Child {
  if (answer.hits.length === 0) return noHits(state, answer);
  return h(
    'ol',
    { class: 'hits', role: 'list', start: answer.hits[0]?.rank },
    answer.hits.map((hit) => hitCard(hit, state.q)),
  );
}
