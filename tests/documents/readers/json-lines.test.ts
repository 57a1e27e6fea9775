import { expect, test } from '@jest/globals';
import { readJsonLines } from '../../../src/documents/readers/json-lines.js';

function read(bytes: string | Buffer, maxFileBytes = 1000) {
  return [
    ...readJsonLines({ path: 'a.jsonl', bytes: Buffer.from(bytes) }, { maxFileBytes, maxCollectionBytes: 10_000 }),
  ];
}

test('a line is a document; one without an id is named by its line', () => {
  expect(read('\ufeff{"id": "x", "text": "One."}\r\n\n{"text": "Two."}\n')).toMatchObject([
    { kind: 'document', document: { id: 'x', path: 'a.jsonl', body: 'One.' } },
    { kind: 'document', document: { id: 'a.jsonl#3', path: 'a.jsonl', body: 'Two.' } },
  ]);
});

test('a broken line costs only itself', () => {
  const lines = ['{"text": "One."}', '{"text": ', '[1]', 'null', '{"id": 5}', '{"text": "Six."}'];
  expect(read(lines.join('\n'))).toMatchObject([
    { kind: 'document', document: { id: 'a.jsonl#1' } },
    { kind: 'skipped', path: 'a.jsonl#2', reason: 'not valid JSON' },
    { kind: 'skipped', path: 'a.jsonl#3', reason: 'not a JSON object' },
    { kind: 'skipped', path: 'a.jsonl#4', reason: 'not a JSON object' },
    { kind: 'skipped', path: 'a.jsonl#5', reason: 'no text' },
    { kind: 'document', document: { id: 'a.jsonl#6' } },
  ]);
});

test('a line that is not UTF-8 costs only itself', () => {
  const bytes = Buffer.concat([Buffer.from('{"text": "Zoë"}\n', 'latin1'), Buffer.from('{"text": "Zoë"}')]);
  expect(read(bytes)).toMatchObject([
    { kind: 'skipped', path: 'a.jsonl#1', reason: 'not UTF-8 text (byte 13)' },
    { kind: 'document', document: { body: 'Zoë' } },
  ]);
});

test('a line has the limit of a document', () => {
  const line = '{"text": "Boats waited."}';
  expect(read(`${line}\n${line} \n${line}`, 25)).toMatchObject([
    { kind: 'document' },
    { kind: 'skipped', path: 'a.jsonl#2', reason: 'larger than 25 bytes (maxFileBytes)' },
    { kind: 'document' },
  ]);
});

test.each([{ input: '' }, { input: '\n \n\r\n' }])('no lines, no documents: $input', ({ input }) => {
  expect(read(input)).toEqual([]);
});

test('a lone surrogate, which JSON can write, does not pass', () => {
  expect(read('{"id": "\\ud800", "text": "a\\udfffb"}')).toMatchObject([
    { document: { id: '\ufffd', body: 'a\ufffdb' } },
  ]);
});
