import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openIndex } from '../src/backends/open.js';
import { SearchError } from '../src/errors.js';
import { generationPath } from '../src/index/directory.js';
import { freshness } from '../src/index/freshness.js';
import { verifyIndex } from '../src/index/verify.js';
import { type IngestProgress, ingest } from '../src/ingest.js';
import { DEFAULT_REQUEST, search } from '../src/search.js';
import { DEFAULT_SETTINGS } from '../src/settings.js';

let base: string;

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'broadsheet-'));
  mkdirSync(join(base, 'docs', 'harbour'), { recursive: true });
  write('harbour/2021-01-01.txt', ' date 2021-01-01 The ferry ran aground.\n\nNobody was hurt.\n');
  write('notice.txt', 'No ferry sails on Sunday.\n');
});

afterEach(() => rmSync(base, { recursive: true, force: true }));

function write(path: string, content: string | Buffer): void {
  writeFileSync(join(base, 'docs', path), content);
}

function build(name = 'index', progress?: (progress: IngestProgress) => void) {
  return ingest({
    folder: join(base, 'docs'),
    directory: join(base, name),
    settings: DEFAULT_SETTINGS,
    now: () => new Date(),
    ...(progress === undefined ? {} : { progress }),
  });
}

async function totalOf(q: string, name = 'index'): Promise<number> {
  const index = await openIndex(join(base, name));
  try {
    return search(index, { ...DEFAULT_REQUEST, q }).total;
  } finally {
    index.close();
  }
}

function digest(name: string): Record<string, string> {
  const folder = generationPath(join(base, name), 1);
  return Object.fromEntries(
    readdirSync(folder).map((file) => [
      file,
      createHash('sha256')
        .update(readFileSync(join(folder, file)))
        .digest('hex'),
    ]),
  );
}

test('every file is indexed, or skipped with its reason', async () => {
  write('broken.txt', Buffer.from([0x66, 0xff, 0x66]));
  write('picture.png', 'x');
  write('impossible.txt', ' date 2021-02-30 The storm came late.\n');
  symlinkSync(join(base, 'docs', 'notice.txt'), join(base, 'docs', 'link.txt'));
  const report = await build();
  expect(report).toMatchObject({ documents: 3, generation: 1, unchanged: false });
  expect(Object.fromEntries(report.skipped.map(({ path, reason }) => [path, reason]))).toMatchObject({
    'broken.txt': expect.stringContaining('UTF-8'),
    'picture.png': expect.stringContaining('.png'),
    'link.txt': 'a symbolic link',
  });
  expect(report.notices).toEqual([{ path: 'impossible.txt', message: expect.stringContaining('2021-02-30') }]);
  expect(await totalOf('ferry')).toBe(2);
});

test('the same folder gives the same bytes', async () => {
  await build('one');
  await build('two');
  expect(digest('two')).toEqual(digest('one'));
});

test('indexing an unchanged folder changes nothing, and a changed one makes a new generation', async () => {
  await build();
  expect(await build()).toMatchObject({ generation: 1, unchanged: true });
  write('notice.txt', 'No ferry and no bus sails on Sunday.\n');
  expect(await build()).toMatchObject({ generation: 2, unchanged: false });
  expect(await totalOf('bus')).toBe(1);
});

test('an index inside the folder is not indexed', async () => {
  const inside = {
    folder: join(base, 'docs'),
    directory: join(base, 'docs', 'index-data'),
    settings: DEFAULT_SETTINGS,
    now: () => new Date(),
  };
  await ingest(inside);
  const again = await ingest(inside);
  expect(again).toMatchObject({ documents: 2, skipped: [{ path: 'index-data', reason: 'the folder of the index' }] });
  expect(freshness(inside.directory, inside.folder, DEFAULT_SETTINGS)).toBe('fresh');
});

test('progress counts the bytes of the folder', async () => {
  const seen: IngestProgress[] = [];
  await build('index', (progress) => seen.push(progress));
  const last = seen.at(-1)!;
  expect(last.done).toBe(last.total);
  expect(last.documents).toBe(2);
});

test('an open index stays readable when its generation is replaced and removed', async () => {
  await build();
  const index = await openIndex(join(base, 'index'));
  for (const word of ['one', 'two', 'three']) {
    write('notice.txt', `The ferry of ${word}.\n`);
    await build();
  }
  expect(search(index, { ...DEFAULT_REQUEST, q: 'sunday' }).hits[0]?.snippets[0]?.text).toBe(
    'No ferry sails on Sunday.',
  );
  index.close();
});

