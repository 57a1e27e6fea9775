/**
 * The documents that are most like one: its neighbours in the graph, or where there is none, those that a search for its
 * weightiest words finds, compared in the same measure.
 */
import { analyzer } from '../analysis/analyzer.js';
import type { SimilarAnswer, SimilarHit, VersionHit } from '../answer.js';
import type { ScoredQuery } from '../backends/backend.js';
import { createDeadline, type Deadline } from '../backends/deadline.js';
import type { OpenIndex } from '../backends/open-generation.js';
import { Bitmap } from '../index/bitmap.js';
import type { Card } from '../index/documents-file.js';
import type { TermQuery } from '../query/query.js';
import { BM25, idf, rankingFor, saturate, weightedFrequency } from '../ranking/bm25.js';
import { DEFAULT_SETTINGS, type Settings } from '../settings.js';
import { numberOf, stamp } from './identity.js';

export const DEFAULT_SIMILAR_LIMIT = 10;

/** Weightiest terms that are searched for, of those that another document holds too. */
const TERMS = 25;

/** Candidates that are compared beyond those wanted: a search counts the terms of a document otherwise than likeness does. */
const SPARE = 30;

/** Similarities are kept in the graph in so many steps. */
const LEVELS = 255;

/** Throws `not_found`, `deadline_exceeded`, or `index_damaged` where a text cannot be read. */
export function similar(
  index: OpenIndex,
  id: string,
  limit: number = DEFAULT_SIMILAR_LIMIT,
  settings: Settings = DEFAULT_SETTINGS,
  now = () => performance.now(),
): SimilarAnswer {
  const document = numberOf(index, id);
  const copies = (index.duplicates.groupOf(document) ?? []).filter((other) => other !== document);
  // Of a text that was printed in a dozen versions, the graph may hold nothing but these.
  const near = nearestInGraph(index, document).filter(({ other }) => !copies.includes(other));
  const method = near.length > 0 ? 'graph' : 'terms';
  const found =
    method === 'graph'
      ? near
      : nearestByTerms(index, document, [document, ...copies], limit, createDeadline(settings.deadlineMs, now));
  return {
    id,
    method,
    hits: found.slice(0, limit).map((hit) => describe(index, hit)),
    versions: copies.map((other) => describeVersion(index, document, other)),
    index: stamp(index),
  };
}

interface Near {
  readonly other: number;
  readonly similarity: number;
}

function nearestInGraph({ neighbours }: OpenIndex, document: number): Near[] {
  if (neighbours === undefined) return [];
  const { documents, similarities } = neighbours.neighboursOf(document);
  return Array.from(documents, (other, i) => ({ other, similarity: similarities[i]! / LEVELS }));
}

/** By the dot product of unit vectors of BM25 weights, of this document cut to its weightiest terms. */
function nearestByTerms(
  index: OpenIndex,
  document: number,
  left: readonly number[],
  limit: number,
  deadline: Deadline,
): Near[] {
  const vectors = new Vectors(index, deadline);
  const heaviest = vectors.heaviestOf(document);
  if (heaviest.length === 0 || limit === 0) return [];
  const filter = Bitmap.full(index.columns.documents);
  for (const other of left) filter.remove(other);
  const { candidates } = index.backend.find({
    ...vectors.asking,
    query: { kind: 'boolean', must: [], should: heaviest.map(([term]) => termQuery(term)), mustNot: [] },
    filter,
    sort: { tie: index.columns.idRank },
    k: limit + SPARE,
  });
  const others = candidates.map((candidate) => candidate.document);
  return vectors
    .of(others)
    .map((vector, i) => ({ other: others[i]!, similarity: Math.min(1, dotProduct(heaviest, vector)) }))
    .filter(({ similarity }) => similarity > 0)
    .sort((a, b) => b.similarity - a.similarity || index.columns.idRank[a.other]! - index.columns.idRank[b.other]!);
}

type Vector = ReadonlyMap<string, number>;

/** Documents as the graph takes them, unit vectors of their weights, but from their texts and in full precision. */
class Vectors {
  readonly asking: Pick<ScoredQuery, 'select' | 'ranking' | 'deadline'>;
  private readonly index: OpenIndex;
  private readonly frequencies = new Map<string, number>();

  constructor(index: OpenIndex, deadline: Deadline) {
    this.index = index;
    // However short a text is, documents are compared with each other as long queries.
    const ranking = rankingFor(Number.POSITIVE_INFINITY);
    this.asking = { deadline, ranking, select: () => new Bitmap(index.columns.documents) };
  }

  of(documents: readonly number[]): Vector[] {
    const counted = documents.map((document) => this.countTerms(document));
    const [any] = counted.flatMap((terms) => [...terms.keys()].slice(0, 1));
    if (any === undefined) return counted.map(() => new Map());
    // The norm of a document comes with the answer about any term.
    const scores = this.index.backend.explain({ ...this.asking, query: termQuery(any) }, documents);
    return counted.map((terms, i) => {
      const weights = [...terms].map(([term, tf]) => this.rarityOf(term) * saturate(tf, scores[i]![0]!.norm));
      const length = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0));
      return new Map([...terms.keys()].map((term, t) => [term, weights[t]! / length]));
    });
  }

  heaviestOf(document: number): (readonly [term: string, weight: number])[] {
    const shared = [...this.of([document])[0]!].filter(([term]) => this.frequencyOf(term) > 1);
    return shared.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, TERMS);
  }

  /** tf of each content word; a title that is only the beginning of the text is no field of its own. */
  private countTerms(document: number): Map<string, number> {
    const { title, titleFrom } = this.index.documents.card(document);
    const counts = new Map<string, number>();
    const add = (text: string, weight: number): void => {
      for (const { term, stopWord } of analyzer.analyze(text))
        if (!stopWord) counts.set(term, (counts.get(term) ?? 0) + weight);
    };
    if (titleFrom === 'given') add(title, weightedFrequency(1, 0, BM25.titleWeight));
    add(this.index.documents.body(document), weightedFrequency(0, 1, BM25.titleWeight));
    return counts;
  }

  private rarityOf(term: string): number {
    return idf(this.index.columns.documents, this.frequencyOf(term));
  }

  private frequencyOf(term: string): number {
    const known = this.frequencies.get(term);
    if (known !== undefined) return known;
    const frequency = this.index.backend.documentFrequency({ term, stopWord: false });
    this.frequencies.set(term, frequency);
    return frequency;
  }
}

function dotProduct(terms: readonly (readonly [string, number])[], vector: Vector): number {
  return terms.reduce((sum, [term, weight]) => sum + weight * (vector.get(term) ?? 0), 0);
}

function termQuery(term: string): TermQuery {
  return { kind: 'term', text: term, form: term, term, stopWord: false, span: { start: 0, end: 0 } };
}

function describe({ documents }: OpenIndex, { other, similarity }: Near): SimilarHit {
  return { ...describeCard(documents.card(other)), similarity };
}

export function describeVersion({ documents, duplicates }: OpenIndex, document: number, other: number): VersionHit {
  const { exact } = duplicates.firsts;
  return { ...describeCard(documents.card(other)), exact: exact[document] === exact[other] };
}

function describeCard({ id, title, titleFrom, date, path }: Card): Omit<SimilarHit, 'similarity'> {
  return { id, title, titleFrom, ...(date === undefined ? {} : { date }), path };
}
