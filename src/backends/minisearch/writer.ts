/**
 * Writes `minisearch.json` from posting lists: the JSON that MiniSearch itself would serialize, in pieces, because one
 * string of it may be larger than V8 allows. Field lengths are the number of content words, which is what BM25 means
 * by them; MiniSearch would count distinct raw words.
 */
import { FIELDS } from '../../documents/document.js';
import { TextFile } from '../../index/text-file.js';
import type { BackendWriter, Collection, OpenFile } from '../backend.js';
import type { PostingList } from '../invert.js';

export const MINISEARCH_FILE = 'minisearch.json';

export class MiniSearchWriter implements BackendWriter {
  private readonly text: TextFile;
  private readonly terms: readonly string[];
  private isFirst = true;

  constructor(collection: Collection, openFile: OpenFile) {
    this.text = new TextFile(openFile(MINISEARCH_FILE));
    this.terms = collection.vocabulary.terms;
    this.writeHead(collection);
  }

  list({ key, documents, title, body }: PostingList): void {
    // MiniSearch has no positions, so stop words would serve nothing there.
    if ((key & 1) === 1) return;
    this.text.add(`${this.isFirst ? '' : ','}[${JSON.stringify(this.terms[key >> 1])},{`);
    this.isFirst = false;
    const hasTitle = this.writeField('"0":{', documents, title);
    this.writeField(hasTitle ? ',"1":{' : '"1":{', documents, body);
    this.text.add('}]');
  }

  finish(): void {
    this.text.add(']}');
    this.text.close();
  }

  private writeHead({ documents, idOf, lengths }: Collection): void {
    const { text } = this;
    const means = FIELDS.map(
      (field) => lengths[field].reduce((sum, length) => sum + length, 0) / Math.max(1, documents),
    );
    const fieldIds = Object.fromEntries(FIELDS.map((field, number) => [field, number]));
    text.add(`{"documentCount":${documents},"nextId":${documents},"documentIds":{`);
    for (let document = 0; document < documents; document += 1)
      text.add(`${document === 0 ? '' : ','}"${document}":${JSON.stringify(idOf(document))}`);
    text.add(`},"fieldIds":${JSON.stringify(fieldIds)},"fieldLength":{`);
    for (let document = 0; document < documents; document += 1)
      text.add(
        `${document === 0 ? '' : ','}"${document}":[${FIELDS.map((field) => lengths[field][document]).join(',')}]`,
      );
    text.add(
      `},"averageFieldLength":${JSON.stringify(means)},"storedFields":{},"dirtCount":0,"serializationVersion":2,"index":[`,
    );
  }

  /** `"3":1,"7":2}` of the documents that hold the term in one field, behind a head; nothing where there are none. */
  private writeField(head: string, documents: Uint32Array, frequencies: Uint32Array): boolean {
    const { text } = this;
    let isFirst = true;
    for (let i = 0; i < documents.length; i += 1) {
      const frequency = frequencies[i]!;
      if (frequency === 0) continue;
      if (isFirst) text.add(head);
      text.addEntry(documents[i]!, frequency, isFirst);
      isFirst = false;
    }
    if (!isFirst) text.add('}');
    return !isFirst;
  }
}
