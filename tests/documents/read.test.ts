import { createHash } from 'node:crypto';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Document, Notice, Skipped } from '../../src/documents/document.js';
import { readFolder } from '../../src/documents/read.js';
import type { SourceReport } from '../../src/documents/source.js';
import { SearchError } from '../../src/errors.js';
import { type Files, makeFolder } from './temp-folder.js';

const LIMITS = { maxFileBytes: 10_000, maxCollectionBytes: 100_000 };

function read(root: string, limits = LIMITS) {
  const [skipped, notices, sources] = [[] as Skipped[], [] as Notice[], [] as SourceReport[]];
  const documents: Document[] = [
    ...readFolder(
      root,
      limits,
      (one) => skipped.push(one),
      (one) => notices.push(one),
      (one) => sources.push(one),
    ),
  ];
  return { documents, ids: documents.map((document) => document.id), skipped, notices, sources };
}

test('documents come in the order of their paths, from every format', () => {
  const root = makeFolder({
    'b.txt': ' date 2021-12-29 Fog.',
    'a/x.md': '# Fog\n\nText.',
    'c.json': '{"text": "Fog."}',
    'd.jsonl': '{"text": "Fog."}\n{"id": "9", "text": "Sun."}',
    'e.jsonl.gz': gzipSync('{"id": "10", "text": "Fog."}'),
    'f.json.gz': gzipSync('[{"text": "Fog."}]'),
    'g.ndjson': '{"id": "11", "text": "Fog."}',
  });
  const { ids, skipped } = read(root);
  expect(ids).toEqual(['a/x.md', 'b.txt', 'c.json', 'd.jsonl#1', '9', '10', 'f.json.gz#1', '11']);
  expect(skipped).toEqual([]);
});

