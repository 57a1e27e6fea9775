import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { COMMANDS } from '../../src/cli/main.js';
import { type Lock, lockFolder } from '../../src/index/lock.js';
import { ARTICLES, createFolder, type Ended, run, start } from './broadsheet.js';
import { type Outcome, runHere } from './surroundings.js';

// One index for all tests that only read it.
const home = createFolder(
  Object.fromEntries(Object.entries(ARTICLES).map(([name, text]) => [`articles/${name}`, text])),
);
const empty = createFolder();
let built: Ended;

/** Asks that index in this process, since starting another takes most of the time of such a test. */
function ask(...words: string[]): Promise<Outcome> {
  return runHere(COMMANDS, [...words, '--index', join(home.path, 'index-data')]);
}

beforeAll(async () => {
  built = await run(['index', 'articles', '--report', 'report.json'], { cwd: home.path });
});
afterAll(() => {
  home.remove();
  empty.remove();
});

describe('index', () => {
  test('tells what was read and what was not', () => {
    expect(built).toMatchObject({ status: 0, stderr: '' });
    expect(built.stdout).toMatch(/^Indexed 3 documents from 3 files/);
    expect(built.stdout).toMatch(/^ {2}sport\/photo\.png: not a document format/m);
  });

  test('--report accounts for everything', () => {
    const report = JSON.parse(readFileSync(join(home.path, 'report.json'), 'utf8'));
    expect(report).toMatchObject({ generation: 1, documents: 3, files: 3, unchanged: false, notices: [] });
    expect(report.skipped).toHaveLength(1);
    expect(report.skipped[0].path).toBe('sport/photo.png');
  });

  test('--json prints the same as data, and reindex knows the folder', async () => {
    const { status, stdout } = await run(['reindex', '--json'], { cwd: home.path });
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ documents: 3, unchanged: true, folder: join(home.path, 'articles') });
  });

  test('waits for nobody: another build is status 6', async () => {
    const lock: Lock = await lockFolder(join(empty.path, 'locked'));
    const { status, stderr } = await run(['index', join(home.path, 'articles'), '--index', 'locked'], {
      cwd: empty.path,
    });
    await lock.release();
    expect(status).toBe(6);
    expect(stderr).toContain('Another process is writing');
  });
});

describe('search', () => {
  test('prints hits as data and how the query was read as talk', async () => {
    const { status, stdout, stderr } = await run(['search', 'ferry', 'strike'], { cwd: home.path });
    expect(status).toBe(0);
    const lines = stdout.split('\n');
    expect(lines[0]).toBe('1. 2021-12-29  The ferry to Ossel was late again.');
    expect(lines[1]).toMatch(/^ {3}harbour\/ferry\.txt {2}\d+\.\d{3}$/);
    expect(stdout).not.toContain('\u001b');
    expect(stderr).toBe('2 documents found; read as: ferry strike\n');
  });

  test('--json is the whole answer and nothing else', async () => {
    const choice = ['--limit', '1', '--sort', 'date:desc', '--filter', 'folder:harbour', '--from', '2021'];
    const { status, stdout, stderr } = await ask('search', '--json', ...choice, 'ferry');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const answer = JSON.parse(stdout);
    expect(answer).toMatchObject({ total: 2, hits: [{ id: 'harbour/storm.txt', date: '2022-01-03' }] });
  });

  test('nothing found is status 1', async () => {
    const { status, stdout, stderr } = await ask('search', 'bananas');
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toContain('Nothing found; read as: bananas');
  });

  test.each([
    { name: 'a date that is none', words: ['--from', '2021-13'], says: 'from' },
    { name: 'a field that is none', words: ['--filter', 'colour:red'], says: 'colour' },
  ])('$name is status 2', async ({ words, says }) => {
    const { status, stdout, stderr } = await ask('search', 'ferry', ...words);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(says);
  });
});

