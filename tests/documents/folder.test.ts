import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  chmodSync,
  chownSync,
  linkSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Skipped } from '../../src/documents/document.js';
import { walkFolder } from '../../src/documents/folder.js';
import { SearchError } from '../../src/errors.js';
import { makeFolder } from './temp-folder.js';

function walk(root: string) {
  const skipped: Skipped[] = [];
  const files = walkFolder(root, (one) => skipped.push(one));
  return { files, paths: files.map((file) => file.path), skipped };
}

function makePipe(path: string): void {
  execFileSync('sh', ['-c', 'mkfifo "$1"', 'sh', path]);
}

/** What a call throws, as a SearchError. */
function refusal(call: () => unknown): SearchError {
  try {
    call();
  } catch (error) {
    if (error instanceof SearchError) return error;
    throw error;
  }
  throw new Error('Expected a refusal.');
}

/** Runs as a user without rights, since file modes do not hold for the administrator. */
function asOtherUser<T>(call: () => T): T {
  if (process.geteuid?.() !== 0) return call();
  process.seteuid?.(65_534);
  try {
    return call();
  } finally {
    process.seteuid?.(0);
  }
}

test('regular files below the folder, sorted by UTF-16 units', () => {
  const root = makeFolder({
    'b.txt': 'b',
    'a/c.txt': 'cc',
    'B.txt': 'B',
    'a.txt': '',
    'a/b/d.bin': 'd',
    'é.txt': 'e',
    '𝒳.txt': 'x',
    'ﬀ.txt': 'f',
  });
  const { files, paths, skipped } = walk(root);
  expect(paths).toEqual(['B.txt', 'a.txt', 'a/b/d.bin', 'a/c.txt', 'b.txt', 'é.txt', '𝒳.txt', 'ﬀ.txt']);
  expect(files.find((file) => file.path === 'a/c.txt')?.size).toBe(2);
  expect(
    files
      .find((file) => file.path === 'a/c.txt')
      ?.read()
      .toString(),
  ).toBe('cc');
  expect(skipped).toEqual([]);
});

test('names that need care are paths like any other', () => {
  const names = [
    '-rf.txt',
    '__proto__',
    '<img src=x>.txt',
    'a\tb.txt',
    'a\nb.txt',
    'a"b\'.txt',
    'a%2F?#.txt',
    'a\\b.txt',
    'x'.repeat(251) + '.txt',
    '..x.txt'.slice(1),
  ];
  const root = makeFolder(
    Object.fromEntries(names.filter((name) => !name.startsWith('.')).map((name) => [name, name])),
  );
  const { files } = walk(root);
  expect(files.map((file) => file.read().toString())).toEqual(files.map((file) => file.path));
  expect(files).toHaveLength(names.length - 1);
});

test('paths are in NFC, files are opened by the name they have', () => {
  const root = makeFolder({ 'Zoe\u0308.txt': 'decomposed' });
  const { files, paths } = walk(root);
  expect(paths).toEqual(['Zoë.txt']);
  expect(files[0]?.read().toString()).toBe('decomposed');
});

test('a name that is not UTF-8 is reported with escapes', () => {
  const root = makeFolder({ 'good.txt': 'x' });
  writeFileSync(Buffer.concat([Buffer.from(`${root}/a`), Buffer.from([0xff, 0xfe]), Buffer.from('.txt')]), 'x');
  expect(walk(root)).toMatchObject({
    paths: ['good.txt'],
    skipped: [{ path: 'a\\xFF\\xFE.txt', reason: 'a name that is not UTF-8' }],
  });
});

test('hidden entries and node_modules are counted in one line', () => {
  const root = makeFolder({ '.git/config': '', 'a/.b.txt': '', 'a/c.txt': '', 'node_modules/d/e.txt': '', '.z': '' });
  expect(walk(root)).toMatchObject({
    paths: ['a/c.txt'],
    skipped: [{ path: '.git', reason: 'hidden or node_modules (4 entries)' }],
  });
  expect(walk(makeFolder({ '.a': '' })).skipped).toEqual([{ path: '.a', reason: 'hidden or node_modules (1 entry)' }]);
});