/** Each folder also holds good.txt, which must be read whatever stands beside it. */
describe('a folder with', () => {
  const text = (body: string | Buffer): Files => ({ 'a.txt': body });
  const skip = (reason: string) => [{ path: 'a.txt', reason }];

  test.each<{ name: string; files: Files; reports?: Skipped[]; body?: string; notice?: string }>([
    { name: 'invalid UTF-8', files: text(Buffer.from('Zoë', 'latin1')), reports: skip('not UTF-8 text (byte 3)') },
    { name: 'an overlong form', files: text(Buffer.from([0xc0, 0xaf])), reports: skip('not UTF-8 text (byte 1)') },
    { name: 'a cut sequence', files: text(Buffer.from([0x61, 0xe2, 0x82])), reports: skip('not UTF-8 text (byte 2)') },
    { name: 'a byte order mark', files: text('\ufeff date 2021-12-29 Fog.'), body: 'Fog.' },
    { name: 'UTF-16 LE', files: text(Buffer.from('\ufeffFog.', 'utf16le')), reports: skip('not UTF-8 text (UTF-16)') },
    {
      name: 'UTF-16 BE',
      files: text(Buffer.from('\ufeffFog.', 'utf16le').swap16()),
      reports: skip('not UTF-8 text (UTF-16)'),
    },
    { name: 'NULs', files: text('\0'.repeat(50)), reports: skip('not UTF-8 text (NUL bytes)') },
    { name: 'one NUL', files: text('Fog\0 bank at sea.'), body: 'Fog bank at sea.' },
    {
      name: 'an encoded surrogate',
      files: text(Buffer.from([0xed, 0xa0, 0x80])),
      reports: skip('not UTF-8 text (byte 1)'),
    },
    { name: 'only combining marks', files: text('\u0301\u0301'), body: '\u0301\u0301' },
    { name: 'a change of direction', files: text('Fog \u202egpj.exe'), body: 'Fog gpj.exe' },
    { name: 'zero-width characters', files: text('F\u200bo\u200dg'), body: 'Fog' },
    { name: 'decomposed letters', files: text('Zoe\u0308'), body: 'Zoë' },
    { name: 'Chinese', files: text('大雾封锁港口。'), body: '大雾封锁港口。' },
    { name: 'an empty file', files: text(''), reports: skip('no text') },
    { name: 'one byte', files: text('F'), body: 'F' },
    { name: 'only spaces', files: text(' \n\t\u00a0'), reports: skip('no text') },
    { name: 'Windows line ends', files: text('Fog\r\nat sea.\r\n\r\nSun.'), body: 'Fog at sea.\n\nSun.' },
    { name: 'old Mac line ends', files: text('Fog\rat sea.\r\rSun.'), body: 'Fog at sea.\n\nSun.' },
    { name: 'no final line end', files: text('Fog.\n\nSun.'), body: 'Fog.\n\nSun.' },
    { name: 'no date', files: text('Fog.'), body: 'Fog.' },
    { name: '30 February', files: text(' date 2021-02-30 Fog.'), body: 'Fog.', notice: '2021-02-30' },
    { name: 'the year zero', files: text(' date 0000-01-01 Fog.'), body: 'Fog.', notice: '0000-01-01' },
    { name: 'the year 99999', files: text(' date 99999-01-01 Fog.'), body: 'Fog.', notice: '99999-01-01' },
    { name: 'only a date', files: text(' date 2021-12-29 '), reports: skip('no text') },
    { name: 'a file as large as the limit', files: text('Fog '.repeat(2500)), body: 'Fog '.repeat(2500).trim() },
    {
      name: 'a file beyond the limit',
      files: text('Fog '.repeat(2501)),
      reports: skip('larger than 10000 bytes (maxFileBytes)'),
    },
    { name: 'one long word', files: text('x'.repeat(10_000)), body: 'x'.repeat(10_000) },
    { name: 'gzip bytes', files: text(gzipSync('Fog.')), reports: skip('not UTF-8 text (byte 2)') },
    {
      name: 'a collection beyond the limit',
      files: { 'a.jsonl': 'x'.repeat(100_001) },
      reports: [{ path: 'a.jsonl', reason: 'larger than 100000 bytes (maxCollectionBytes)' }],
    },
    {
      name: 'a small file that unpacks beyond the limit',
      files: { 'a.jsonl.gz': gzipSync(Buffer.alloc(20_000_000)) },
      reports: [{ path: 'a.jsonl.gz', reason: 'larger than 100000 bytes unpacked (maxCollectionBytes)' }],
    },
    { name: 'a collection of nothing', files: { 'a.jsonl': '\n' }, reports: [{ path: 'a.jsonl', reason: 'no text' }] },
    { name: 'an empty array', files: { 'a.json': '[]' }, reports: [{ path: 'a.json', reason: 'no text' }] },
    {
      name: 'a broken line',
      files: { 'a.jsonl': '{"text": "Fog."}\n{' },
      body: 'Fog.',
      reports: [{ path: 'a.jsonl#2', reason: 'not valid JSON' }],
    },
    {
      name: 'broken front matter',
      files: { 'a.md': '---\n[\n---\nFog.' },
      reports: [{ path: 'a.md', reason: 'front matter is not valid YAML (line 3)' }],
    },
    { name: 'a folder named as a file', files: { 'a.txt/b.txt': 'Fog.' }, body: 'Fog.' },
    { name: 'names that differ in case', files: { 'A.txt': 'Fog.', 'a.txt': 'Fog.' }, body: 'Fog.' },
    { name: 'the name __proto__.txt', files: { '__proto__.txt': 'Fog.' }, body: 'Fog.' },
  ])('$name', ({ files, reports = [], body, notice }) => {
    const { documents, skipped, notices } = read(makeFolder({ ...files, 'good.txt': 'Good.' }));
    expect(documents.find((document) => document.id === 'good.txt')?.body).toBe('Good.');
    const bodies = documents.filter((document) => document.id !== 'good.txt').map((document) => document.body);
    expect(new Set(bodies)).toEqual(new Set(body === undefined ? [] : [body]));
    expect(skipped).toEqual(reports);
    expect(notices.map(({ message }) => message)).toEqual(
      notice === undefined ? [] : [`the date "${notice}" is no calendar day (YYYY-MM-DD); the document is undated`],
    );
  });
});

test('files that are no documents are reported in one line for each ending', () => {
  const root = makeFolder({
    'a/1.png': '',
    'b/2.PNG': '',
    'queries.tsv': '',
    'qrels.tsv': '',
    'package.json': '{}',
    'x/package.json': '{}',
    'package-lock.json': '{}',
    Makefile: '',
    'old.txt~': '',
    'a.txt': 'Fog.',
  });
  const { ids, skipped, sources } = read(root);
  expect(ids).toEqual(['a.txt']);
  expect(sources.map(({ path }) => path)).toEqual(['a.txt']);
  expect(skipped).toEqual([
    { path: 'Makefile', reason: 'not a document format (no ending, 2 files)' },
    { path: 'a/1.png', reason: 'not a document format (.png, 2 files)' },
    { path: 'package-lock.json', reason: 'not a document format (package-lock.json)' },
    { path: 'package.json', reason: 'not a document format (package.json, 2 files)' },
    { path: 'qrels.tsv', reason: 'not a document format (.tsv, 2 files)' },
  ]);
});

