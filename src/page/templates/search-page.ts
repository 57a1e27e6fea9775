/**
 * The search page: form, results, and the few facts the script needs to go on from here.
 */
import { printPage } from './page-frame.js';
import { resultsTree, type SearchView } from './results.js';
import { searchForm } from './search-form.js';
import { STRINGS } from './strings.js';
import { type Child, h } from './tree.js';

export type { Assets } from './page-frame.js';
export type { SearchView } from './results.js';
export { apiUrl, type PageState, pageUrl, readState } from './state.js';

/** A whole HTML document. */
export function renderSearchPage(view: SearchView): string {
  return printPage({
    title: STRINGS.title(view.state.q.trim()),
    assets: view.assets,
    nameIsHeading: true,
    strip: STRINGS.motto,
    skip: STRINGS.skip,
    main: [searchForm(view.state), main(view)],
  });
}

/** What the script needs besides the address to ask and to draw: the same parts of the view that the server had. */
export type PageFacts = Pick<SearchView, 'facetFields' | 'collection'>;

function main(view: SearchView): Child {
  const facts: PageFacts = { facetFields: view.facetFields, collection: view.collection };
  return h(
    'main',
    { id: 'main', tabindex: -1 },
    h('div', { id: 'trouble' }),
    h('div', { id: 'results', 'data-facts': JSON.stringify(facts) }, resultsTree(view)),
    h('p', { id: 'announcer', class: 'visually-hidden', role: 'status' }),
  );
}
