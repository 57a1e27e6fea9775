/**
 * Gives the best candidates of a back end to the signals that look at more than words: brings what these need (where
 * the words stand, the neighbours of a document) and puts the result back together with the candidates behind them.
 */
import type { Candidate, Found, Occurrences } from '../backends/backend.js';
import type { OpenIndex } from '../backends/open.js';
import type { Bitmap } from '../index/bitmap.js';
import type { TermQuery } from '../query/query.js';
import { idf } from '../ranking/bm25.js';
import { RECIPE, type RecipeWeights } from '../ranking/recipe.js';
import { type Reranked, rerank } from '../ranking/rerank.js';
import type { Gate } from '../ranking/signals/gate.js';
import { nearBonus, pairsOf, type WordInDocument } from '../ranking/signals/near.js';
import type { ReadQuery } from './read-query.js';

/** A candidate in its final place. `key` and `tie` of the first stage say where a list goes on behind the window. */
export interface Ranked extends Candidate {
  /** What the score is made of: they add up to it. */
  readonly parts: ScoreParts;
  /** Of its list. */
  readonly gate: Gate;
}

export interface ScoreParts {
  readonly bm25: number;
  readonly near: number;
  /** What the neighbours change: below 0 where they match less than the document itself. */
  readonly neighbours: number;
  readonly push: number;
}

/** The window, ranked again. `filter`: what the candidates passed. */
export function rankWindow(
  index: OpenIndex,
  read: ReadQuery,
  found: Found,
  filter: Bitmap | undefined,
  weights: RecipeWeights,
): Reranked {
  const window = found.candidates.slice(0, RECIPE.window);
  const [documents, bm25] = [new Uint32Array(window.length), new Float64Array(window.length)];
  for (let i = 0; i < window.length; i += 1) {
    documents[i] = window[i]!.document;
    bm25[i] = window[i]!.score;
  }
  const near = nearBonuses(index, read, documents, weights.nearWeight);
  return rerank(
    {
      documents,
      bm25,
      ...(near === undefined ? {} : { near }),
      ...(index.neighbours === undefined ? {} : { graph: index.neighbours }),
      bm25Behind:
        filter === undefined ? found.scoreOf : (document) => (filter.has(document) ? found.scoreOf(document) : 0),
      tie: index.columns.idRank,
    },
    weights,
  );
}

/** Hits `from` to `to - 1` of the whole list: the window in its new order, then what stood behind it. */
export function cutList({ candidates }: Found, reranked: Reranked, from: number, to: number): Ranked[] {
  const { documents, scores, bm25, near, blend, push } = reranked;
  const cut: Ranked[] = [];
  for (let i = from; i < Math.min(to, candidates.length); i += 1) {
    if (i < documents.length) {
      const parts = { bm25: bm25[i]!, near: near[i]!, neighbours: blend[i]!, push: push[i]! };
      cut.push({ document: documents[i]!, score: scores[i]!, key: bm25[i]!, parts, gate: reranked });
    } else cut.push(behindWindow(candidates[i]!, reranked));
  }
  return cut;
}

/** Behind the window a document has no neighbours that count: λ of its score is lost to it. */
export function behindWindow({ document, score, key }: Candidate, gate: Gate): Ranked {
  const parts = { bm25: score, near: 0, neighbours: -gate.lambda * score, push: 0 };
  return { document, score: (1 - gate.lambda) * score, key, parts, gate };
}

/** The distinct words of a query whose nearness counts, as the query first has them. */
export function nearTerms(read: Pick<ReadQuery, 'leaves'>): string[] {
  return [...new Set(read.leaves.filter(isNearWord).map(({ term }) => term))];
}

/** Positions are read only for queries of two words or more. */
function nearBonuses(
  index: OpenIndex,
  read: ReadQuery,
  documents: Uint32Array,
  nearWeight: number,
): Float64Array | undefined {
  const terms = nearTerms(read);
  const { positions } = index.backend;
  if (terms.length < 2 || nearWeight === 0 || positions === undefined) return undefined;
  const { ascending, places } = sortDocuments(documents);
  const bonuses = new Float64Array(documents.length);
  const words = createWords(index, terms);
  const pairs = pairsOf(terms.length);
  positions.forEachDocument(terms, ascending, (i, occurrences) => {
    bonuses[places[i]!] = nearBonus(fillWords(words, occurrences), nearWeight, pairs);
  });
  return bonuses;
}

/** The documents ascending, and where each stood. As one number each, because numbers sort ten times faster. */
function sortDocuments(documents: Uint32Array): { ascending: Uint32Array; places: Uint16Array } {
  const { length } = documents;
  const packed = new Float64Array(length);
  for (let place = 0; place < length; place += 1) packed[place] = documents[place]! * PLACES + place;
  packed.sort();
  const [ascending, places] = [new Uint32Array(length), new Uint16Array(length)];
  for (let i = 0; i < length; i += 1) {
    ascending[i] = Math.floor(packed[i]! / PLACES);
    places[i] = packed[i]! - ascending[i]! * PLACES;
  }
  return { ascending, places };
}

/** More than the window holds. */
const PLACES = 65_536;

/** One object for each word, to be filled for document after document. */
export function createWords(index: OpenIndex, terms: readonly string[]): Word[] {
  return terms.map((term) => {
    const documentFrequency = index.backend.documentFrequency({ term, stopWord: false });
    return { idf: idf(index.manifest.documents, documentFrequency), positions: NOWHERE, title: 0, body: 0 };
  });
}

export function fillWords(words: Word[], occurrences: readonly Occurrences[]): Word[] {
  for (let t = 0; t < words.length; t += 1) {
    const { positions, title, body } = occurrences[t]!;
    words[t]!.positions = positions;
    words[t]!.title = title;
    words[t]!.body = body;
  }
  return words;
}

type Word = { -readonly [Key in keyof WordInDocument]: WordInDocument[Key] };

const NOWHERE = new Uint32Array(0);

function isNearWord(leaf: ReadQuery['leaves'][number]): leaf is TermQuery {
  return leaf.kind === 'term' && !leaf.stopWord && leaf.field === undefined;
}
