import { expect, test } from '@jest/globals';
import { readJson } from '../../../src/documents/readers/json.js';

function read(text: string, maxFileBytes = 1000) {
  return [...readJson({ path: 'a.json', bytes: Buffer.from(text) }, { maxFileBytes, maxCollectionBytes: 10_000 })];
}

test('one object is one document, named by its path', () => {
  expect(read('{"title": "Fog", "body": "Boats waited."}')).toMatchObject([
    { kind: 'document', document: { id: 'a.json', path: 'a.json', title: 'Fog', body: 'Boats waited.' } },
  ]);
});

test('an array is one document each, numbered from 1', () => {
  expect(read('\ufeff[{"text": "One."}, {"id": 7, "text": "Two."}, 3, {"text": ""}]')).toMatchObject([
    { kind: 'document', document: { id: 'a.json#1', path: 'a.json', body: 'One.' } },
    { kind: 'document', document: { id: '7', path: 'a.json', body: 'Two.' } },
    { kind: 'skipped', path: 'a.json#3', reason: 'not a JSON object' },
    { kind: 'skipped', path: 'a.json#4', reason: 'no text' },
  ]);
});

test.each([
  { name: 'broken', input: '{"text": "Fog.', reason: 'not valid JSON' },
  { name: 'two objects', input: '{"text": "a"}\n{"text": "b"}', reason: 'not valid JSON' },
  { name: 'a number', input: '5', reason: 'not a JSON object' },
  { name: 'empty', input: ' \n', reason: 'no text' },
  { name: 'not UTF-8', input: '{"text": "Zoë"}', latin1: true, reason: 'not UTF-8 text (byte 13)' },
])('$name is skipped', ({ input, latin1, reason }) => {
  const bytes = Buffer.from(input, latin1 ? 'latin1' : 'utf8');
  const limits = { maxFileBytes: 1000, maxCollectionBytes: 10_000 };
  expect([...readJson({ path: 'a.json', bytes }, limits)]).toEqual([{ kind: 'skipped', path: 'a.json', reason }]);
});

test('one object keeps the limit of a document, an array only in its records', () => {
  const record = '{"text": "Boats waited."}';
  expect(read(record, 24)).toEqual([
    { kind: 'skipped', path: 'a.json', reason: 'larger than 24 bytes (maxFileBytes)' },
  ]);
  expect(read(record, 25)).toMatchObject([{ kind: 'document' }]);
  expect(read(`[${record}, ${record}]`, 25)).toMatchObject([{ kind: 'document' }, { kind: 'document' }]);
  expect(read(`[${record}]`, 12)).toMatchObject([{ kind: 'skipped', path: 'a.json#1' }]);
});

test('an empty array gives nothing', () => expect(read('[]')).toEqual([]));

test('deep nesting is only a value that is no attribute', () => {
  const deep = '['.repeat(100_000) + ']'.repeat(100_000);
  expect(read(`{"text": "Fog.", "deep": ${deep}}`, 1_000_000)).toMatchObject([{ document: { attributes: {} } }]);
});
