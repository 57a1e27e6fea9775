/**
 * The page in a real browser, under the content security policy of the service. Every test ends with the check that
 * neither the page nor its console reported an error.
 */
import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { findViolations, launchBrowser, startVisits, until, type Visits } from './browser.js';
import { ARTICLES, PAYLOAD } from './fixture-articles.js';
import { ASSETS_FOLDER, type Fixture, REFUSED, startFixture } from './fixture-server.js';

let browser: Browser;
let fixture: Fixture;
let visits: Visits;

beforeAll(async () => {
  [browser, fixture] = await Promise.all([launchBrowser(), startFixture(ARTICLES)]);
  visits = startVisits(browser);
});

afterEach(() => visits.end());

afterAll(async () => {
  await browser?.close();
  await fixture?.close();
});

const HOSTILE = ARTICLES.find(({ id }) => id.includes(PAYLOAD))?.id ?? '';
const STATES = [
  { state: 'results', path: '/?q=harbour+storm' },
  { state: 'results with filters', path: '/?q=harbour&from=2019&to=2023&filter=folder:council&filter=year:2021' },
  { state: 'empty', path: '/' },
  { state: 'zero', path: '/?q=zeppelin+harbour&filter=year:1999' },
  { state: 'error', path: `/?q=${encodeURIComponent(REFUSED)}` },
  { state: 'reader', path: `/documents/${encodeURIComponent('council/recount.txt')}?q=election` },
  { state: 'reader with markup', path: `/documents/${encodeURIComponent(HOSTILE)}?q=markup` },
];

function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  return visits.open(path, { baseURL: fixture.origin, ...options });
}

const titles = (page: Page): Promise<string[]> => page.locator('.hit h3').allTextContents();
const count = async (page: Page): Promise<string> =>
  (await page.locator('#status').textContent())?.split(' ·')[0] ?? '';
const address = (page: Page): string => page.url().slice(fixture.origin.length);

describe('without JavaScript', () => {
  test('the form, a filter, a sort and a page are addresses', async () => {
    const page = await open('/', { javaScriptEnabled: false });
    await page.locator('#q').fill('harbour');
    await page.locator('button').click();
    expect(await count(page)).toBe('7 articles 4 ms');
    expect(await page.locator('mark').count()).toBeGreaterThan(7);
    await page.locator('.facet a', { hasText: 'council' }).click();
    expect(address(page)).toBe('/?q=harbour&filter=folder:council');
    expect(await count(page)).toBe('2 articles 4 ms');
    await page.locator('#q').fill('the');
    await page.locator('button').click();
    expect(new URL(page.url()).searchParams.get('filter')).toBe('folder:council');
    await page.locator('.chip').click();
    await page.locator('a[rel=next]').click();
    expect(address(page)).toBe('/?q=the&offset=10');
    expect(await page.locator('.hit').first().getAttribute('value')).toBe('11');
    await page.locator('.sorts a', { hasText: 'Oldest' }).click();
    expect(await titles(page)).toContain('Fell race won in fog');
  });

  test('a hit opens, and leads back', async () => {
    const page = await open('/?q=harbour', { javaScriptEnabled: false });
    await page.locator('.hit a', { hasText: 'brass band' }).click();
    expect(await page.locator('h1').textContent()).toBe('Breakwater reopens with a brass band');
    expect(await page.locator('.text mark').allTextContents()).toEqual(['harbour']);
    await page.locator('#back').click();
    expect(address(page)).toBe('/?q=harbour');
  });
});

