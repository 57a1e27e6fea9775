/**
 * How the MiniSearch index is made, so that anyone can open it: `MiniSearch.loadJSON(json, minisearchOptions)`. The
 * index holds stems and no stop words; `tokenize` gives just these, so a query is typed as plain words.
 */
import type { Options } from 'minisearch';
import { analyzer } from '../../analysis/analyzer.js';
import { FIELDS } from '../../documents/document.js';

export const MINISEARCH_VERSION = '7.2.0';

/** MiniSearch's own defaults but for `d`, which adds a constant to every match and so flattens the list. */
export const MINISEARCH_BM25 = { k: 1.2, b: 0.7, d: 0 } as const;

export const minisearchOptions = {
  fields: [...FIELDS],
  idField: 'id',
  storeFields: [],
  tokenize: (text: string) =>
    analyzer
      .analyze(text)
      .filter((token) => !token.stopWord)
      .map((token) => token.term),
  processTerm: (term: string) => term,
  searchOptions: { bm25: MINISEARCH_BM25 },
} satisfies Options;