describe('entries that are no regular files', () => {
  test('links are not followed, wherever they lead', () => {
    const outside = makeFolder({ 'secret.txt': 'x' });
    const root = makeFolder({ 'good.txt': 'x', 'folder/in.txt': 'x' });
    symlinkSync(join(outside, 'secret.txt'), join(root, 'out.txt'));
    symlinkSync(outside, join(root, 'outside'));
    symlinkSync('good.txt', join(root, 'within.txt'));
    symlinkSync('nowhere.txt', join(root, 'dangling.txt'));
    symlinkSync('loop.txt', join(root, 'loop.txt'));
    symlinkSync('..', join(root, 'folder/up'));
    const { paths, skipped } = walk(root);
    expect(paths).toEqual(['folder/in.txt', 'good.txt']);
    expect(skipped).toEqual(
      ['dangling.txt', 'folder/up', 'loop.txt', 'out.txt', 'outside', 'within.txt'].map((path) => ({
        path,
        reason: 'a symbolic link',
      })),
    );
  });

  test('pipes and sockets are reported, and block nothing', async () => {
    const root = makeFolder({ 'good.txt': 'x' });
    makePipe(join(root, 'pipe.txt'));
    const server = createServer().listen(join(root, 'socket.txt'));
    await once(server, 'listening');
    try {
      expect(walk(root)).toMatchObject({
        paths: ['good.txt'],
        skipped: [
          { path: 'pipe.txt', reason: 'not a regular file' },
          { path: 'socket.txt', reason: 'not a regular file' },
        ],
      });
    } finally {
      server.close();
    }
  });

  test('a folder with the name of a file is a folder; a hard link is a file', () => {
    const root = makeFolder({ 'a.txt/b.txt': 'x' });
    linkSync(join(root, 'a.txt/b.txt'), join(root, 'c.txt'));
    expect(walk(root)).toMatchObject({ paths: ['a.txt/b.txt', 'c.txt'], skipped: [] });
  });

  test('a thousand levels of folders', () => {
    const root = makeFolder();
    const deep = 'd/'.repeat(1000);
    mkdirSync(join(root, deep), { recursive: true });
    writeFileSync(join(root, deep, 'a.txt'), 'x');
    expect(walk(root)).toMatchObject({ paths: [`${deep}a.txt`], skipped: [] });
  });

  test('a path that is longer than the system takes', () => {
    const root = makeFolder({ 'good.txt': 'x' });
    const name = 'd'.repeat(200);
    const deep = `${name}/`.repeat(18);
    mkdirSync(join(root, deep), { recursive: true });
    // Moved below another folder, the whole becomes longer than a path may be.
    const top = `${'e'.repeat(200)}/`.repeat(5);
    mkdirSync(join(root, top), { recursive: true });
    renameSync(join(root, name), join(root, top, name));
    try {
      expect(walk(root)).toMatchObject({
        paths: ['good.txt'],
        skipped: [{ reason: 'cannot be read (ENAMETOOLONG)' }],
      });
    } finally {
      // What is too deep to be read is too deep to be removed.
      renameSync(join(root, top, name), join(root, name));
    }
  });
});

describe('without permission', () => {
  test('a file is refused when it is read, a folder is reported', () => {
    const root = makeFolder({ 'a.txt': 'x', 'closed/b.txt': 'x', 'good.txt': 'x' });
    chmodSync(root, 0o755);
    for (const path of ['a.txt', 'closed']) chmodSync(join(root, path), 0);
    const { files, paths, skipped } = asOtherUser(() => walk(root));
    expect(paths).toEqual(['a.txt', 'good.txt']);
    expect(skipped).toEqual([{ path: 'closed', reason: 'a folder that cannot be read (EACCES)' }]);
    const error = asOtherUser(() => refusal(() => files[0]?.read()));
    expect(error).toMatchObject({ code: 'file_unreadable', parameter: 'a.txt', found: 'cannot be read (EACCES)' });
    chmodSync(join(root, 'closed'), 0o755);
  });

  test('the folder itself is refused', () => {
    const root = makeFolder({ 'a.txt': 'x' });
    if (process.geteuid?.() === 0) chownSync(root, 0, 0);
    chmodSync(root, 0);
    const error = asOtherUser(() => refusal(() => walk(root)));
    expect(error).toMatchObject({ code: 'folder_unreadable', found: root });
    expect(error.message).toBe('The folder of documents cannot be read (EACCES).');
    expect(error.hint).toBeDefined();
    chmodSync(root, 0o755);
  });
});

test.each([
  { name: 'is missing', path: 'missing', message: 'does not exist' },
  { name: 'is below a file', path: 'file.txt/x', message: 'does not exist' },
  { name: 'is a file', path: 'file.txt', message: 'is not a folder' },
])('a folder that $name is refused', ({ path, message }) => {
  const root = join(makeFolder({ 'file.txt': 'x' }), path);
  const error = refusal(() => walk(root));
  expect(error).toMatchObject({
    code: 'folder_unreadable',
    found: root,
    message: `The folder of documents ${message}.`,
  });
});

test('the folder itself may be a link', () => {
  const root = makeFolder({ 'real/a.txt': 'x' });
  symlinkSync('real', join(root, 'link'));
  expect(walk(join(root, 'link')).paths).toEqual(['a.txt']);
});

describe('a file that changes between listing and reading', () => {
  test.each([
    { name: 'becomes a pipe', change: makePipe, reason: 'not a regular file' },
    { name: 'becomes a link', change: (path: string) => symlinkSync('/etc/hostname', path), reason: 'a symbolic link' },
    { name: 'becomes a folder', change: (path: string) => void mkdirSync(path), reason: 'not a regular file' },
    { name: 'is removed', change: () => undefined, reason: 'cannot be read (ENOENT)' },
  ])('$name: refused', ({ change, reason }) => {
    const root = makeFolder({ 'a.txt': 'x' });
    const { files } = walk(root);
    rmSync(join(root, 'a.txt'));
    change(join(root, 'a.txt'));
    expect(refusal(() => files[0]?.read())).toMatchObject({ code: 'file_unreadable', found: reason });
  });

  test('is longer or shorter: the new content is read, within the limit', () => {
    const root = makeFolder({ 'a.txt': 'fog' });
    const file = walk(root).files[0];
    truncateSync(join(root, 'a.txt'), 1);
    expect(file?.read(5).toString()).toBe('f');
    appendFileSync(join(root, 'a.txt'), 'erry');
    expect(file?.read(5).toString()).toBe('ferry');
    expect(refusal(() => file?.read(4)).found).toBe('grew while the folder was read');
  });
});

test('a large file is read to its last byte', () => {
  const content = Buffer.alloc(5_000_000, 'fog ');
  expect(
    walk(makeFolder({ 'a.txt': content }))
      .files[0]?.read()
      .equals(content),
  ).toBe(true);
});
