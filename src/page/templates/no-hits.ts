/**
 * A search that found nothing says why, as far as the receipt knows, and what can be done about it.
 */
import type { SearchAnswer } from '../../answer.js';
import { changeState, hasFilters, type PageState, pageUrl } from './state.js';
import { STRINGS } from './strings.js';
import { type Child, h } from './tree.js';

export function noHits(state: PageState, answer: SearchAnswer): Child {
  if (answer.total > 0) return pastEnd(state);
  const terms = answer.query.terms;
  const unknown = [...new Set(terms.filter((term) => term.documentFrequency === 0).map(({ typed }) => typed))];
  // Words that no article holds are not found without filters either.
  const filtersMatter = hasFilters(state) && (terms.length === 0 || terms.some((term) => term.documentFrequency > 0));
  return h(
    'div',
    { class: 'no-hits' },
    unknown.length > 0 && h('p', {}, `${STRINGS.unknownWords(unknown.length)} `, unknownWords(unknown)),
    h('p', {}, advice(unknown.length > 0, terms.length)),
    filtersMatter && withoutFilters(state),
  );
}

function unknownWords(words: readonly string[]): Child[] {
  return words.map((word, index): Child => [index > 0 && ', ', h('strong', { dir: 'auto' }, word)]);
}

function advice(hasUnknown: boolean, terms: number): string {
  if (terms === 0) return STRINGS.noHitsBrowse;
  return hasUnknown || terms === 1 ? STRINGS.noHitsAdvice : STRINGS.noHitsTogether;
}

function withoutFilters(state: PageState): Child {
  const everything = changeState(state, { filter: [], from: undefined, to: undefined });
  return h('p', {}, `${STRINGS.noHitsFilters} `, h('a', { href: pageUrl(everything) }, STRINGS.searchWithoutFilters));
}

function pastEnd(state: PageState): Child {
  return h(
    'div',
    { class: 'no-hits' },
    h('p', {}, `${STRINGS.pastEnd} `, h('a', { href: pageUrl(changeState(state, {})) }, STRINGS.toFirstPage)),
  );
}
