import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readPlainText } from '../../../src/documents/readers/plain-text.js';

function read(text: string | Buffer) {
  return readPlainText({ path: 'a/b.txt', bytes: Buffer.from(text) })[0];
}

test.each([
  {
    name: 'a date line, then text',
    input: ' date 2021-12-29 Fog closed the port. Boats waited.\n\nThen sun.',
    expected: {
      title: 'Fog closed the port.',
      titleFrom: 'first-sentence',
      date: '2021-12-29',
      body: 'Fog closed the port. Boats waited.\n\nThen sun.',
    },
  },
  {
    name: 'a short first paragraph behind a date line, which is text',
    input: ' date 2021-12-29 Fog at sea\n\nBoats waited.',
    expected: {
      title: 'Fog at sea',
      titleFrom: 'first-sentence',
      date: '2021-12-29',
      body: 'Fog at sea\n\nBoats waited.',
    },
  },
  {
    name: 'a title line',
    input: '\n  Fog at  sea \n\nBoats waited.\n',
    expected: { title: 'Fog at sea', titleFrom: 'given', body: 'Boats waited.' },
  },
  {
    name: 'a title line, then a date line',
    input: 'Fog at sea\r\n\r\n date 2021-12-29 Boats waited.',
    expected: { title: 'Fog at sea', titleFrom: 'given', date: '2021-12-29', body: 'Boats waited.' },
  },
  {
    name: 'a title line, then nothing but a date line',
    input: 'Fog at sea\n\n date 2021-12-29 ',
    expected: { title: 'Fog at sea', titleFrom: 'given', date: '2021-12-29', body: '' },
  },
  {
    name: 'a first line that is a sentence',
    input: 'Fog closed the port.\n\nBoats waited.',
    expected: {
      title: 'Fog closed the port.',
      titleFrom: 'first-sentence',
      body: 'Fog closed the port.\n\nBoats waited.',
    },
  },
  {
    name: 'a first line that is a quoted question',
    input: '“Fog?”\n\nBoats waited.',
    expected: { title: '“Fog?”', titleFrom: 'first-sentence', body: '“Fog?”\n\nBoats waited.' },
  },
  {
    name: 'a first line that goes on',
    input: 'Fog closed\nthe port\n\nBoats waited.',
    expected: {
      title: 'Fog closed the port',
      titleFrom: 'first-sentence',
      body: 'Fog closed the port\n\nBoats waited.',
    },
  },
  {
    name: 'a first line and nothing else',
    input: 'Fog at sea\n\n \n',
    expected: { title: 'Fog at sea', titleFrom: 'first-sentence', body: 'Fog at sea' },
  },
  {
    name: 'a first line that is just short enough',
    input: `${'x'.repeat(120)}\n\nBoats waited.`,
    expected: { title: 'x'.repeat(120), titleFrom: 'given', body: 'Boats waited.' },
  },
  {
    name: 'a first line that is too long',
    input: `${'x'.repeat(121)}\n\nBoats waited.`,
    expected: { titleFrom: 'first-sentence', body: `${'x'.repeat(121)}\n\nBoats waited.` },
  },
])('$name', ({ input, expected }) => {
  const result = read(input);
  expect(result).toMatchObject({
    kind: 'document',
    document: { id: 'a/b.txt', path: 'a/b.txt', attributes: {}, ...expected },
  });
  expect(result?.kind === 'document' && 'date' in result.document).toBe('date' in expected);
});

test.each([
  { name: 'no bytes', input: '' },
  { name: 'spaces only', input: ' \r\n\t\u00a0\u3000 ' },
  { name: 'invisible characters only', input: '\ufeff\u200b\0' },
  { name: 'a date line only', input: ' date 2021-12-29 ' },
])('$name: no text', ({ input }) =>
  expect(read(input)).toEqual({ kind: 'skipped', path: 'a/b.txt', reason: 'no text' }),
);

test('bytes that are no text', () => {
  expect(read(Buffer.from([0x61, 0xff]))).toEqual({
    kind: 'skipped',
    path: 'a/b.txt',
    reason: 'not UTF-8 text (byte 2)',
  });
});

test('whatever the bytes, the answer is a document in normal form or a reason', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 80 }),
    fc.string({
      unit: fc.constantFrom('a', ' ', '\n', '.', ' date 2021-02-30 ', '\r', '\u200b', 'e\u0301'),
      maxLength: 40,
    }),
    fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  );
  fc.assert(
    fc.property(text, (input) => {
      const result = read(input);
      if (result?.kind !== 'document') return expect(result?.reason).toMatch(/^(no text|not UTF-8 text \(.+\))$/);
      const { title, body } = result.document;
      expect(`${title}${body}`).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}]| {2}|\n{3}/u);
      expect([title, body]).toEqual([title.trim(), body.trim()]);
    }),
    { numRuns: 3000 },
  );
});
