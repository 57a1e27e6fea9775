/**
 * The whole service in a real browser: the sample archive is indexed, served on a port of this machine, and visited.
 * Every test ends with the check that neither the page nor its console reported an error, and that nothing had to be
 * stopped by the content security policy.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import type { DocumentAnswer } from '../../src/answer.js';
import { listen, type RunningServer } from '../../src/http/server.js';
import { DEFAULT_SETTINGS } from '../../src/settings.js';
import { makeFolder } from '../documents/temp-folder.js';
import { buildIndex, makePlace, type Place, startService } from '../http/service.js';
import { PROJECT } from '../project.js';
import { findViolations, launchBrowser, startVisits, until, type Visits } from './browser.js';
import { ASSETS_FOLDER } from './fixture-server.js';

let browser: Browser;
let visits: Visits;
const servers: RunningServer[] = [];
let archive: RunningServer;

beforeAll(async () => {
  browser = await launchBrowser();
  visits = startVisits(browser);
  archive = await serve({ folder: join(PROJECT, 'seeds'), directory: join(makeFolder(), 'index') });
});

afterEach(() => visits.end());

afterAll(async () => {
  await browser?.close();
  await Promise.all(servers.map((server) => server.close()));
});

async function serve(place: Place): Promise<RunningServer> {
  await buildIndex(place);
  const { app } = await startService(place, { assetsDirectory: fileURLToPath(ASSETS_FOLDER) });
  const server = await listen(app, { ...DEFAULT_SETTINGS, port: 0 });
  servers.push(server);
  return server;
}

function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  return visits.open(path, { baseURL: archive.url, ...options });
}

/** What a visitor sees of an answer. */
interface Shown {
  readonly count: string;
  readonly hits: readonly {
    readonly href: string;
    readonly path: string;
    readonly date: string;
    readonly text: string;
    readonly marks: readonly string[];
  }[];
  /** Values with their counts. */
  readonly facets: readonly string[];
  readonly bars: readonly string[];
  readonly receipt: readonly string[];
}

/** Time taken is left out: it differs from answer to answer. */
const READ_SHOWN = `(() => {
  const all = (selector, root, read) => Array.from(root.querySelectorAll(selector), read);
  const text = (element) => element.textContent;
  return {
    count: all('#status', document, text).join().replace(/ (?:under )?[\\d,]+ ms$/, ''),
    hits: all('.hit', document, (hit) => ({
      href: hit.querySelector('a').getAttribute('href'),
      path: all('.path', hit, text).join(),
      date: all('time', hit, (time) => time.dateTime).join(),
      text: text(hit),
      marks: all('mark', hit, text),
    })),
    facets: all('.facet a', document, text),
    bars: all('.timeline a', document, (bar) => bar.getAttribute('aria-label')),
    receipt: all('.receipt', document, text),
  };
})()`;

const shown = (page: Page): Promise<Shown> => page.evaluate(READ_SHOWN);
const count = async (page: Page): Promise<string> => (await shown(page)).count;
const paths = async (page: Page): Promise<string[]> => (await shown(page)).hits.map(({ path }) => path);
const address = (page: Page): string => page.url().slice(archive.url.length);
const pageOf = (q: string): string => `/?${new URLSearchParams({ q })}`;

async function showWithoutScript(path: string): Promise<Shown> {
  return shown(await open(path, { javaScriptEnabled: false }));
}

async function search(page: Page, q: string): Promise<void> {
  await page.locator('#q').fill(q);
  await page.locator('#q').press('Enter');
  await until(() => new URL(page.url()).searchParams.get('q'), q);
  await until(() => page.locator('#results').getAttribute('aria-busy'), 'false');
}

