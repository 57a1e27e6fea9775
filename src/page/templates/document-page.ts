/**
 * The reader view: one document with the matches of the query marked. Where the title was taken from the first
 * sentence it stands above the text as a small running head, and the first paragraph speaks for itself.
 */
import type { DocumentAnswer } from '../../answer.js';
import { dateLine } from './hit-card.js';
import { cutRanges, markedText } from './marked-text.js';
import { type Assets, printPage } from './page-frame.js';
import { STRINGS } from './strings.js';
import { type Child, h, type Tree } from './tree.js';

export interface DocumentView {
  readonly document: DocumentAnswer;
  readonly q: string;
  /** Address of the search this document was found with, on this server. */
  readonly backTo: string;
  readonly assets: Assets;
}

/** A whole HTML document. */
export function renderDocumentPage(view: DocumentView): string {
  return printPage({
    title: STRINGS.title(view.document.title),
    assets: view.assets,
    strip: backLink(view),
    skip: STRINGS.skipToArticle,
    main: h('main', { id: 'main', tabindex: -1 }, article(view)),
  });
}

/** An address of another site would make the link a lure; `//` and `/\` begin one. */
function backLink({ q, backTo }: DocumentView): Child {
  const href = /^\/(?![/\\])/.test(backTo) ? backTo : '/';
  const label = href === '/' ? STRINGS.backToSearch : STRINGS.back;
  return h('a', { id: 'back', class: 'back', href, 'data-q': q }, h('span', { 'aria-hidden': 'true' }, '←'), label);
}

function article({ document, q }: DocumentView): Tree {
  const isDerived = document.titleFrom === 'first-sentence';
  const hasMatches = document.highlights.body.length + document.highlights.title.length > 0;
  return h(
    'article',
    { class: isDerived ? 'reader derived' : 'reader', lang: document.language },
    h(
      'header',
      {},
      h('h1', { dir: 'auto' }, isDerived ? document.title : markedText(document.title, document.highlights.title)),
      h('p', { class: 'byline' }, dateLine(document.date), h('span', { class: 'path' }, document.path)),
      attributes(document),
      q.trim() !== '' && hasMatches && h('p', { class: 'marked' }, STRINGS.matchesMarked(q.trim())),
    ),
    h('div', { class: 'text' }, paragraphs(document)),
  );
}

function attributes(document: DocumentAnswer): Child {
  const entries = Object.entries(document.attributes).filter(([, values]) => values.length > 0);
  if (entries.length === 0) return false;
  return h(
    'dl',
    { class: 'attributes' },
    entries.map(([name, values]) => h('div', {}, h('dt', {}, name), h('dd', { dir: 'auto' }, values.join(', ')))),
  );
}

function paragraphs({ body, paragraphs: ranges, highlights }: DocumentAnswer): Tree[] {
  return ranges.map(([start, end]) =>
    h('p', { dir: 'auto' }, markedText(body.slice(start, end), cutRanges(highlights.body, start, end))),
  );
}
