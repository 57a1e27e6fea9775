/**
 * The built files of the page. They are read once, and only what was read is ever sent: no path that comes in from
 * outside opens a file.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isSystemError } from '../errors.js';
import type { Assets } from '../page/templates/search-page.js';

interface Asset {
  readonly type: string;
  readonly bytes: Buffer;
}

export interface LoadedAssets {
  /** Addresses for the templates. */
  readonly urls: Assets;
  readonly files: ReadonlyMap<string, Asset>;
}

/** `dist/page`, beside the compiled sources. */
const BUILT = fileURLToPath(new URL('../../page/', import.meta.url));

/** By the ending; a file of another kind (`assets.json`) is not sent. */
const TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  map: 'application/json; charset=utf-8',
  svg: 'image/svg+xml',
  png: 'image/png',
  woff2: 'font/woff2',
};

/** Without a build the pages are served all the same, plain and without script. */
export function loadAssets(directory: string = BUILT): LoadedAssets {
  const names = readNames(directory);
  const files = new Map<string, Asset>();
  for (const name of listFiles(directory)) {
    const type = TYPES[name.slice(name.lastIndexOf('.') + 1)];
    if (type !== undefined) files.set(name, { type, bytes: readFileSync(join(directory, name)) });
  }
  const { script, style, theme } = names;
  return { urls: { script: `/assets/${script}`, style: `/assets/${style}`, theme: `/assets/${theme}` }, files };
}

function listFiles(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return [];
    throw error;
  }
}

/** Written by the build of the page: each file's name with the hash of its content. */
function readNames(directory: string): Assets {
  try {
    return JSON.parse(readFileSync(join(directory, 'assets.json'), 'utf8')) as Assets;
  } catch (error) {
    if (isSystemError(error, 'ENOENT')) return { script: 'app.js', style: 'app.css', theme: 'theme.js' };
    throw error;
  }
}
