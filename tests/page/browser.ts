/**
 * Finds a Chromium to test with: the one that `CHROMIUM_PATH` names, one that is installed, and last the one that
 * comes as an npm package, so that the tests run on a machine without any browser.
 */
import { access, constants } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { type Browser, chromium, type LaunchOptions } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

export async function launchBrowser(): Promise<Browser> {
  const args = ['--disable-dev-shm-usage', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])];
  const path = process.env.CHROMIUM_PATH ?? (await findOnPath());
  if (path !== undefined) return chromium.launch({ executablePath: path, args });
  for (const channel of ['chrome', 'msedge']) {
    const browser = await tryLaunch({ channel, args });
    if (browser !== undefined) return browser;
  }
  if (process.platform === 'linux' && process.arch === 'x64') return launchPacked(args);
  throw new Error('No browser found: install Chromium or Chrome, or set CHROMIUM_PATH to its program.');
}

async function findOnPath(): Promise<string | undefined> {
  for (const folder of (process.env.PATH ?? '').split(delimiter)) {
    for (const name of NAMES) {
      const path = join(folder, name);
      if (await isExecutable(path)) return path;
    }
  }
  return undefined;
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}

async function tryLaunch(options: LaunchOptions): Promise<Browser | undefined> {
  return chromium.launch(options).catch(() => undefined);
}

/** The variable makes the package unpack the libraries too that a bare system lacks. */
async function launchPacked(args: string[]): Promise<Browser> {
  process.env.AWS_LAMBDA_JS_RUNTIME ??= 'nodejs22.x';
  const { default: packed } = await import('@sparticuz/chromium');
  return chromium.launch({ executablePath: await packed.executablePath(), args: [...packed.args, ...args] });
}
