import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ARTICLES, COLLECTION, createFolder, run, start } from './broadsheet.js';

/**
 * Notes every module that a process loads: ES modules by a loader hook, which also sees the CommonJS modules that
 * they import, and at the end what CommonJS modules have required. It writes to the file that MODULES names.
 */
const NOTE = `
  import { appendFileSync } from 'node:fs';
  import { createRequire, register } from 'node:module';
  const hook = \`
    import { appendFileSync } from 'node:fs';
    export async function load(url, context, nextLoad) {
      appendFileSync(process.env.MODULES, url + '\\\\n');
      return nextLoad(url, context);
    }
  \`;
  register('data:text/javascript,' + encodeURIComponent(hook));
  const { cache } = createRequire(import.meta.url);
  process.on('exit', () => appendFileSync(process.env.MODULES, Object.keys(cache).join('\\n')));
`;

const files = [
  ...Object.entries(ARTICLES).map(([name, text]) => [`articles/${name}`, text]),
  ...Object.entries(COLLECTION).map(([name, text]) => [`time/${name}`, text]),
];
const home = createFolder({ ...Object.fromEntries(files), 'note.mjs': NOTE });
const options = { cwd: home.path, nodeArguments: ['--import', './note.mjs'] };
let number = 0;

function createList(): { environment: Record<string, string>; read: () => string } {
  number += 1;
  const list = join(home.path, `modules-${number}.txt`);
  return { environment: { MODULES: list }, read: () => readFileSync(list, 'utf8').replaceAll('\\', '/') };
}

beforeAll(async () => {
  await run(['index', 'articles'], { cwd: home.path });
});
afterAll(() => home.remove());

const SERVER = /node_modules\/(express|helmet|compression|pino|pino-http|prom-client|express-rate-limit)\//;
/** What the root of the package "natural" would pull in. */
const DATABASES = /node_modules\/(mongoose|pg|redis|memjs|dotenv)\//;

test.each([
  { words: ['--help'] },
  { words: ['analyze', 'ferries'] },
  { words: ['index', 'articles', '--index', 'other'] },
  { words: ['reindex'] },
  { words: ['search', 'ferry'] },
  { words: ['show', 'sport/cricket.txt'] },
  { words: ['stats'] },
  { words: ['verify'] },
  { words: ['eval', 'time'] },
])('$words loads neither the server nor a database', async ({ words }) => {
  const { environment, read } = createList();
  expect((await run(words, { ...options, environment })).status).toBe(0);
  const modules = read();
  expect(modules).toContain('/cli/main.js');
  expect(modules).toContain('node_modules/commander/');
  expect(modules).not.toMatch(SERVER);
  expect(modules).not.toMatch(DATABASES);
});

test('serve loads the server, which shows that the list is complete, and no database', async () => {
  const { environment, read } = createList();
  const child = start(['serve', '--port', '0'], { ...options, environment });
  await new Promise((resolve) => child.stdout?.once('data', resolve));
  child.kill('SIGTERM');
  await new Promise((resolve) => child.once('close', resolve));
  expect(read()).toMatch(/node_modules\/express\//);
  expect(read()).toMatch(/natural\/lib\/natural\/stemmers\/porter_stemmer\.js/);
  expect(read()).not.toMatch(DATABASES);
});