describe('while typing', () => {
  test('the last answer is shown although an earlier one is late', async () => {
    const page = await open('/');
    const early = fixture.hold('f');
    const middle = fixture.hold('fe');
    await page.locator('#q').pressSequentially('f');
    await until(() => fixture.asked.includes('f'), true);
    await page.locator('#q').pressSequentially('e');
    await until(() => fixture.asked.includes('fe'), true);
    expect(await page.locator('#results').getAttribute('aria-busy')).toBe('true');
    expect(await page.locator('.front').count()).toBe(1);
    await page.locator('#q').pressSequentially('rr');
    await until(() => count(page), '5 articles 4 ms');
    const shown = await titles(page);
    early();
    middle();
    await page.locator('#q').press('End');
    await until(() => address(page), '/?q=ferr');
    expect(await titles(page)).toEqual(shown);
    expect(await page.locator('#results').getAttribute('aria-busy')).toBe('false');
    expect(await page.locator('.receipt').textContent()).toContain('begin with “ferr”');
  });

  test('an answer that arrives after a later question is dropped even where it was not aborted', async () => {
    const page = await open('/');
    await page.evaluate('AbortController.prototype.abort = () => {}');
    const release = fixture.hold('flood');
    await page.locator('#q').fill('flood');
    await until(() => fixture.asked.includes('flood'), true);
    await page.locator('#q').fill('ferry');
    await until(() => count(page), '5 articles 4 ms');
    const late = page.waitForResponse((response) => response.url().includes('q=flood'));
    release();
    await (await late).finished();
    await page.evaluate('new Promise(requestAnimationFrame)');
    expect(await count(page)).toBe('5 articles 4 ms');
  });

  test('the count is read out once typing rests', async () => {
    const page = await open('/');
    await page.locator('#q').pressSequentially('ferry');
    expect(await page.locator('#announcer').textContent()).toBe('');
    await until(() => page.locator('#announcer').textContent(), '5 articles');
  });

  test('nothing is asked while a word is composed', async () => {
    const page = await open('/');
    const before = fixture.asked.length;
    const keys = await page.context().newCDPSession(page);
    await page.locator('#q').focus();
    await keys.send('Input.imeSetComposition', { text: 'har', selectionStart: 3, selectionEnd: 3 });
    await page.evaluate('new Promise((resolve) => setTimeout(resolve, 150))');
    expect(fixture.asked.length).toBe(before);
    await keys.send('Input.insertText', { text: 'harbour' });
    await until(() => count(page), '7 articles 4 ms');
  });

  test('the layout does not shift, and the box stays where it is', async () => {
    const page = await open('/?q=harbour');
    await page.evaluate(
      'self.shift = 0; new PerformanceObserver((list) => {' +
        ' for (const entry of list.getEntries()) if (!entry.hadRecentInput) self.shift += entry.value;' +
        " }).observe({ type: 'layout-shift', buffered: true })",
    );
    const before = await page.locator('#q').boundingBox();
    await page.locator('#q').fill('');
    await page.locator('.front').waitFor();
    await page.locator('#q').pressSequentially('storm');
    await until(() => count(page), '6 articles 4 ms');
    expect(await page.locator('#q').boundingBox()).toEqual(before);
    expect(await page.evaluate('self.shift')).toBe(0);
  });

  test('a failed request leaves the list in place and says so', async () => {
    const page = await open('/?q=harbour');
    await page.locator('#q').fill(REFUSED);
    await page.locator('#trouble h2', { hasText: 'The query took too long' }).waitFor();
    expect(await count(page)).toBe('7 articles 4 ms');
    await page.route('**/api/**', (route) => route.abort());
    await page.locator('#q').fill('storm');
    await page.locator('#trouble h2', { hasText: 'cannot be reached' }).waitFor();
    expect(await count(page)).toBe('7 articles 4 ms');
    await page.unroute('**/api/**');
    await page.locator('#q').press('Enter');
    await until(() => count(page), '6 articles 4 ms');
    expect(await page.locator('.trouble').count()).toBe(0);
    // The browser itself reports both failures.
    expect(visits.errors.splice(0).every((error) => error.startsWith('Failed to load resource'))).toBe(true);
  });
});

describe('history', () => {
  test('Enter adds an entry, typing does not, Back and Forward restore', async () => {
    const page = await open('/?q=storm');
    await page.locator('#q').fill('ferr');
    await until(() => address(page), '/?q=ferr');
    await page.locator('#q').fill('ferry');
    await page.locator('#q').press('Enter');
    await until(() => address(page), '/?q=ferry');
    await page.locator('.facet a', { hasText: 'weather' }).click();
    await until(() => count(page), '1 article 4 ms');
    expect(address(page)).toBe('/?q=ferry&filter=folder:weather');
    await page.goBack();
    await until(() => count(page), '5 articles 4 ms');
    await page.goBack();
    await until(() => count(page), '6 articles 4 ms');
    expect(address(page)).toBe('/?q=storm');
    expect(await page.locator('#q').inputValue()).toBe('storm');
    await page.goForward();
    await until(() => count(page), '5 articles 4 ms');
    expect(await page.locator('#q').inputValue()).toBe('ferry');
    expect(await page.title()).toBe('ferry – Broadsheet');
  });

  test('a hit leads back to the filtered search it came from', async () => {
    const page = await open('/?q=harbour');
    await page.locator('.facet a', { hasText: 'council' }).click();
    await until(() => count(page), '2 articles 4 ms');
    await page.locator('.hit a').first().click();
    await page.locator('#back').click();
    await until(() => address(page), '/?q=harbour&filter=folder:council');
    expect(await count(page)).toBe('2 articles 4 ms');
  });
});