describe('freshness', () => {
  const state = (): string => freshness(join(base, 'index'), join(base, 'docs'), DEFAULT_SETTINGS);

  test('compares paths and content, never dates of files', async () => {
    expect(state()).toBe('missing');
    await build();
    expect(state()).toBe('fresh');
    write('notice.txt', readFileSync(join(base, 'docs', 'notice.txt')));
    expect(state()).toBe('fresh');
    write('notice.txt', 'No ferry sails on Monday.\n');
    expect(state()).toBe('stale');
    await build();
    write('new.txt', 'A new notice.\n');
    expect(state()).toBe('stale');
    await build();
    rmSync(join(base, 'docs', 'new.txt'));
    expect(state()).toBe('stale');
  });

  test('files that cannot be indexed do not make it stale for ever', async () => {
    write('broken.txt', Buffer.from([0xff]));
    write('picture.png', 'x');
    await build();
    expect(state()).toBe('fresh');
  });

  test('other shaping settings make it stale, damage is told apart', async () => {
    await build();
    expect(freshness(join(base, 'index'), join(base, 'docs'), { ...DEFAULT_SETTINGS, maxFileBytes: 2048 })).toBe(
      'stale',
    );
    rmSync(join(generationPath(join(base, 'index'), 1), 'manifest.json'));
    expect(state()).toBe('damaged');
  });
});

describe('a damaged index', () => {
  const BACKEND_FILES = ['postings.bin', 'minisearch.json'];
  const OTHER_FILES = ['columns.bin', 'forms.bin', 'documents.bin', 'manifest.json'];
  const pathOf = (file: string): string => join(generationPath(join(base, 'index'), 1), file);

  test.each([...BACKEND_FILES, ...OTHER_FILES, 'sources.tsv'])(
    'is found by verify when a bit of %s is flipped',
    async (file) => {
      await build();
      expect(verifyIndex(join(base, 'index')).checks.every((check) => check.ok)).toBe(true);
      flip(pathOf(file));
      expect(verifyIndex(join(base, 'index')).checks.some((check) => !check.ok)).toBe(true);
    },
  );

  test.each(OTHER_FILES)('is refused, never answered from, when a bit of %s is flipped', async (file) => {
    await build();
    flip(pathOf(file));
    await expect(totalOf('ferry')).rejects.toMatchObject({
      code: 'index_damaged',
      hint: expect.stringContaining('reindex'),
    });
  });

  test('answers from MiniSearch, and says so, when the packed file is damaged or missing', async () => {
    await build();
    const asked = async () => {
      const index = await openIndex(join(base, 'index'));
      const { hits, total } = search(index, { ...DEFAULT_REQUEST, q: '"ferry ran" no sun*' });
      index.close();
      // Sums of other orders differ in the last digit.
      const rounded = hits.map((hit) => ({ ...hit, score: hit.score.toFixed(9) }));
      return { backend: index.backend.name, degraded: index.degraded, hits: rounded, total };
    };
    const whole = await asked();
    expect(whole).toMatchObject({ backend: 'packed', degraded: undefined });
    flip(pathOf('postings.bin'));
    const damaged = await asked();
    expect(damaged).toMatchObject({ backend: 'minisearch', degraded: expect.stringContaining('postings.bin') });
    rmSync(pathOf('postings.bin'));
    const missing = await asked();
    expect(missing.backend).toBe('minisearch');
    for (const { hits, total } of [damaged, missing])
      expect({ hits, total }).toEqual({ hits: whole.hits, total: whole.total });
  });

  test('a packed file of another generation is not answered from', async () => {
    await build();
    const old = readFileSync(pathOf('postings.bin'));
    write('notice.txt', 'The quarantine launch sails instead, at noon, in any weather, with mail.\n');
    await build();
    writeFileSync(join(generationPath(join(base, 'index'), 2), 'postings.bin'), old);
    const index = await openIndex(join(base, 'index'));
    expect({ backend: index.backend.name, degraded: index.degraded }).toEqual({
      backend: 'minisearch',
      degraded: expect.stringContaining('another generation'),
    });
    index.close();
  });

  test('is refused when no back end is whole', async () => {
    await build();
    for (const file of BACKEND_FILES) flip(pathOf(file));
    await expect(totalOf('ferry')).rejects.toMatchObject({ code: 'index_damaged' });
  });

  function flip(path: string): void {
    const bytes = readFileSync(path);
    bytes[bytes.length >> 1]! ^= 4;
    writeFileSync(path, bytes);
  }
});

test('a folder that is not there is refused with what to do', async () => {
  const missing = ingest({
    folder: join(base, 'nowhere'),
    directory: join(base, 'index'),
    settings: DEFAULT_SETTINGS,
    now: () => new Date(),
  });
  await expect(missing).rejects.toBeInstanceOf(SearchError);
  await expect(missing).rejects.toMatchObject({ code: 'folder_unreadable' });
});
