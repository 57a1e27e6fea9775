import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { COMMANDS } from '../../src/cli/main.js';
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

/**
 * Runs one command after the other in one process: what all of them together do not load, none of them loads. Its
 * arguments are the program and the words of each command.
 */
const RUN_ALL = `
  import { pathToFileURL } from 'node:url';
  const [, , path, all] = process.argv;
  const program = pathToFileURL(path);
  const { COMMANDS } = await import(program);
  const { runProgram } = await import(new URL('program.js', program));
  const { stdout, stderr, env: environment } = process;
  for (const words of JSON.parse(all)) {
    const surroundings = { stdout, stderr, environment, workingFolder: process.cwd(), version: '1.2.3' };
    const status = await runProgram(COMMANDS, words, surroundings);
    if (status !== 0) throw new Error(words.join(' ') + ' ended with status ' + status);
  }
`;

const files = [
  ...Object.entries(ARTICLES).map(([name, text]) => [`articles/${name}`, text]),
  ...Object.entries(COLLECTION).map(([name, text]) => [`time/${name}`, text]),
];
const home = createFolder({
  ...Object.fromEntries(files),
  'note.mjs': NOTE,
  'run-all.mjs': RUN_ALL,
  'other.json': '{}',
});
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

test('no other command loads the server or a database', async () => {
  const all = [
    ['--help'],
    ['analyze', 'ferries'],
    ['index', 'articles', '--index', 'other'],
    ['reindex'],
    ['search', 'ferry'],
    ['show', 'sport/cricket.txt'],
    ['explain', 'nine', 'sport/cricket.txt'],
    ['stats'],
    ['verify'],
    ['eval', 'time'],
    ['diff', 'ferry', '--against', 'other.json'],
  ];
  expect(
    new Set(
      all
        .slice(1)
        .map(([name]) => name)
        .concat('serve'),
    ),
  ).toEqual(new Set(COMMANDS.map(({ name }) => name)));
  const { environment, read } = createList();
  const nodeArguments = [...options.nodeArguments, './run-all.mjs'];
  const { status, stderr } = await run([JSON.stringify(all)], { ...options, nodeArguments, environment });
  expect({ status, stderr }).toMatchObject({ status: 0 });
  const modules = read();
  for (const name of ['cli/commands/eval.js', 'cli/commands/verify.js', 'ingest.js', 'search.js'])
    expect(modules).toContain(`/src/${name}`);
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
