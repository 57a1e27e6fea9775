import type { ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from '@jest/globals';
import { ingest } from '../../src/ingest.js';
import { DEFAULT_SETTINGS } from '../../src/settings.js';
import { ARTICLES, createFolder, run, start } from './broadsheet.js';

const home = createFolder(
  Object.fromEntries(Object.entries(ARTICLES).map(([name, text]) => [`articles/${name}`, text])),
);
const running = new Set<ChildProcess>();
afterEach(() => {
  for (const child of running) child.kill('SIGKILL');
  running.clear();
});
afterAll(() => home.remove());

interface Served {
  readonly url: string;
  /** Resolves when standard error holds the text. */
  said(text: string): Promise<string>;
  /** Sends a signal and resolves with the exit status. */
  stop(signal: NodeJS.Signals): Promise<number | null>;
}

async function serve(words: readonly string[], environment: Readonly<Record<string, string>> = {}): Promise<Served> {
  const quiet = { BROADSHEET_LOG_LEVEL: 'silent', ...environment };
  const child = start(['serve', '--port', '0', ...words], { cwd: home.path, environment: quiet });
  running.add(child);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const stderr = follow(child.stderr);
  const line = await follow(child.stdout)('\n');
  const [, url] = /^Broadsheet: (http:\/\/127\.0\.0\.1:\d+)\n$/.exec(line) ?? [];
  if (url === undefined) throw new Error(`Unexpected first line: ${line}`);
  return {
    url,
    said: stderr,
    stop(signal) {
      child.kill(signal);
      return ended;
    },
  };
}

function follow(stream: NodeJS.ReadableStream | null): (text: string) => Promise<string> {
  let seen = '';
  let look = () => {};
  stream?.setEncoding('utf8').on('data', (chunk: string) => {
    seen += chunk;
    look();
  });
  return (text) =>
    new Promise((resolve) => {
      look = () => {
        if (seen.includes(text)) resolve(seen);
      };
      look();
    });
}

async function buildIndex(name: string): Promise<void> {
  const [folder, directory] = [join(home.path, 'articles'), join(home.path, name)];
  await ingest({ folder, directory, settings: DEFAULT_SETTINGS, now: () => new Date() });
}

async function total(url: string, q: string): Promise<number> {
  const response = await fetch(`${url}/api/v1/search?q=${q}`);
  return ((await response.json()) as { total: number }).total;
}

test('with a folder and no index it listens at once, builds, and says when it is ready', async () => {
  const { url, said, stop } = await serve(['articles', '--index', 'first']);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
  const talk = await said('not a document format');
  expect(talk).toContain('There is no index to serve yet.');
  expect(talk).toContain('Ready: 3 documents of');
  expect(talk).toContain('such as sport/photo.png');
  expect((await fetch(`${url}/readyz`)).status).toBe(200);
  expect(await total(url, 'ferry')).toBe(2);
  expect(await stop('SIGTERM')).toBe(0);
});

test('a fresh index is not built again; a stale one is served while it is', async () => {
  await buildIndex('second');
  writeFileSync(join(home.path, 'articles/new.txt'), ' date 2023-01-01 Another ferry.');
  const { url, said, stop } = await serve(['articles', '--index', 'second']);
  const talk = await said('Ready');
  expect(talk).toContain('Serving 3 documents');
  expect(talk).toContain('rebuilding behind');
  expect(await total(url, 'ferry')).toBe(3);
  expect(await stop('SIGINT')).toBe(0);

  const fresh = await serve(['articles', '--index', 'second']);
  expect(await fresh.said('nothing to build')).toMatch(/^Serving 4 documents of .*articles\.\n/);
  expect(await fresh.stop('SIGTERM')).toBe(0);
});

test('--read-only neither builds nor lets anyone build', async () => {
  await buildIndex('third');
  const { url, stop } = await serve(['articles', '--index', 'third', '--read-only'], {
    BROADSHEET_ADMIN_KEY: 'a key of sixteen letters',
  });
  const headers = { Authorization: 'Bearer a key of sixteen letters' };
  const response = await fetch(`${url}/api/v1/index/reindex`, { method: 'POST', headers });
  expect(response.status).toBe(403);
  await stop('SIGTERM');
  const missing = await run(['serve', 'articles', '--index', 'nowhere', '--read-only'], { cwd: home.path });
  expect(missing.status).toBe(4);
});

test('a port that is taken is status 7', async () => {
  const { url, stop } = await serve(['articles', '--index', 'first']);
  const { status, stderr } = await run(['serve', 'articles', '--port', new URL(url).port], { cwd: home.path });
  expect(status).toBe(7);
  expect(stderr).toContain('--port');
  await stop('SIGTERM');
});

test('an index that cannot be served is status 4 when nothing will build another', async () => {
  await buildIndex('broken');
  writeFileSync(join(home.path, 'broken/CURRENT'), 'nothing');
  const { status, stdout } = await run(['serve', '--index', 'broken'], { cwd: home.path });
  expect({ status, stdout }).toEqual({ status: 4, stdout: '' });
});
