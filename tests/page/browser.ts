/**
 * A browser, and visits to pages in it. What a page or its console reports as an error or a warning is noted, a
 * violation of the content security policy included: a test ends by expecting that nothing was.
 */
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@jest/globals';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { FOUND_BROWSER, type FoundBrowser, NO_BROWSER } from './find-browser.js';

/** Throws where the global setup found none. */
export async function launchBrowser(): Promise<Browser> {
  const found = process.env[FOUND_BROWSER];
  if (found === undefined) throw new Error(NO_BROWSER);
  const { environment, ...options } = JSON.parse(found) as FoundBrowser;
  // Containers have little shared memory.
  const args = ['--disable-dev-shm-usage'];
  return chromium.launch({ ...options, args, env: { ...process.env, ...environment } });
}

/** A violation is noted by its event too: how a browser words and files its own message is not for tests to rely on. */
const NOTE_VIOLATIONS =
  "addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => " +
  "console.error('policy violated', effectiveDirective, blockedURI));";

export interface Visits {
  /** What was reported since the last `end`. */
  readonly errors: string[];
  /** Opens a page in a context of its own. */
  open(url: string, options?: BrowserContextOptions): Promise<Page>;
  /** Closes the pages and expects that nothing was reported. */
  end(): Promise<void>;
}

export function startVisits(browser: Browser): Visits {
  const contexts: BrowserContext[] = [];
  const errors: string[] = [];
  return {
    errors,
    async open(url, options) {
      const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
      contexts.push(context);
      await context.addInitScript(NOTE_VIOLATIONS);
      const page = await context.newPage();
      page.on('pageerror', (error) => errors.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') errors.push(message.text());
      });
      await page.goto(url);
      return page;
    },
    async end() {
      await Promise.all(contexts.splice(0).map((context) => context.close()));
      expect(errors.splice(0)).toEqual([]);
    },
  };
}

/** Waits until the page says so, since times differ between machines. */
export async function until<Value>(read: () => Promise<Value> | Value, expected: Value): Promise<void> {
  const deadline = Date.now() + 10_000;
  let value = await read();
  while (JSON.stringify(value) !== JSON.stringify(expected) && Date.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    value = await read();
  }
  expect(value).toEqual(expected);
}

const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Nothing but colours differs in the dark. */
const AXE_COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/** What axe finds on a wide and on a narrow screen, in light and in dark. */
export async function findViolations(page: Page): Promise<string[]> {
  // axe takes what a closed fold holds for hidden, also where the style sheet shows it.
  await page.evaluate("for (const fold of document.querySelectorAll('details')) fold.open = true");
  // Leaves axe in the page. Asking it there takes half the time of another builder, which would send it again.
  await new AxeBuilder({ page }).setLegacyMode().withRules('document-title').analyze();
  const found: string[] = [];
  for (const width of [1280, 360]) {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      const runOnly = colorScheme === 'light' ? AXE_TAGS : { type: 'rule', values: AXE_COLOUR_RULES };
      const { passes, violations } = await page.evaluate<Found>(
        `axe.run(${JSON.stringify({ runOnly })}).then(${SHORTEN})`,
      );
      expect(passes).toContain('color-contrast');
      for (const violation of violations) found.push(`${colorScheme} ${width} ${violation}`);
    }
  }
  return found;
}

interface Found {
  readonly passes: readonly string[];
  readonly violations: readonly string[];
}

/** A whole answer of axe is large, and takes long to leave the page. */
const SHORTEN = `({ passes, violations }) => ({
  passes: passes.map(({ id }) => id),
  violations: violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' ')),
})`;
