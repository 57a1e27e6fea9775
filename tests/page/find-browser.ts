/**
 * Finds a Chromium to test with, as Jest's global setup: once, before any test file runs, because two files that look
 * for it at the same time would unpack it over each other. It is the one that `CHROMIUM_PATH` names, one that is
 * installed, or last the one that comes as an npm package, so that the tests run on a machine without any browser.
 */
import {
  accessSync,
  constants,
  existsSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { delimiter, join } from 'node:path';
import { PROJECT } from '../project.js';

/** How to launch what was found. */
export interface FoundBrowser {
  readonly executablePath?: string;
  /** An installed brand that playwright knows how to find. */
  readonly channel?: string;
  /** Variables that it needs beside those of the tests. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** The variable in which every test file is told. */
export const FOUND_BROWSER = 'BROADSHEET_TEST_BROWSER';

export const NO_BROWSER = 'No browser found: install Chromium or Chrome, or set CHROMIUM_PATH to its program.';

/**
 * Without a browser everything else is still tested; the tests of the page fail.
 * @public Named in package.json.
 */
export default async function findBrowser(): Promise<void> {
  delete process.env[FOUND_BROWSER];
  try {
    const found = findNamed() ?? (await findChannel()) ?? (await unpack());
    if (found !== undefined) process.env[FOUND_BROWSER] = JSON.stringify(found);
    else console.error(NO_BROWSER);
  } catch (error) {
    console.error(`${NO_BROWSER} Unpacking the one in node_modules failed: ${String(error)}`);
  }
}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

function findNamed(): FoundBrowser | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const paths = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const executablePath = process.env.CHROMIUM_PATH ?? paths.find(isExecutable);
  return executablePath === undefined ? undefined : { executablePath };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Where Chrome and Edge are installed on each system is known to playwright, which tells it only by starting them. */
async function findChannel(): Promise<FoundBrowser | undefined> {
  const { chromium } = await import('playwright-core');
  for (const channel of ['chrome', 'msedge']) {
    const browser = await chromium.launch({ channel }).catch(() => undefined);
    await browser?.close();
    if (browser !== undefined) return { channel };
  }
  return undefined;
}

const PACKAGE = '@sparticuz/chromium';

/** Unpacks aside and renames, so that an unpacking that was interrupted is never taken for a browser. */
async function unpack(): Promise<FoundBrowser | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const { devDependencies } = JSON.parse(readFileSync(join(PROJECT, 'package.json'), 'utf8'));
  const folder = join(PROJECT, 'node_modules', `.chromium-${devDependencies[PACKAGE]}`);
  if (!existsSync(folder)) {
    const aside = mkdtempSync(`${folder}-`);
    await unpackInto(aside);
    const fonts = join(aside, 'fonts', 'fonts.conf');
    writeFileSync(fonts, readFileSync(fonts, 'utf8').replaceAll('/tmp/fonts', join(folder, 'fonts')));
    try {
      renameSync(aside, folder);
    } catch (error) {
      rmSync(aside, { recursive: true });
      // Another run may have been first.
      if (!existsSync(folder)) throw error;
    }
  }
  return {
    executablePath: join(folder, 'chromium'),
    environment: { LD_LIBRARY_PATH: join(folder, 'al2023', 'lib'), FONTCONFIG_PATH: join(folder, 'fonts') },
  };
}

/**
 * The package writes to the temporary folder. The second variable makes it add libraries that a bare system lacks, and
 * it sets some more; none of them may reach the programs that other tests start.
 */
async function unpackInto(folder: string): Promise<void> {
  const before = { ...process.env };
  Object.assign(process.env, { TMPDIR: folder, AWS_LAMBDA_JS_RUNTIME: 'nodejs22.x' });
  try {
    const { default: packed } = await import('@sparticuz/chromium');
    await packed.executablePath();
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
}
