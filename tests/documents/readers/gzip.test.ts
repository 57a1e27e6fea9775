import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { unpacked } from '../../../src/documents/readers/gzip.js';
import { readJsonLines } from '../../../src/documents/readers/json-lines.js';

function read(bytes: Buffer, maxCollectionBytes = 10_000) {
  return [...unpacked(readJsonLines)({ path: 'a.jsonl.gz', bytes }, { maxFileBytes: 1000, maxCollectionBytes })];
}

const LINE = '{"id": "x", "text": "Boats waited."}\n';

test('a packed file is read as its content', () => {
  expect(read(gzipSync(LINE))).toMatchObject([{ document: { id: 'x', path: 'a.jsonl.gz', body: 'Boats waited.' } }]);
});

test('a file of several members is read to its end', () => {
  const packed = Buffer.concat([gzipSync(LINE), gzipSync('{"id": "y", "text": "Then sun."}')]);
  expect(read(packed)).toMatchObject([{ document: { id: 'x' } }, { document: { id: 'y' } }]);
});

test.each([
  { name: 'cut off', bytes: gzipSync(LINE).subarray(0, 30) },
  { name: 'damaged', bytes: Buffer.from(gzipSync(LINE).map((byte, index) => (index === 20 ? byte ^ 0xff : byte))) },
  { name: 'not packed', bytes: Buffer.from(LINE) },
  { name: 'empty', bytes: Buffer.alloc(0) },
])('a file that is $name is skipped', ({ bytes }) => {
  expect(read(bytes)).toEqual([{ kind: 'skipped', path: 'a.jsonl.gz', reason: 'not a whole gzip file' }]);
});

test('unpacking stops at the limit', () => {
  const reason = 'larger than 10000 bytes unpacked (maxCollectionBytes)';
  expect(read(gzipSync(Buffer.alloc(10_001, '\n')))).toEqual([{ kind: 'skipped', path: 'a.jsonl.gz', reason }]);
  expect(read(gzipSync(Buffer.alloc(10_000, '\n')))).toEqual([]);
  expect(read(gzipSync(Buffer.alloc(50_000_000, '\n')))).toMatchObject([{ reason }]);
});
