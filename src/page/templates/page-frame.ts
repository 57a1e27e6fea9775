/**
 * What all pages share: head, nameplate, and the strip between two rules under it. Scripts and styles are files of
 * the same origin, because the content security policy allows nothing inline.
 */
import { STRINGS } from './strings.js';
import { type Child, h, print } from './tree.js';

/** URLs such as `/assets/app-HASH.js`. */
export interface Assets {
  readonly script: string;
  readonly style: string;
  /** Sets the stored colours before the first paint, so it is not part of the deferred script. */
  readonly theme: string;
}

export interface Frame {
  readonly title: string;
  readonly assets: Assets;
  /** True where the name of the archive is the heading of the page. */
  readonly nameIsHeading?: boolean;
  /** Left part of the strip. */
  readonly strip: Child;
  readonly skip: string;
  readonly main: Child;
}

/** A whole HTML document. */
export function printPage(frame: Frame): string {
  const html = h('html', { lang: STRINGS.language }, head(frame), body(frame));
  return `<!doctype html>${print(html)}`;
}

function head({ title, assets }: Frame): Child {
  return h(
    'head',
    {},
    h('meta', { charset: 'utf-8' }),
    h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    h('meta', { name: 'color-scheme', content: 'light dark' }),
    h('title', {}, title),
    h('link', { rel: 'icon', href: ICON }),
    h('script', { src: assets.theme }),
    h('link', { rel: 'stylesheet', href: assets.style }),
    h('script', { src: assets.script, type: 'module' }),
  );
}

function body({ nameIsHeading = false, strip, skip, main }: Frame): Child {
  const name = h('a', { href: '/' }, STRINGS.name);
  return h(
    'body',
    {},
    h('a', { class: 'skip', href: '#main' }, skip),
    h(
      'header',
      { class: 'masthead' },
      h(nameIsHeading ? 'h1' : 'p', { class: 'nameplate' }, name),
      h('div', { class: 'strip' }, h('div', { class: 'strip-text' }, strip), colourChoice()),
    ),
    main,
  );
}

/** Shown only once the theme script has run: without it the choice would do nothing. */
function colourChoice(): Child {
  const { auto, light, dark } = STRINGS.colourChoices;
  return h(
    'label',
    { class: 'colours' },
    h('span', {}, STRINGS.colours),
    h(
      'select',
      { id: 'colours', autocomplete: 'off' },
      h('option', { value: 'auto' }, auto),
      h('option', { value: 'light' }, light),
      h('option', { value: 'dark' }, dark),
    ),
  );
}

/** A small front page: nameplate, headline, columns. */
const ICON = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="#8a2b1f" d="M2 1h12v14H2z"/>' +
    '<path fill="#fff" d="M4 3h8v2H4zM4 7h3v1H4zM4 9h3v1H4zM4 11h3v1H4zM9 7h3v5H9z"/></svg>',
)}`;
