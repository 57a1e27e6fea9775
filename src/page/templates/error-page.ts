/**
 * A page for a request that could not be answered at all: an unknown document, a path that does not exist.
 */
import { type Assets, printPage } from './page-frame.js';
import { STRINGS } from './strings.js';
import { h } from './tree.js';

export interface ErrorView {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly assets: Assets;
}

/** A whole HTML document. */
export function renderErrorPage({ status, title, detail, assets }: ErrorView): string {
  return printPage({
    title: STRINGS.title(title),
    assets,
    strip: STRINGS.errorStatus(status),
    skip: STRINGS.skipToArticle,
    main: h(
      'main',
      { id: 'main', class: 'error-page', tabindex: -1 },
      h('h1', {}, title),
      h('p', {}, detail),
      h('p', {}, h('a', { href: '/' }, STRINGS.backToSearch)),
    ),
  });
}
