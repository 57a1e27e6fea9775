import { expect, test } from '@jest/globals';
import type { Document } from '../../src/documents/document.js';
import { DocumentsFile, DocumentsWriter } from '../../src/index/documents-file.js';
import { SectionReader } from '../../src/index/sections.js';

/** Writes documents, and opens what was written. */
function writeAll(documents: readonly Document[]): { file: DocumentsFile; bytes: Buffer } {
  const pieces: Buffer[] = [];
  // The bytes are used again for what comes next.
  const writer = new DocumentsWriter((piece) => pieces.push(Buffer.from(piece)));
  for (const document of documents) writer.add(document);
  const sections = writer.finish();
  const bytes = Buffer.concat(pieces);
  const source = { file: 'documents.bin', read: at, close: () => {} };
  function at(start: number, length: number): Buffer {
    return bytes.subarray(start, start + length);
  }
  return {
    file: new DocumentsFile(source, new SectionReader('columns.bin', new Map(Object.entries(sections)))),
    bytes,
  };
}

function documentOf(i: number, body: string): Document {
  return { id: `${i}`, path: `${i}.txt`, title: `Title ${i}`, titleFrom: 'given', body, attributes: {} };
}

test.each([
  { name: 'no document', bodies: [] },
  { name: 'an empty body', bodies: [''] },
  { name: 'letters of one to four bytes', bodies: ['a é 漢 😀', 'z'] },
  { name: 'a body of several blocks', bodies: ['short', 'é漢 '.repeat(60_000), 'short'] },
  { name: 'a body that is larger than what is gathered', bodies: ['short', '漢'.repeat(900_000), '', 'short'] },
  { name: 'many documents', bodies: Array.from({ length: 4000 }, (_, i) => `${i} ${'words of it '.repeat(i % 90)}`) },
])('$name can be read again', ({ bodies }) => {
  const documents = bodies.map((body, i) => documentOf(i, body));
  const { file, bytes } = writeAll(documents);
  for (const [i, { body, ...card }] of documents.entries()) {
    expect(file.card(i)).toEqual(card);
    expect(file.body(i) === body).toBe(true);
  }
  const records = documents.flatMap(({ body, ...card }) => [JSON.stringify(card), body]);
  expect(bytes.equals(Buffer.from(records.join('')))).toBe(true);
});