describe('results', () => {
  test.each([
    { q: 'breakwater repair', marked: /^(?:breakwaters?|repair\w*)$/i },
    { q: '"Osprey Maid"', marked: /^Osprey Maid$/ },
    { q: 'ferry date:2020', marked: /^ferr(?:y|ies)$/i },
  ])('without JavaScript are those with JavaScript: $q', async ({ q, marked }) => {
    const printed = await showWithoutScript(pageOf(q));
    expect(printed.hits.length).toBeGreaterThan(2);
    expect(printed.facets.length).toBeGreaterThan(3);
    for (const { marks } of printed.hits) {
      expect(marks.length).toBeGreaterThan(0);
      for (const mark of marks) expect(mark).toMatch(marked);
    }
    const page = await open('/');
    await search(page, q);
    expect(await shown(page)).toEqual(printed);
  });

  test('a word that is typed letter by letter ends with its own results and address', async () => {
    const whole = await showWithoutScript(pageOf('lighthouse'));
    const page = await open('/');
    await page.locator('#q').pressSequentially('lighthouse', { delay: 25 });
    await until(() => address(page), '/?q=lighthouse');
    const { count: total, hits } = whole;
    await until(
      async () => {
        const now = await shown(page);
        return { total: now.count, hits: now.hits };
      },
      { total, hits },
    );
    expect(hits.length).toBeGreaterThan(1);
  });

  test('a value of a facet narrows them to as many as it said', async () => {
    const page = await open('/?q=breakwater');
    const link = page.locator('.facet a', { hasText: 'harbour' });
    const announced = /\d+$/.exec((await link.textContent()) ?? '')?.[0];
    await link.click();
    await until(() => count(page), `${announced} articles`);
    expect(address(page)).toBe('/?q=breakwater&filter=folder:harbour');
    const found = await paths(page);
    expect(found).toHaveLength(Number(announced));
    expect(found.filter((path) => !path.startsWith('harbour/'))).toEqual([]);
  });

  test('a bar of the timeline narrows them to its days', async () => {
    const page = await open('/?q=breakwater');
    const bar = page.locator('.timeline a').nth(1);
    const announced = /[\d,]+ articles?$/.exec((await bar.getAttribute('aria-label')) ?? '')?.[0];
    await bar.click();
    await page.locator('.chip').waitFor();
    expect(await count(page)).toBe(announced);
    const [from, to] = await Promise.all(['#from', '#to'].map((field) => page.locator(field).inputValue()));
    const { hits } = await shown(page);
    expect(hits.length).toBeGreaterThan(0);
    for (const { date } of hits) expect(date >= from! && date <= to!).toBe(true);
  });
});

test('a hit opens with its matches marked, and leads back to the search', async () => {
  const page = await open('/');
  await search(page, 'lighthouse keeper');
  await page.locator('.facet a', { hasText: 'harbour' }).click();
  await until(() => address(page), '/?q=lighthouse+keeper&filter=folder:harbour');
  await page.locator('.chip').waitFor();
  const before = await shown(page);
  await page.locator('.hit a').first().click();
  await page.locator('.reader').waitFor();
  expect(address(page)).toBe(before.hits[0]?.href);
  const marks = await page.locator('.text mark').allTextContents();
  const { body, highlights } = (await (await fetch(`${archive.url}/api/v1${address(page)}`)).json()) as DocumentAnswer;
  expect(marks.length).toBeGreaterThan(0);
  expect(marks).toEqual(highlights.body.map(([start, end]) => body.slice(start, end)));
  await page.locator('#back').click();
  await page.locator('.hits').waitFor();
  expect(address(page)).toBe('/?q=lighthouse+keeper&filter=folder:harbour');
  expect(await page.locator('#q').inputValue()).toBe('lighthouse keeper');
  expect(await shown(page)).toEqual(before);
});