test('what the walk leaves out is reported too', () => {
  const root = makeFolder({ 'a.txt': 'Fog.', '.b.txt': 'Fog.' });
  symlinkSync('a.txt', join(root, 'c.txt'));
  expect(read(root)).toMatchObject({
    ids: ['a.txt'],
    skipped: [
      { path: '.b.txt', reason: 'hidden or node_modules (1 entry)' },
      { path: 'c.txt', reason: 'a symbolic link' },
    ],
  });
});

test('of two equal ids, the first by path is kept', () => {
  const root = makeFolder({
    'b.txt': 'Second.',
    'a.jsonl': '{"id": "b.txt", "text": "First."}\n{"id": 1, "text": "One."}\n{"id": "1", "text": "Again."}',
  });
  const { documents, skipped } = read(root);
  expect(documents.map(({ id, body }) => [id, body])).toEqual([
    ['b.txt', 'First.'],
    ['1', 'One.'],
  ]);
  expect(skipped).toEqual([
    { path: 'a.jsonl', reason: 'the id "1" is taken by a.jsonl' },
    { path: 'b.txt', reason: 'the id "b.txt" is taken by a.jsonl' },
  ]);
});

test('two spellings of one name are one id', () => {
  const root = makeFolder({ 'Zoë.txt': 'Fog.', 'Zoe\u0308.txt': 'Fog.' });
  const { ids, skipped } = read(root);
  expect(ids).toEqual(['Zoë.txt']);
  expect(skipped).toEqual([{ path: 'Zoë.txt', reason: 'the id "Zoë.txt" is taken by Zoë.txt' }]);
});

test('a notice names the record', () => {
  const root = makeFolder({ 'a.jsonl': '{"id": 7, "text": "Fog.", "date": "2021-02-30"}' });
  expect(read(root).notices).toMatchObject([
    { path: 'a.jsonl', message: expect.stringMatching(/^document "7": the date/) },
  ]);
});

test('each file that was read is told with its size, its hash and its documents', () => {
  const files = { 'a.jsonl': '{"text": "Fog."}\n{"text": "Sun."}\n{', 'b.txt': '', 'c.png': 'x' };
  const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
  expect(read(makeFolder(files)).sources).toEqual([
    { path: 'a.jsonl', bytes: 35, sha256: sha256(files['a.jsonl']), documents: 2 },
    { path: 'b.txt', bytes: 0, sha256: sha256(''), documents: 0 },
  ]);
});

test('a folder that is missing is refused', () => {
  const missing = join(makeFolder(), 'missing');
  expect(() => read(missing)).toThrow(SearchError);
});

test('an empty folder gives nothing and reports nothing', () => {
  expect(read(makeFolder())).toMatchObject({ documents: [], skipped: [], notices: [], sources: [] });
});

test('whatever the files hold, each is the source of documents or is reported', () => {
  const name = fc.tuple(
    fc.constantFrom('a', 'b', 'c'),
    fc.constantFrom('.txt', '.md', '.json', '.jsonl', '.jsonl.gz', '.x'),
  );
  const content = fc.oneof(
    fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.json(),
    fc
      .record({ id: fc.string({ maxLength: 1 }), text: fc.string({ unit: 'binary', maxLength: 9 }) })
      .map((one) => JSON.stringify(one)),
    fc.string({ maxLength: 20 }).map((text) => gzipSync(text)),
  );
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(name, content), { maxLength: 5, selector: ([parts]) => parts.join('') }),
      (files) => {
        const root = makeFolder(Object.fromEntries(files.map(([parts, bytes]) => [parts.join(''), bytes])));
        const { documents, ids, skipped, notices } = read(root);
        const told = new Set([...documents, ...skipped].map(({ path }) => path.replace(/#\d+$/, '')));
        for (const [parts] of files) if (parts[1] !== '.x') expect(told).toContain(parts.join(''));
        expect(new Set(ids).size).toBe(ids.length);
        for (const { message } of notices) expect(message).not.toMatch(/[\p{Cc}]/u);
      },
    ),
    { numRuns: 150 },
  );
});
