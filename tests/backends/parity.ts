/**
 * Scores as `MiniSearch.search` gives them over `minisearch.json`, against the same sum over the fields, computed from
 * `postings.bin`. For the test of parity, and for the bench, which asks with more documents.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import MiniSearch from 'minisearch';
import { analyzer } from '../../src/analysis/analyzer.js';
import { listKey } from '../../src/backends/invert.js';
import { MINISEARCH_BM25, minisearchOptions } from '../../src/backends/minisearch/options.js';
import { MINISEARCH_FILE } from '../../src/backends/minisearch/writer.js';
import type { IndexOnDisk } from '../../src/backends/open.js';
import { POSTINGS } from '../../src/backends/packed/format.js';
import { PackedPostings } from '../../src/backends/packed/postings.js';
import { FIELDS, type Field } from '../../src/documents/document.js';
import { generationPath } from '../../src/index/directory.js';
import { readTable } from '../../src/index/read-file.js';
import { idf } from '../../src/ranking/bm25.js';
import { generateQueries, KINDS } from '../bench/queries.js';

/** MiniSearch knows neither forms nor positions, so it has its own prefixes and no phrases. */
const COMPARED = KINDS.filter(({ shape }) => shape === 'any' || shape === 'all').map(({ name }) => name);

/** Score by document number. */
type Scores = ReadonlyMap<number, number>;

/** MiniSearch's formula over the packed posting lists, field by field. */
class PackedFields {
  private readonly postings: PackedPostings;
  private readonly index: IndexOnDisk;
  private readonly averages: Readonly<Record<Field, number>>;
  private readonly known = new Map<string, Scores>();

  constructor(index: IndexOnDisk) {
    this.index = index;
    const path = join(generationPath(index.directory, index.generation), POSTINGS.file);
    this.postings = new PackedPostings(readTable(path, POSTINGS));
    const mean = (lengths: Uint32Array): number => lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
    this.averages = { title: mean(this.postings.lengths.title), body: mean(this.postings.lengths.body) };
  }

  search(terms: readonly string[], shape: 'any' | 'all'): Scores {
    const scores = new Map<number, number>();
    const matched = new Map<number, number>();
    for (const term of terms) {
      for (const [document, score] of this.knownScoresOf(term)) {
        scores.set(document, (scores.get(document) ?? 0) + score);
        matched.set(document, (matched.get(document) ?? 0) + 1);
      }
    }
    return new Map([...scores].filter(([document]) => shape === 'any' || matched.get(document) === terms.length));
  }

  /** Frequent words are asked for again and again. */
  private knownScoresOf(term: string): Scores {
    const scores = this.known.get(term) ?? this.scoresOf(term);
    this.known.set(term, scores);
    return scores;
  }

  private scoresOf(term: string): Scores {
    const number = this.index.forms.termNumber(term);
    const scores = new Map<number, number>();
    if (number === undefined) return scores;
    const { from, to } = this.postings.list(listKey(number, false));
    const frequencies = {
      title: Array.from({ length: to - from }, (_, i) => this.postings.titleFrequency(from + i)),
      body: Array.from({ length: to - from }, (_, i) => this.postings.bodyFrequency(from + i)),
    };
    const { k, b } = MINISEARCH_BM25;
    for (const field of FIELDS) {
      const weight = idf(this.postings.count, frequencies[field].filter((tf) => tf > 0).length);
      for (const [i, tf] of frequencies[field].entries()) {
        if (tf === 0) continue;
        const document = this.postings.documents[from + i]!;
        const length = this.postings.lengths[field][document]! / this.averages[field];
        scores.set(document, (scores.get(document) ?? 0) + (weight * tf) / (tf + k * (1 - b + b * length)));
      }
    }
    return scores;
  }
}

function openMiniSearch(index: IndexOnDisk): MiniSearch {
  const path = join(generationPath(index.directory, index.generation), MINISEARCH_FILE);
  return MiniSearch.loadJSON(readFileSync(path, 'utf8'), minisearchOptions);
}

/** Without the factors that MiniSearch adds: the number of query terms, and k + 1. */
function searchMiniSearch(opened: MiniSearch, index: IndexOnDisk, words: string, shape: 'any' | 'all'): Scores {
  const results = opened.search(words, { combineWith: shape === 'any' ? 'OR' : 'AND' });
  return new Map(
    results.map(({ id, score, queryTerms }) => [
      index.columns.find(id)!,
      score / queryTerms.length / (MINISEARCH_BM25.k + 1),
    ]),
  );
}

function areAlike(a: Scores, b: Scores): boolean {
  if (a.size !== b.size) return false;
  for (const [document, score] of a) {
    const other = b.get(document);
    if (other === undefined || Math.abs(score - other) > 1e-9 * Math.abs(score)) return false;
  }
  return true;
}

/** For each kind of query how many were asked, how many found anything, and which were answered differently. */
export function compareScores(index: IndexOnDisk, perKind: number) {
  const texts = Array.from({ length: index.columns.documents }, (_, document) => index.documents.body(document));
  const opened = openMiniSearch(index);
  const packed = new PackedFields(index);
  const kinds = new Map(COMPARED.map((name) => [name, { asked: 0, found: 0, mismatches: [] as string[] }]));
  for (const { kind, shape, words } of generateQueries(texts, KINDS.length * perKind)) {
    const figures = kinds.get(kind);
    if (figures === undefined || (shape !== 'any' && shape !== 'all')) continue;
    const terms = analyzer.analyze(words).map(({ term }) => term);
    const expected = searchMiniSearch(opened, index, words, shape);
    figures.asked += 1;
    if (expected.size > 0) figures.found += 1;
    if (!areAlike(expected, packed.search(terms, shape))) figures.mismatches.push(words);
  }
  return Object.fromEntries(kinds);
}
