import { describe, expect, test } from '@jest/globals';
import { readFields, readRecord } from '../../src/documents/record.js';

const LIMITS = { maxFileBytes: 1000, maxCollectionBytes: 10_000 };

function read(value: unknown) {
  return readRecord(value, { path: 'a.jsonl', place: 'a.jsonl#3', id: 'a.jsonl#3' }, LIMITS);
}

test('all fields of a record', () => {
  const record = {
    id: 'x1',
    title: 'Fog',
    text: 'a\n\nb',
    date: '1987-02-26',
    lang: 'en',
    topics: ['sea', 'fog'],
    page: 3,
  };
  expect(read(record)).toEqual({
    kind: 'document',
    notices: [],
    document: {
      id: 'x1',
      path: 'a.jsonl',
      title: 'Fog',
      titleFrom: 'given',
      body: 'a\n\nb',
      date: '1987-02-26',
      language: 'en',
      attributes: { topics: ['sea', 'fog'], page: ['3'] },
    },
  });
});

describe('id', () => {
  test.each([
    { id: 'x/1?#%', expected: 'x/1?#%' },
    { id: 7, expected: '7' },
    { id: 0, expected: '0' },
    { id: 'Zoe\u0308', expected: 'Zoë' },
    { id: '__proto__', expected: '__proto__' },
    { id: '\ud800', expected: '\ufffd' },
    { id: ' ', expected: 'a.jsonl#3' },
    { id: null, expected: 'a.jsonl#3' },
    { id: { $oid: 'x' }, expected: 'a.jsonl#3' },
    { id: undefined, expected: 'a.jsonl#3' },
  ])('$id', ({ id, expected }) => expect(read({ id, text: 'Fog.' })).toMatchObject({ document: { id: expected } }));
});

describe('text', () => {
  test.each([
    { name: 'body comes first', record: { content: 'c', text: 't', body: 'b' }, expected: 'b' },
    { name: 'then text', record: { content: 'c', text: 't', body: 5 }, expected: 't' },
    { name: 'then content', record: { content: 'c' }, expected: 'c' },
    { name: 'an empty one is passed over', record: { body: '', text: 't' }, expected: 't' },
    { name: 'line ends are cleaned', record: { text: 'a\r\nb\r\n\r\nc' }, expected: 'a b\n\nc' },
    { name: 'a title alone', record: { title: 'Fog', text: '' }, expected: '' },
  ])('$name', ({ record, expected }) => expect(read(record)).toMatchObject({ document: { body: expected } }));
});

test.each([
  { name: 'neither title nor text', value: { id: '471', title: '', text: '' }, reason: 'no text' },
  { name: 'a string', value: 'Fog', reason: 'not a JSON object' },
  { name: 'an array', value: [{ text: 'Fog' }], reason: 'not a JSON object' },
  { name: 'null', value: null, reason: 'not a JSON object' },
  { name: 'too much text', value: { text: 'é'.repeat(501) }, reason: 'larger than 1000 bytes (maxFileBytes)' },
])('$name is skipped', ({ value, reason }) => {
  expect(read(value)).toEqual({ kind: 'skipped', path: 'a.jsonl#3', reason });
});

test('as much text as the limit allows is read', () => {
  expect(read({ text: 'é'.repeat(500) }).kind).toBe('document');
});

describe('title and date', () => {
  test.each([
    { title: 1984, expected: '1984' },
    { title: ' Fog\nat sea', expected: 'Fog at sea' },
    { title: ['x'], expected: 'Text.' },
  ])('title $title', ({ title, expected }) => {
    expect(read({ title, text: 'Text.' })).toMatchObject({ document: { title: expected } });
  });
  test.each([
    { date: 20211229, quoted: '20211229' },
    { date: { year: 2021 }, quoted: '{\\"year\\":2021}' },
    { date: true, quoted: 'true' },
  ])('date $date is reported', ({ date, quoted }) => {
    expect(read({ date, text: 'Text.' })).toMatchObject({
      notices: [expect.stringContaining(`the date "${quoted}" is no`)],
    });
  });
  test('no date is no fault', () => expect(read({ date: null, text: 'Text.' })).toMatchObject({ notices: [] }));
});

describe('attributes', () => {
  test.each<{ name: string; fields: Record<string, unknown>; expected: Record<string, string[]> }>([
    { name: 'a string', fields: { author: ' Ada\tMoor ' }, expected: { author: ['Ada Moor'] } },
    {
      name: 'numbers and truth values',
      fields: { page: 3, draft: false },
      expected: { page: ['3'], draft: ['false'] },
    },
    {
      name: 'a list, each value once',
      fields: { topics: ['sea', 7, true, 'sea'] },
      expected: { topics: ['sea', '7', 'true'] },
    },
    {
      name: 'other values in a list are left out',
      fields: { topics: ['sea', null, {}, ['x'], ''] },
      expected: { topics: ['sea'] },
    },
    { name: 'nothing to keep', fields: { a: '', b: ' ', c: [], d: null, e: {}, f: [[]] }, expected: {} },
    {
      name: 'a long string',
      fields: { short: 'x'.repeat(200), long: 'x'.repeat(201) },
      expected: { short: ['x'.repeat(200)] },
    },
    { name: 'a long list', fields: { vector: Array.from({ length: 101 }, (_, index) => index) }, expected: {} },
    { name: 'names of the document', fields: { path: '/etc', titleFrom: 'given', attributes: 'x' }, expected: {} },
    { name: 'names of computed facets', fields: { year: 1, month: 2, folder: 'x' }, expected: {} },
    {
      name: 'the first of two names that clean to one',
      fields: { 'a b': '1', 'a\tb': '2' },
      expected: { 'a b': ['1'] },
    },
    {
      name: 'names of prototypes',
      fields: { constructor: 'x', toString: 'y' },
      expected: { constructor: ['x'], toString: ['y'] },
    },
    {
      name: 'invisible characters',
      fields: { '\u200b': 'x', topic: '\u200bsea\ud800' },
      expected: { topic: ['sea\ufffd'] },
    },
  ])('$name', ({ fields, expected }) => {
    expect(Object.fromEntries(readFields(new Map(Object.entries(fields))).attributes)).toEqual(expected);
  });

  test('__proto__ from JSON is an attribute like any other', () => {
    const result = read(JSON.parse('{"text":"Fog.","__proto__":"x"}'));
    const attributes = result.kind === 'document' ? result.document.attributes : {};
    expect(Object.entries(attributes)).toEqual([['__proto__', ['x']]]);
    expect(({} as { x?: unknown }).x).toBeUndefined();
  });
});