describe('links and fields', () => {
  test('a filter is drawn in place, keeps the focus, and can be taken back', async () => {
    const page = await open('/?q=the');
    await page.evaluate('self.stayed = true');
    const link = page.locator('.facet a', { hasText: 'ferries' });
    await link.focus();
    await link.press('Enter');
    await until(() => count(page), '3 articles 4 ms');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('ferries 3');
    await page.locator('.chip').click();
    await until(() => address(page), '/?q=the');
    expect(await page.evaluate('self.stayed')).toBe(true);
  });

  test('a bar of the timeline narrows the dates, and the fields show them', async () => {
    const page = await open('/?q=the');
    await page.locator('.timeline a').first().click();
    await page.locator('.chip', { hasText: /2019/ }).waitFor();
    expect(await page.locator('#from').inputValue()).toBe('2019-09-01');
    // What a date field holds while the year is being typed.
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.locator('#from').fill('0002-09-01');
    await page.locator('#from').fill('');
    await page.locator('#to').fill('2021-06-30');
    await until(() => address(page), '/?q=the&to=2021-06-30');
    expect(requests.filter((url) => url.includes('0002'))).toEqual([]);
  });

  test('a link is left to the browser when a new tab is asked for', async () => {
    const page = await open('/?q=the');
    await page.evaluate("addEventListener('click', (event) => { self.prevented = event.defaultPrevented; })");
    const link = page.locator('.sorts a', { hasText: 'Newest' });
    await link.click({ modifiers: ['ControlOrMeta'] });
    await until(() => page.evaluate('self.prevented'), false);
    expect(address(page)).toBe('/?q=the');
    await link.click();
    await until(() => page.evaluate('self.prevented'), true);
  });

  test('keys: / goes to the box, Escape empties it', async () => {
    const page = await open('/?q=storm');
    await page.keyboard.press('/');
    expect(await page.evaluate('document.activeElement.id')).toBe('q');
    await page.keyboard.press('a');
    await page.keyboard.press('/');
    expect(await page.locator('#q').inputValue()).toBe('a/');
    await page.keyboard.press('Escape');
    expect(await page.locator('#q').inputValue()).toBe('');
    await page.locator('.front').waitFor();
  });

  test('the colours are kept, and set before the first paint', async () => {
    const page = await open('/', { colorScheme: 'light' });
    const ground = (): Promise<string> => page.evaluate('getComputedStyle(document.body).backgroundColor');
    const light = await ground();
    await page.locator('#colours').selectOption('dark');
    const dark = await ground();
    expect(dark).not.toBe(light);
    await page.goto('/?q=storm');
    expect(await ground()).toBe(dark);
    expect(await page.locator('#colours').inputValue()).toBe('dark');
  });
});

describe('server and browser', () => {
  test.each(STATES.filter(({ path }) => path.startsWith('/?q=harbour') || path === '/' || path.includes('zeppelin')))(
    'draw the same tree: $state',
    async ({ path }) => {
      const page = await open(path);
      const html = (): Promise<string> => page.locator('#results').innerHTML();
      const printed = await html();
      await page.evaluate("document.querySelector('#results').firstElementChild.remove()");
      await page.locator('#q').press('Enter');
      await until(html, printed);
    },
  );

  test('markup in title, text, id, attribute and query stays text', async () => {
    const page = await open(`/?q=${encodeURIComponent(`markup ${PAYLOAD}`)}`);
    const isClean = async (): Promise<void> => {
      expect(await page.locator('img').count()).toBe(0);
      expect(await page.title()).toContain(PAYLOAD);
    };
    await isClean();
    expect(await titles(page)).toContain(`Markup ${PAYLOAD} in a headline`);
    await page.locator('#q').press('Enter');
    await page.locator('.facet a', { hasText: '<img' }).last().click();
    await page.locator('.chip', { hasText: PAYLOAD }).waitFor();
    await isClean();
    await page.locator('.hit a', { hasText: 'headline' }).click();
    await page.locator('.reader').waitFor();
    await isClean();
    expect(await page.locator('.text').textContent()).toContain('<script>document.title=2</script>');
  });
});

describe('axe finds nothing, and nothing is wider than 320 pixels', () => {
  let lasting: Visits;
  let page: Page;
  // Nothing of a state outlives its page load, so one page does for all of them, and spares most of the time.
  beforeAll(async () => {
    lasting = startVisits(browser);
    page = await lasting.open(fixture.origin);
  });
  afterAll(() => lasting.end());

  test.each(STATES)('$state', async ({ path }) => {
    await page.goto(fixture.origin + path);
    expect(await findViolations(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(320);
    expect(lasting.errors.splice(0)).toEqual([]);
  });
});

describe('size', () => {
  test('targets are at least 24 pixels, also in the timeline', async () => {
    const page = await open('/?q=the', { viewport: { width: 320, height: 640 } });
    await page.locator('.side > summary').click();
    const small = await page.evaluate(
      "Array.from(document.querySelectorAll('#results a, button, input:not([type=hidden]), select, summary'))" +
        ".filter((target) => target.checkVisibility() && target.closest('h3') === null)" +
        '.filter((target) => { const { width, height } = target.getBoundingClientRect(); return Math.min(width, height) < 23.9; })' +
        '.map((target) => target.outerHTML)',
    );
    expect(small).toEqual([]);
    expect(await page.locator('.timeline a').count()).toBeGreaterThan(3);
  });

  test('scripts and styles stay within their budget', async () => {
    const names = JSON.parse(await readFile(new URL('assets.json', ASSETS_FOLDER), 'utf8')) as Record<string, string>;
    const size = async (name: string): Promise<number> =>
      gzipSync(await readFile(new URL(names[name] ?? '', ASSETS_FOLDER))).length;
    expect((await size('script')) + (await size('theme'))).toBeLessThanOrEqual(12 * 1024);
    expect(await size('style')).toBeLessThanOrEqual(6 * 1024);
  });
});
