/**
 * Makes the search page live: what is typed, chosen or gone back to is asked for as JSON and drawn in place. Each
 * step has the address that the server would answer with the same page.
 */

import { firstDay, lastDay } from '../templates/dates.js';
import { troubleMessage } from '../templates/notices.js';
import { countInWords, resultsTree } from '../templates/results.js';
import { keptInputs } from '../templates/search-form.js';
import type { PageFacts } from '../templates/search-page.js';
import { apiUrl, changeState, type PageState, pageUrl, readState } from '../templates/state.js';
import { STRINGS } from '../templates/strings.js';
import { createAddress } from './address.js';
import { createAnnouncer } from './announcer.js';
import { find, toNode } from './dom.js';
import { listenToKeys } from './keys.js';
import { createLatest, type Outcome } from './latest.js';
import { onTyping } from './typing.js';

export function startSearch(): void {
  const form = find('search', HTMLFormElement);
  const box = find('q', HTMLInputElement);
  const from = find('from', HTMLInputElement);
  const to = find('to', HTMLInputElement);
  const results = find('results', HTMLElement);
  const facts = JSON.parse(results.dataset.facts ?? '') as PageFacts;
  const askLatest = createLatest();
  const address = createAddress();
  const announce = createAnnouncer(find('announcer', HTMLElement));
  let state = stateOf(location.search);
  let shown = '';

  async function show(next: PageState, typing: boolean): Promise<void> {
    state = next;
    document.title = STRINGS.title(state.q.trim());
    find('kept', HTMLElement).replaceChildren(...keptInputs(state).map((input) => toNode(input)));
    const url = apiUrl(state, facts.facetFields, typing);
    results.ariaBusy = 'true';
    const outcome = await askLatest(url);
    if (outcome.kind === 'superseded') return;
    results.ariaBusy = 'false';
    showTrouble(outcome);
    if (outcome.kind !== 'answer') return;
    shown = url;
    const { answer } = outcome;
    replaceKeepingPlace(results, toNode(resultsTree({ ...facts, state: next, answer, notices: [], typing })));
    announce(countInWords(answer));
  }

  /** A search that was asked for on purpose: it gets its own entry in the history. */
  function go(next: PageState): Promise<void> {
    address.commit(pageUrl(next));
    return show(next, false);
  }

  function withFields(): PageState {
    // A date that only says again what the address says in fewer figures (`2021`) leaves the address as it is.
    const keep = (field: HTMLInputElement, period: string | undefined, day: (period: string) => string) =>
      period !== undefined && field.value === day(period) ? period : field.value || undefined;
    return changeState(state, {
      q: box.value,
      from: keep(from, state.from, firstDay),
      to: keep(to, state.to, lastDay),
    });
  }

  function fillForm({ q, from: since, to: until }: PageState): void {
    box.value = q;
    from.value = since === undefined ? '' : firstDay(since);
    to.value = until === undefined ? '' : lastDay(until);
  }

  onTyping(box, () => {
    const next = withFields();
    if (apiUrl(next, facts.facetFields, true) === shown && results.ariaBusy !== 'true') return;
    address.follow(pageUrl(next));
    void show(next, true);
  });
  for (const field of [from, to]) {
    field.addEventListener('change', () => {
      // The year 2021 passes through 0002, 0020 and 0202 while it is typed.
      if (field.value.startsWith('0')) return;
      const next = withFields();
      address.follow(pageUrl(next));
      void show(next, false);
    });
  }
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void go(withFields());
  });
  results.addEventListener('click', (event) => {
    const href = plainLink(event);
    if (href === undefined) return;
    // Half-typed words that a link is followed from are worth going back to.
    address.settle();
    if (!isSearch(href)) return;
    event.preventDefault();
    address.commit(pageUrl(state));
    const next = stateOf(href.slice(1));
    fillForm(next);
    void go(next).then(() => keepInView(results));
  });
  addEventListener('popstate', () => {
    address.moved();
    const next = stateOf(location.search);
    // A jump within the page (the skip link) is a move in the history too, but to the same search.
    if (pageUrl(next) === pageUrl(state)) return;
    fillForm(next);
    void show(next, false);
  });
  listenToKeys(box);
  box.setAttribute('aria-describedby', 'search-hint');
}

function stateOf(search: string): PageState {
  return readState(new URLSearchParams(search)).state;
}

function showTrouble(outcome: Exclude<Outcome, { kind: 'superseded' }>): void {
  const place = find('trouble', HTMLElement);
  if (outcome.kind === 'answer') place.replaceChildren();
  else if (outcome.kind === 'unreachable' || outcome.title === '')
    place.replaceChildren(toNode(troubleMessage(STRINGS.failed, STRINGS.failedDetail)));
  else place.replaceChildren(toNode(troubleMessage(outcome.title, outcome.detail)));
}

/** Puts the new list in place of the old one, with the same folds open and the focus on the same link. */
function replaceKeepingPlace(results: HTMLElement, fresh: Node): void {
  const focused = results.contains(document.activeElement) ? document.activeElement?.id : undefined;
  const open = Array.from(results.querySelectorAll('details[open]'), ({ id }) => id);
  results.replaceChildren(fresh);
  for (const id of open) document.getElementById(id)?.setAttribute('open', '');
  if (focused === undefined) return;
  (document.getElementById(focused) ?? document.getElementById('status'))?.focus({ preventScroll: true });
}

/** After a step through a long list its top may be out of sight. */
function keepInView(results: HTMLElement): void {
  if (results.getBoundingClientRect().top < 0) results.scrollIntoView();
}

/** The address of a link that was clicked in the ordinary way, not into a new tab. */
function plainLink(event: MouseEvent): string | undefined {
  if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return undefined;
  if (!(event.target instanceof Element)) return undefined;
  return event.target.closest('a')?.getAttribute('href') ?? undefined;
}

function isSearch(href: string): boolean {
  return href === '/' || href.startsWith('/?');
}
