/**
 * Lets the reader view lead back to the very search it was opened from, filters and page included. The address of a
 * document carries the query only, so the search page leaves its own address behind in the tab's memory.
 */
const NAME = 'broadsheet-search';

export function rememberSearch(): void {
  // On leaving, when the address has followed the last key.
  addEventListener('pagehide', () => {
    try {
      sessionStorage.setItem(NAME, location.pathname + location.search);
    } catch {
      // Then the link leads back to the plain query.
    }
  });
}

export function startBack(link: HTMLAnchorElement): void {
  try {
    const search = sessionStorage.getItem(NAME) ?? '';
    const q = new URLSearchParams(search.slice(1)).get('q') ?? '';
    if (search.startsWith('/?') && q === link.dataset.q) link.href = search;
  } catch {
    // The link that came with the page stays.
  }
}
