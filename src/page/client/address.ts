/**
 * Keeps the address equal to what is shown. Typing rewrites the present entry of the history once it rests; what was
 * asked on purpose (Enter, a link) gets an entry of its own, so Back never has to walk through half-typed words.
 */

/** Milliseconds without a key; browsers limit how often an address may change. */
const REST = 400;

export interface Address {
  /** The shown search is still being typed. */
  follow(url: string): void;
  /** Writes what is waiting, before a link leaves the page. */
  settle(): void;
  /** The shown search is one that Back should return to. */
  commit(url: string): void;
  /** The browser itself has gone to another entry. */
  moved(): void;
}

export function createAddress(): Address {
  let committed = currentUrl();
  let followed: string | undefined;
  let timer = 0;
  const settle = (): void => {
    clearTimeout(timer);
    if (followed !== undefined && followed !== currentUrl()) history.replaceState(null, '', followed);
  };
  const commit = (url: string): void => {
    clearTimeout(timer);
    followed = undefined;
    if (url === committed) {
      history.replaceState(null, '', url);
      return;
    }
    // The entry was rewritten while typing: give it back, then add the new one.
    history.replaceState(null, '', committed);
    history.pushState(null, '', url);
    committed = url;
  };
  return {
    follow(url) {
      followed = url;
      clearTimeout(timer);
      timer = setTimeout(settle, REST);
    },
    settle,
    commit,
    moved() {
      clearTimeout(timer);
      followed = undefined;
      committed = currentUrl();
    },
  };
}

function currentUrl(): string {
  return location.pathname + location.search;
}
