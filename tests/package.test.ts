/**
 * The package as its users get it: packed, installed into an empty folder, and used from there.
 */
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { PROJECT } from './project.js';

const execute = promisify(execFile);

/** npm is a script on Windows, which only a shell starts. */
const shell = process.platform === 'win32';

const base = mkdtempSync(join(tmpdir(), 'broadsheet-package-'));
const home = join(base, 'home');
let files: string[] = [];

beforeAll(async () => {
  const packed = await execute('npm', ['pack', '--json', '--pack-destination', base], { cwd: PROJECT, shell });
  const [{ filename, files: list }] = JSON.parse(packed.stdout) as [{ filename: string; files: { path: string }[] }];
  files = list.map(({ path }) => path);
  mkdirSync(join(home, 'articles'), { recursive: true });
  writeFileSync(join(home, 'package.json'), '{ "type": "module" }');
  writeFileSync(join(home, 'articles', 'ferry.txt'), ' date 2021-12-29 The ferry to Ossel was late again.');
  writeFileSync(join(home, 'articles', 'storm.md'), '# A storm\n\nIt broke the quay and the breakwater.');
  const flags = ['--ignore-scripts', '--no-audit', '--no-fund', '--omit=dev', '--prefer-offline'];
  await execute('npm', ['install', ...flags, join(base, filename)], { cwd: home, shell }).catch((cause: Error) => {
    throw new Error(`The package could not be installed. Can npm reach its registry? ${cause.message}`, { cause });
  });
}, 120_000);

afterAll(() => rmSync(base, { recursive: true, force: true }));

test('it holds what runs, its types, the page and the sample archive, and nothing else', () => {
  for (const file of [
    'LICENSE',
    'package.json',
    'dist/src/cli/main.js',
    'dist/program/cli/main.js',
    'dist/library/library.js',
    'dist/library/browser.js',
    'dist/page/assets.json',
  ])
    expect(files).toContain(file);
  for (const entry of ['library', 'browser', 'http/library']) expect(files).toContain(`dist/src/${entry}.d.ts`);
  const allowed =
    /^(?:LICENSE|README\.md|package\.json|seeds\/.*|dist\/(?:src|library|program)\/.*\.(?:js|d\.ts)|dist\/page\/[^/]*)$/;
  expect(files.filter((file) => !allowed.test(file))).toEqual([]);
});

test('no file of it names a folder of the machine that built it', () => {
  const installed = join(home, 'node_modules', 'broadsheet');
  const naming = files.filter((file) => readFileSync(join(installed, file), 'utf8').includes(PROJECT));
  expect(naming).toEqual([]);
});

test('importing it loads no other package', () => {
  const folder = join(home, 'node_modules', 'broadsheet', 'dist', 'library');
  const loaded = new Set(['./library.js']);
  for (const file of loaded) {
    if (!file.startsWith('./')) continue;
    const text = readFileSync(join(folder, file), 'utf8');
    for (const match of text.matchAll(/(?:^import|\bfrom) "([^"]+)";$/gm)) loaded.add(match[1]!);
  }
  expect([...loaded].filter((name) => !/^(?:\.\/|node:)/.test(name))).toEqual([]);
  expect(loaded).toContain('node:fs');
});

test('the example of the README runs', async () => {
  const example = readFileSync(join(PROJECT, 'tests', 'fixtures', 'library-example.mjs'), 'utf8');
  writeFileSync(join(home, 'example.mjs'), example);
  const { stdout, stderr } = await execute(process.execPath, ['example.mjs'], { cwd: home });
  expect({ stdout, stderr }).toEqual({
    stdout: ['2 documents', '1 2 A storm broke the <mark>ferry</mark> quay.', '[ [ 4, 8 ] ]', '1', ''].join('\n'),
    stderr: '',
  });
});

test('its types are found, with nothing else installed', async () => {
  writeFileSync(
    join(home, 'typed.ts'),
    [
      `import { openIndex, search, buildIndex, type SearchAnswer } from 'broadsheet';`,
      `import { createApp } from 'broadsheet/http';`,
      `const answer: SearchAnswer = search(await openIndex('i'), { q: 'ferry', limit: 1 });`,
      `export const total: number = answer.total;`,
      `// @ts-expect-error: a request has no such property.`,
      `search(await openIndex('i'), { query: 'ferry' });`,
      `// @ts-expect-error: a document has a body.`,
      `await buildIndex({ directory: 'i', documents: [{ id: '1' }] });`,
      `await createApp({ directory: 'i' }).start();`,
    ].join('\n'),
  );
  const compiler = join(PROJECT, 'node_modules', 'typescript', 'bin', 'tsc');
  const types = ['--types', 'node', '--typeRoots', join(PROJECT, 'node_modules', '@types')];
  const flags = ['--noEmit', '--strict', '--target', 'es2023', '--module', 'nodenext', ...types];
  const compiled = await execute(process.execPath, [compiler, ...flags, 'typed.ts'], { cwd: home }).catch(
    (error: { stdout: string }) => error,
  );
  expect(compiled.stdout).toBe('');
});

test('its types for browsers are found, with nothing of Node', async () => {
  writeFileSync(
    join(home, 'page.ts'),
    [
      `import { openIndexFrom, search, type SearchAnswer } from 'broadsheet/browser';`,
      `const index = await openIndexFrom(async (name) => (await fetch(name)).arrayBuffer(), { generation: 2 });`,
      `const answer: SearchAnswer = search(index, { q: 'ferry' });`,
      `document.title = answer.hits[0]?.title ?? '';`,
      `// @ts-expect-error: a response is no content.`,
      `await openIndexFrom((name) => fetch(name));`,
      `export {};`,
    ].join('\n'),
  );
  const compiler = join(PROJECT, 'node_modules', 'typescript', 'bin', 'tsc');
  // The type of an error names what Node throws, which a page need not know.
  const flags = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2023', '--lib', 'es2023,dom', '--types', ''];
  const modules = ['--module', 'nodenext'];
  const compiled = await execute(process.execPath, [compiler, ...flags, ...modules, 'page.ts'], { cwd: home }).catch(
    (error: { stdout: string }) => error,
  );
  expect(compiled.stdout).toBe('');
});

test('the program serves a folder', async () => {
  const program = join(home, 'node_modules', '.bin', shell ? 'broadsheet.cmd' : 'broadsheet');
  const child = spawn(program, ['serve', 'articles', '--port', '0', '--log-level', 'silent'], {
    cwd: home,
    shell,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  try {
    let said = '';
    for await (const chunk of child.stdout) {
      said += String(chunk);
      if (said.includes('\n')) break;
    }
    const address = /http:\S+/.exec(said)?.[0] ?? said;
    await waitUntil(async () => (await fetch(`${address}/readyz`)).ok);
    const reply = await fetch(`${address}/api/v1/search?q=breakwater`);
    expect(await reply.json()).toMatchObject({ total: 1, hits: [{ id: 'storm.md', title: 'A storm' }] });
    expect((await (await fetch(address)).text()).toLowerCase()).toContain('<!doctype html>');
  } finally {
    const closed = once(child, 'close');
    child.kill('SIGTERM');
    await closed;
  }
});

async function waitUntil(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 50));
}
