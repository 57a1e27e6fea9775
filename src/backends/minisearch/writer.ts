/**
 * Writes `minisearch.json`, a MiniSearch serialization with exact field lengths, and `tokens.bin` beside it.
 * MiniSearch itself counts distinct raw words as the length of a field; what is stored is the number of content
 * words, which is what BM25 means by it.
 */
import MiniSearch from 'minisearch';
import { FIELDS } from '../../documents/document.js';
import type { AnalyzedDocument, BackendWriter } from '../backend.js';
import { minisearchOptions } from './options.js';
import { TOKENS, TokensBuilder } from './tokens.js';

export const MINISEARCH_FILE = 'minisearch.json';

/** Bytes of JSON gathered before a write. */
const CHUNK = 1_048_576;

export function createMiniSearchWriter(): BackendWriter {
  // The words come analyzed: terms never hold a space, so joining and splitting gives them back.
  const index = new MiniSearch({ ...minisearchOptions, tokenize: (text) => (text === '' ? [] : text.split(' ')) });
  const tokens = new TokensBuilder();
  const lengths: number[][] = [];

  return {
    add(id, document) {
      const terms = FIELDS.map((field) => contentTerms(document, field));
      index.add({ id, ...Object.fromEntries(FIELDS.map((field, i) => [field, terms[i]!.join(' ')])) });
      lengths.push(terms.map((list) => list.length));
      tokens.add(document);
    },

    finish(places, openFile) {
      const json = openFile(MINISEARCH_FILE);
      for (const chunk of serialize(index, lengths)) json.write(chunk);
      json.close();
      const file = openFile(TOKENS.file);
      for (const bytes of tokens.layOut(places)) file.write(bytes);
      file.close();
    },
  };
}

function contentTerms(document: AnalyzedDocument, field: (typeof FIELDS)[number]): string[] {
  return document[field].tokens.filter((token) => !token.stopWord).map((token) => token.term);
}

/** The same JSON as `JSON.stringify` of the index would give, in pieces: one string of it may be larger than V8 allows. */
function* serialize(index: MiniSearch, lengths: readonly number[][]): Generator<Buffer> {
  const { index: postings, ...rest } = index.toJSON();
  const head = {
    ...rest,
    fieldLength: Object.fromEntries(lengths.entries()),
    averageFieldLength: FIELDS.map(
      (_, field) => lengths.reduce((sum, of) => sum + of[field]!, 0) / Math.max(1, lengths.length),
    ),
  };
  let text = `${JSON.stringify(head).slice(0, -1)},"index":[`;
  for (const [i, entry] of postings.entries()) {
    text += (i === 0 ? '' : ',') + JSON.stringify(entry);
    if (text.length < CHUNK) continue;
    yield Buffer.from(text);
    text = '';
  }
  yield Buffer.from(`${text}]}`);
}