test('Back and Forward walk through searches and articles', async () => {
  const page = await open('/?q=squid');
  const steps = [{ path: address(page), seen: await shown(page) }];
  await search(page, 'gull');
  steps.push({ path: address(page), seen: await shown(page) });
  await page.locator('.sorts a', { hasText: 'Oldest' }).click();
  await until(() => address(page), '/?q=gull&sort=date:asc');
  await until(() => page.locator('#results').getAttribute('aria-busy'), 'false');
  steps.push({ path: address(page), seen: await shown(page) });
  await page.locator('.hit a').first().click();
  await page.locator('.reader').waitFor();
  const article = address(page);

  for (const { path, seen } of steps.toReversed()) {
    await page.goBack();
    await until(() => address(page), path);
    await until(() => shown(page), seen);
    expect(await page.locator('#q').inputValue()).toBe(new URL(page.url()).searchParams.get('q'));
  }
  for (const { path, seen } of steps.slice(1)) {
    await page.goForward();
    await until(() => address(page), path);
    await until(() => shown(page), seen);
  }
  await page.goForward();
  await page.locator('.reader').waitFor();
  expect(address(page)).toBe(article);
});

describe('axe finds nothing', () => {
  test.each([
    { state: 'results', path: pageOf('breakwater storm') },
    {
      state: 'reader',
      path: `/documents/${encodeURIComponent('weather/2019-11-10-storm-warning.txt')}?q=breakwater+storm`,
    },
  ])('$state', async ({ path }) => {
    const page = await open(path);
    expect(await page.locator('mark').count()).toBeGreaterThan(0);
    expect(await findViolations(page)).toEqual([]);
  });
});

test('an unknown document is an error page, with a way on', async () => {
  const page = await open('/');
  const response = await page.goto('/documents/no-such-article.txt');
  expect(response?.status()).toBe(404);
  expect(response?.headers()['content-type']).toBe('text/html; charset=utf-8');
  expect(await page.locator('.error-page h1').textContent()).toBe('Not found');
  await page.locator('.error-page a').click();
  await page.locator('#q').waitFor();
  // The browser itself reports the status.
  expect(visits.errors.splice(0)).toEqual([expect.stringContaining('404')]);
});

test('a violation of the content security policy would be noted', async () => {
  const page = await open('/');
  await page.evaluate(
    "document.body.append(Object.assign(document.createElement('img'), { src: 'http://elsewhere.invalid/x.png' }))",
  );
  await until(() => visits.errors.some((error) => error.startsWith('policy violated img-src')), true);
  visits.errors.splice(0);
});

describe('an article that is markup', () => {
  const MARKUP = '<img src=x onerror=self.ran=1>';
  const TEXT = `Markup ${MARKUP} stands here, and <script>self.ran=1</script> and <a href="javascript:self.ran=1">a link</a>.`;
  let hostile: RunningServer;

  beforeAll(async () => {
    hostile = await serve(
      makePlace({
        [`${MARKUP}.txt`]: ` date 2021-01-01 ${TEXT}\n\n${TEXT}`,
        'record.json': JSON.stringify({
          id: `r${MARKUP}`,
          title: `Markup ${MARKUP}`,
          body: TEXT,
          topics: [MARKUP, 'b'],
        }),
      }),
    );
  });

  async function expectNothingRan(page: Page): Promise<void> {
    expect(await page.evaluate('self.ran')).toBeUndefined();
    expect(await page.locator('img, #results script, .text script, [href^="javascript"]').count()).toBe(0);
  }

  test.each([
    { name: 'printed by the server', path: pageOf(`markup ${MARKUP}`) },
    { name: 'drawn in the browser', path: '/' },
  ])('is only text, $name', async ({ path }) => {
    const page = await open(path, { baseURL: hostile.url });
    if (path === '/') await search(page, `markup ${MARKUP}`);
    await page.locator('.hit').first().waitFor();
    const { hits, facets } = await shown(page);
    expect(hits).toHaveLength(2);
    for (const { text } of hits) expect(text).toContain(MARKUP);
    expect(hits.map((hit) => hit.path)).toContain(`${MARKUP}.txt`);
    expect(facets).toContainEqual(expect.stringContaining(MARKUP));
    await expectNothingRan(page);
    for (const { href } of hits) {
      await page.goto(href);
      expect(await page.locator('.text').textContent()).toContain('<script>self.ran=1</script>');
      expect(await page.title()).toContain(MARKUP);
      await expectNothingRan(page);
    }
  });
});
