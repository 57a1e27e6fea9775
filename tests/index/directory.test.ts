import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { SearchError } from '../../src/errors.js';
import {
  createGeneration,
  generationPath,
  listGenerations,
  readCurrent,
  readManifest,
} from '../../src/index/directory.js';
import type { Manifest } from '../../src/index/manifest.js';

let directory: string;

beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'broadsheet-'));
});

afterEach(() => rmSync(directory, { recursive: true, force: true }));

function describeWith(documents: number): (files: Manifest['files']) => Manifest {
  const nothing = { count: 0, listed: [] };
  return (files) => ({
    format: 4,
    analyzer: 'test',
    documents,
    undated: 0,
    firstDate: null,
    lastDate: null,
    tokens: 0,
    terms: 0,
    forms: 0,
    sourceBytes: 0,
    settings: {},
    facetFields: [],
    skipped: nothing,
    notices: nothing,
    backends: {},
    neighbours: {},
    files,
  });
}

async function write(documents: number, keep = 2) {
  const generation = await createGeneration(directory);
  try {
    const file = generation.file('data.bin');
    file.write(Buffer.from(`content of ${documents}`));
    file.close();
    return generation.commit(describeWith(documents), '/documents', '2026-01-01T00:00:00.000Z', keep);
  } finally {
    await generation.close();
  }
}

async function codeOf(action: () => unknown): Promise<string> {
  try {
    await action();
    return 'fine';
  } catch (error) {
    return error instanceof SearchError ? error.code : String(error);
  }
}

test('a commit publishes a generation with the checksums of its files', async () => {
  const current = await write(1);
  expect(readCurrent(directory)).toEqual({
    generation: 1,
    hash: current.hash,
    folder: '/documents',
    builtAt: '2026-01-01T00:00:00.000Z',
  });
  const manifest = readManifest(directory, 1, current.hash);
  expect(manifest.files).toEqual({ 'data.bin': { bytes: 12, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) } });
  expect(readdirSync(join(directory, 'generations'))).toEqual(['000001']);
});

test('the same content is not published again', async () => {
  await write(1);
  expect(await write(1)).toMatchObject({ generation: 1, unchanged: true });
  expect(await write(2)).toMatchObject({ generation: 2, unchanged: false });
});

test('older generations than those to keep are removed', async () => {
  for (let i = 1; i <= 4; i += 1) await write(i);
  expect(listGenerations(directory)).toEqual([3, 4]);
  await write(5, 1);
  expect(listGenerations(directory)).toEqual([5]);
});

test('a build that is given up leaves what was there', async () => {
  const first = await write(1);
  const generation = await createGeneration(directory);
  generation.file('data.bin').write(Buffer.from('half'));
  await generation.close();
  expect(readCurrent(directory)?.hash).toBe(first.hash);
  expect(readdirSync(join(directory, 'generations'))).toEqual(['000001']);
});

test('what an interrupted build left behind is removed by the next', async () => {
  mkdirSync(join(directory, 'generations', '.building-1'), { recursive: true });
  writeFileSync(join(directory, 'generations', '.building-1', 'half'), 'x');
  await write(1);
  expect(readdirSync(join(directory, 'generations'))).toEqual(['000001']);
});

describe('damage', () => {
  test.each([
    { name: 'no index', damage: () => rmSync(join(directory, 'CURRENT')), expected: 'missing' },
    {
      name: 'an empty CURRENT',
      damage: () => writeFileSync(join(directory, 'CURRENT'), ''),
      expected: 'index_damaged',
    },
    {
      name: 'another thing named CURRENT',
      damage: () => writeFileSync(join(directory, 'CURRENT'), '{"generation":"x"}'),
      expected: 'index_damaged',
    },
    {
      name: 'no manifest',
      damage: () => rmSync(join(generationPath(directory, 1), 'manifest.json')),
      expected: 'index_damaged',
    },
    {
      name: 'a changed manifest',
      damage: () => {
        const file = join(generationPath(directory, 1), 'manifest.json');
        writeFileSync(file, readFileSync(file, 'utf8').replace('"documents": 1', '"documents": 2'));
      },
      expected: 'index_damaged',
    },
  ])('$name is $expected', async ({ damage, expected }) => {
    await write(1);
    damage();
    const found = await codeOf(() => {
      const current = readCurrent(directory);
      if (current === undefined) throw new Error('missing');
      readManifest(directory, current.generation, current.hash);
    });
    expect(found.replace('Error: ', '')).toBe(expected);
  });

  test('a manifest of another format is incompatible', async () => {
    await write(1);
    const file = join(generationPath(directory, 1), 'manifest.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"format": 4', '"format": 99'));
    expect(await codeOf(() => readManifest(directory, 1))).toBe('index_incompatible');
  });
});

describe('one writer at a time', () => {
  test('a second build of the same folder is refused, one of another is not', async () => {
    const first = await createGeneration(directory);
    expect(await codeOf(() => createGeneration(directory))).toBe('build_running');
    const other = await createGeneration(join(directory, 'other'));
    await other.close();
    await first.close();
    expect(await codeOf(() => write(1))).toBe('fine');
  });

  test('the lock of a process that was killed is free', async () => {
    const module = new URL('../../src/index/directory.js', import.meta.url).href;
    const script = `const { createGeneration } = await import(${JSON.stringify(module)}); await createGeneration(${JSON.stringify(directory)}); console.log('locked'); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    try {
      await once(child.stdout, 'data');
      expect(await codeOf(() => createGeneration(directory))).toBe('build_running');
    } finally {
      child.kill('SIGKILL');
    }
    await once(child, 'exit');
    expect(await codeOf(() => write(1))).toBe('fine');
    expect(existsSync(join(directory, 'generations', '000001'))).toBe(true);
  });
});