describe('show', () => {
  test('prints a document', async () => {
    const { status, stdout } = await ask('show', 'harbour/ferry.txt', '--query', 'strike');
    expect(status).toBe(0);
    expect(stdout).toBe(
      '2021-12-29  harbour/ferry.txt\n\nThe ferry to Ossel was late again.\n\nThe crew had gone on strike.\n',
    );
  });

  test('--json has the highlights', async () => {
    const { stdout } = await ask('show', '--json', 'sport/cricket.txt', '--query', 'nine');
    expect(JSON.parse(stdout)).toMatchObject({ id: 'sport/cricket.txt', highlights: { body: [[12, 16]] } });
  });

  test('an id that is not there is status 1', async () => {
    const { status, stderr } = await ask('show', 'nowhere.txt');
    expect(status).toBe(1);
    expect(stderr).toContain('There is no document with this id.');
  });
});

describe('stats and verify', () => {
  test('settings are shown with where they come from, a secret is not', async () => {
    const environment = { BROADSHEET_ADMIN_KEY: 'hush', BROADSHEET_PORT: '81' };
    const { status, stdout } = await run(['stats'], { cwd: home.path, environment });
    expect(status).toBe(0);
    expect(stdout).toMatch(/^documents +3 \(0 undated\)$/m);
    expect(stdout).toMatch(/^port +81 +environment$/m);
    expect(stdout).toMatch(/^adminKey +\(set, not shown\) +environment$/m);
    expect(stdout).not.toContain('hush');
  });

  test('--json has the same', async () => {
    const { stdout } = await ask('stats', '--json');
    expect(JSON.parse(stdout)).toMatchObject({
      documents: 3,
      generation: 1,
      settings: { port: { value: 8080, origin: 'default' } },
    });
  });

  test('a whole index is status 0, a damaged one 4', async () => {
    const options = { cwd: home.path };
    await run(['index', 'articles', '--index', 'other'], options);
    const whole = await run(['verify', '--index', 'other'], options);
    expect(whole).toMatchObject({ status: 0, stderr: expect.stringContaining('It holds what is in') });
    writeFileSync(join(home.path, 'other/generations/000001/documents.bin'), 'broken');
    const damaged = await run(['verify', '--index', 'other', '--json'], options);
    expect(damaged.status).toBe(4);
    expect(JSON.parse(damaged.stdout)).toMatchObject({ ok: false, generation: 1 });
    expect(damaged.stderr).toContain('documents.bin');
  });
});

test('analyze needs no index', async () => {
  const { status, stdout } = await run(['analyze', '--json', 'The', 'elections'], { cwd: empty.path });
  expect(status).toBe(0);
  expect(JSON.parse(stdout).tokens).toEqual([
    { text: 'The', term: expect.any(String), position: 0, start: 0, end: 3, stopWord: true },
    { text: 'elections', term: 'elect', position: 1, start: 4, end: 13, stopWord: false },
  ]);
});

test.each([
  { name: 'a folder that is not there', words: ['index', 'nowhere'], status: 3, says: 'nowhere' },
  { name: 'a settings file that is not there', words: ['stats', '--config', 'no.json'], status: 3, says: 'no.json' },
  { name: 'no index to search', words: ['search', 'ferry'], status: 4, says: 'broadsheet index FOLDER' },
  { name: 'no index to build again', words: ['reindex'], status: 4, says: 'broadsheet index FOLDER' },
  { name: 'no index to serve', words: ['serve'], status: 4, says: 'broadsheet serve FOLDER' },
  { name: 'a folder to serve that is not there', words: ['serve', 'nowhere'], status: 3, says: 'nowhere' },
  {
    name: 'a setting that is none',
    words: ['stats'],
    environment: { BROADSHEET_PORT: 'x' },
    status: 2,
    says: 'BROADSHEET_PORT',
  },
])('$name is status $status', async ({ words, environment = {}, status, says }) => {
  const ended = await run(words, { cwd: empty.path, environment });
  expect({ status: ended.status, stdout: ended.stdout }).toEqual({ status, stdout: '' });
  expect(ended.stderr).toContain(says);
  expect(ended.stderr.trimEnd().split('\n')).toHaveLength(1);
});

test('a pipe that closes early is no error', async () => {
  // Far more than a pipe holds, so that the program must notice.
  const child = start(['analyze', '--json', 'ferry '.repeat(20_000)], { cwd: empty.path });
  child.stdout?.destroy();
  let stderr = '';
  child.stderr?.on('data', (chunk) => {
    stderr += chunk;
  });
  const status = await new Promise((resolve) => child.once('close', resolve));
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});
