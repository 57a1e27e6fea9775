/**
 * Serves the page with made-up answers under the content security policy of the service. Answers can be held back,
 * so that a test decides in which order they arrive.
 */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Document } from '../../src/documents/document.js';
import { renderDocumentPage } from '../../src/page/templates/document-page.js';
import { renderErrorPage } from '../../src/page/templates/error-page.js';
import { type Assets, pageUrl, readState, renderSearchPage } from '../../src/page/templates/search-page.js';
import { STRINGS } from '../../src/page/templates/strings.js';
import { answerDocument, answerSearch, FACET_FIELDS } from './fixture-search.js';

/** Where `src/page/build.ts` puts scripts and styles, seen from the compiled tests. */
export const ASSETS_FOLDER = new URL('../../page/', import.meta.url);

export interface Fixture {
  readonly origin: string;
  /** The `q` of each request for JSON, in the order of arrival. */
  readonly asked: string[];
  /** Keeps back the JSON for this `q` until the function it returns is called. */
  hold(q: string): () => void;
  close(): Promise<void>;
}

/** A query that the fixture refuses, on the page and as JSON. */
export const REFUSED = 'refuse me';

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ');

const PROBLEM = { title: 'The query took too long', detail: 'The clause "a*" matches too many words. Add a letter.' };

interface Reply {
  readonly status?: number;
  readonly type?: string;
  readonly content: string;
}

export async function startFixture(articles: readonly Document[]): Promise<Fixture> {
  const held = new Map<string, Promise<void>>();
  const asked: string[] = [];
  const assets = await readAssets();

  async function reply(request: IncomingMessage): Promise<Reply> {
    const url = new URL(request.url ?? '/', 'http://fixture');
    if (url.pathname === '/') return { content: searchPage(articles, url, assets) };
    if (url.pathname.startsWith('/assets/')) return readAsset(url.pathname.slice('/assets/'.length));
    if (url.pathname === '/api/v1/search') {
      const q = url.searchParams.get('q') ?? '';
      asked.push(q);
      await held.get(q);
      return searchJson(articles, url);
    }
    const id = url.pathname.startsWith('/documents/') ? decodeURIComponent(url.pathname.slice(11)) : undefined;
    const article = articles.find((candidate) => candidate.id === id);
    if (article !== undefined) return { content: documentPage(article, url, assets) };
    const missing = { status: 404, title: 'No such page', detail: `There is no document with the id "${id}".`, assets };
    return { status: 404, content: renderErrorPage(missing) };
  }

  const server = createServer((request, response) => {
    reply(request).then(
      (answer) => send(response, answer),
      (error: unknown) => send(response, { status: 500, type: 'text/plain', content: String(error) }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    hold(q) {
      let release = (): void => {};
      held.set(
        q,
        new Promise((resolve) => {
          release = resolve;
        }),
      );
      return () => {
        held.delete(q);
        release();
      };
    },
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function searchPage(articles: readonly Document[], url: URL, assets: Assets): string {
  const { state, problems } = readState(url.searchParams);
  const dates = articles.flatMap(({ date }) => date ?? []).sort();
  const [firstDate = '', lastDate = ''] = [dates[0], dates.at(-1)];
  return renderSearchPage({
    state,
    ...(state.q === REFUSED ? { error: PROBLEM } : { answer: answerSearch(articles, state, false) }),
    facetFields: FACET_FIELDS,
    notices: problems.length === 0 ? [] : [STRINGS.cannotRead(problems)],
    collection: { documents: articles.length, firstDate, lastDate },
    assets,
  });
}

function searchJson(articles: readonly Document[], url: URL): Reply {
  const { state } = readState(url.searchParams);
  if (state.q === REFUSED)
    return { status: 503, type: 'application/problem+json', content: JSON.stringify({ ...PROBLEM, status: 503 }) };
  const answer = answerSearch(articles, state, url.searchParams.get('prefix') === 'true');
  return { type: 'application/json', content: JSON.stringify(answer) };
}

function documentPage(article: Document, url: URL, assets: Assets): string {
  const q = url.searchParams.get('q') ?? '';
  const backTo = pageUrl(readState(new URLSearchParams({ q })).state);
  return renderDocumentPage({ document: answerDocument(article, q), q, backTo, assets });
}

async function readAssets(): Promise<Assets> {
  const names = JSON.parse(await readFile(new URL('assets.json', ASSETS_FOLDER), 'utf8')) as Assets;
  return { script: `/assets/${names.script}`, style: `/assets/${names.style}`, theme: `/assets/${names.theme}` };
}

async function readAsset(name: string): Promise<Reply> {
  const type = name.endsWith('.css') ? 'text/css' : name.endsWith('.js') ? 'text/javascript' : 'application/json';
  return { type, content: await readFile(new URL(name, ASSETS_FOLDER), 'utf8') };
}

function send(response: ServerResponse, { status = 200, type = 'text/html', content }: Reply): void {
  response.writeHead(status, {
    'content-type': `${type}; charset=utf-8`,
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
  });
  response.end(content);
}
