/**
 * MiniSearch as a careful user of it would have it: words in lower case, the same stop words and stems as Broadsheet,
 * stems remembered, no stored fields, texts kept apart. What Broadsheet is measured against.
 */
import MiniSearch, { type Options, type SearchResult } from 'minisearch';
import porter from 'natural/lib/natural/stemmers/porter_stemmer.js';
import { STOP_WORDS } from '../../src/analysis/stop-words.js';
import type { BenchQuery } from './queries.js';

export const MINISEARCH = 'MiniSearch 7.2';

/** Edits for each letter of a word, as MiniSearch's documentation has it. */
const FUZZINESS = 0.2;

/** Hits that are taken of each answer. */
const HITS = 10;

const remembered = new Map<string, string>();

function rememberedStem(word: string): string {
  let stem = remembered.get(word);
  if (stem === undefined) {
    stem = porter.stem(word);
    remembered.set(word, stem);
  }
  return stem;
}

/** Title and text apart, as the documents of a program have them. Files have one text. */
export const TWO_FIELDS = ['title', 'text'];

export interface RawShape {
  /** `false` stems each occurrence of a word anew, as an index that follows natural's own examples does. */
  readonly memo?: boolean;
  readonly fields?: string[];
}

export function rawOptions({ memo = true, fields = ['text'] }: RawShape = {}): Options {
  const stem = memo ? rememberedStem : (word: string): string => porter.stem(word);
  return {
    fields,
    storeFields: [],
    tokenize: splitWords,
    processTerm: (word) => (STOP_WORDS.has(word) ? null : stem(word)),
  };
}

export function loadRaw(json: string, shape?: RawShape): MiniSearch {
  return MiniSearch.loadJSON(json, rawOptions(shape));
}

/** A phrase is answered as MiniSearch's author advises: all words, then the texts of what was found are read again. */
export function searchRaw(
  index: MiniSearch,
  textOf: (id: string) => string,
  { words, shape }: BenchQuery,
): { hits: SearchResult[]; total: number } {
  const found = index.search(words, {
    combineWith: shape === 'all' || shape === 'phrase' ? 'AND' : 'OR',
    prefix: shape === 'prefix' ? (_term, i, terms) => i === terms.length - 1 : false,
    fuzzy: shape === 'fuzzy' ? FUZZINESS : false,
  });
  const kept = shape === 'phrase' ? found.filter(({ id }) => holdsPhrase(textOf(String(id)), words)) : found;
  return { hits: kept.slice(0, HITS), total: kept.length };
}

function splitWords(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function holdsPhrase(text: string, phrase: string): boolean {
  const wanted = splitWords(phrase).map(rememberedStem);
  const stems = splitWords(text).map(rememberedStem);
  return stems.some((_, at) => wanted.every((stem, i) => stems[at + i] === stem));
}
