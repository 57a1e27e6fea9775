/**
 * Writes `minisearch.json` from posting lists: the JSON that MiniSearch itself would serialize, in pieces, because one
 * string of it may be larger than V8 allows. Field lengths are the number of content words, which is what BM25 means
 * by them; MiniSearch would count distinct raw words.
 */
import { FIELDS } from '../../documents/document.js';
import type { FileSink } from '../../index/directory.js';
import type { BackendWriter, Collection, OpenFile } from '../backend.js';
import type { PostingList } from '../invert.js';

export const MINISEARCH_FILE = 'minisearch.json';

/** Characters gathered before a write. */
const CHUNK = 1_048_576;

export class MiniSearchWriter implements BackendWriter {
  private readonly file: FileSink;
  private readonly terms: readonly string[];
  private text: string;
  private isFirst = true;

  constructor(collection: Collection, openFile: OpenFile) {
    this.file = openFile(MINISEARCH_FILE);
    this.terms = collection.vocabulary.terms;
    this.text = '';
    this.writeHead(collection);
  }

  list({ key, documents, title, body }: PostingList): void {
    // MiniSearch has no positions, so stop words would serve nothing there.
    if ((key & 1) === 1) return;
    const fields = [title, body].flatMap((frequencies, field) => {
      const entries = printEntries(documents, frequencies);
      return entries === '' ? [] : `"${field}":{${entries}}`;
    });
    this.text += `${this.isFirst ? '' : ','}[${JSON.stringify(this.terms[key >> 1])},{${fields.join(',')}}]`;
    this.isFirst = false;
    this.flush(CHUNK);
  }

  finish(): void {
    this.text += ']}';
    this.flush(0);
    this.file.close();
  }

  private writeHead({ documents, idOf, lengths }: Collection): void {
    const means = FIELDS.map(
      (field) => lengths[field].reduce((sum, length) => sum + length, 0) / Math.max(1, documents),
    );
    const fieldIds = Object.fromEntries(FIELDS.map((field, number) => [field, number]));
    this.text += `{"documentCount":${documents},"nextId":${documents},"documentIds":{`;
    for (let document = 0; document < documents; document += 1) {
      this.text += `${document === 0 ? '' : ','}"${document}":${JSON.stringify(idOf(document))}`;
      this.flush(CHUNK);
    }
    this.text += `},"fieldIds":${JSON.stringify(fieldIds)},"fieldLength":{`;
    for (let document = 0; document < documents; document += 1) {
      this.text += `${document === 0 ? '' : ','}"${document}":[${FIELDS.map((field) => lengths[field][document]).join(',')}]`;
      this.flush(CHUNK);
    }
    this.text += `},"averageFieldLength":${JSON.stringify(means)},"storedFields":{},"dirtCount":0,"serializationVersion":2,"index":[`;
  }

  private flush(least: number): void {
    if (this.text.length < least || this.text === '') return;
    this.file.write(Buffer.from(this.text));
    this.text = '';
  }
}

/** `"3":1,"7":2` of the documents that hold the term in one field. */
function printEntries(documents: Uint32Array, frequencies: Uint32Array): string {
  let entries = '';
  for (let i = 0; i < documents.length; i += 1) {
    if (frequencies[i] !== 0) entries += `${entries === '' ? '' : ','}"${documents[i]}":${frequencies[i]}`;
  }
  return entries;
}
