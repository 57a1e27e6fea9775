/**
 * Answers a question from the packed index. A bag of words, which most queries are, goes term by term through the
 * lists and adds up scores; anything else first finds the documents that match, then scores those. Either way the best
 * are picked at the end, and the total is exact.
 */
import { Bitmap } from '../../index/bitmap.js';
import type { Forms } from '../../index/forms.js';
import {
  type BooleanQuery,
  type Leaf,
  leafKey,
  needsAlternative,
  positiveLeaves,
  type Query,
  type TermQuery,
} from '../../query/query.js';
import { BM25, idf, lengthNorms, type RankingParameters, saturate, weightedFrequency } from '../../ranking/bm25.js';
import type { BackendReader, Candidate, Found, Question } from '../backend.js';
import { createDeadline } from '../deadline.js';
import { Best, selectTop } from '../top.js';
import { OVERFLOW } from './format.js';
import { type LeafList, LeafReader } from './leaves.js';
import { gallop, type PackedPostings } from './postings.js';

/** Documents as an ascending list, or, where they may be most of the collection, as a bitmap. */
type DocumentSet = Uint32Array | Bitmap;

export class PackedReader implements BackendReader {
  readonly name = 'packed';
  private readonly postings: PackedPostings;
  private readonly leaves: LeafReader;
  private readonly lengths: Float64Array;
  /** Scores of the question that is being answered; all zero between two questions. */
  private readonly scores: Float64Array;
  private readonly touched: Uint32Array;
  private readonly norms = new Map<number, Float64Array>();
  /** Weighted occurrences for each byte of the file. */
  private readonly frequencyOf: Float64Array;

  constructor(postings: PackedPostings, forms: Forms) {
    this.postings = postings;
    this.leaves = new LeafReader(postings, forms, BM25.titleWeight);
    const { title, body } = postings.lengths;
    this.lengths = Float64Array.from(body, (words, document) =>
      weightedFrequency(title[document]!, words, BM25.titleWeight),
    );
    this.scores = new Float64Array(postings.count);
    this.touched = new Uint32Array(postings.count);
    this.frequencyOf = Float64Array.from({ length: 256 }, (_, byte) =>
      weightedFrequency(byte >> 6, byte & 63, BM25.titleWeight),
    );
  }

  documentFrequency(term: Pick<TermQuery, 'term' | 'stopWord'>): number {
    return this.leaves.ofTerm(
      term,
      createDeadline(Number.POSITIVE_INFINITY, () => 0),
    ).length;
  }

  find(question: Question): Found {
    const run = new Run(question, this.leaves);
    const { query, filter, sort, k, after } = question;
    const isSimple = filter === undefined && sort.keys === undefined && after === undefined && k > 0;
    const matching = isBag(query) ? this.scoreBag(query, run) : this.scoreMatches(query, run);
    const matches = () => toBitmap(matching, this.postings.count);
    if (isSimple) return { candidates: this.takeBest(matching, k, sort.tie), total: matching.length, matches };
    const eligible = filter === undefined ? matching : select(matching, filter, true);
    const candidates = selectTop(eligible, this.scores, sort, k, after);
    for (let i = 0; i < matching.length; i += 1) this.scores[matching[i]!] = 0;
    return { candidates, total: eligible.length, matches };
  }

  /** Picks the best by score and clears the scores in the same pass: both would wait for the same memory. */
  private takeBest(documents: Uint32Array, k: number, tie: Uint32Array): Candidate[] {
    const { scores } = this;
    const best = new Best(k, tie);
    let least = best.least;
    for (let i = 0; i < documents.length; i += 1) {
      const document = documents[i]!;
      const score = scores[document]!;
      scores[document] = 0;
      if (score < least) continue;
      best.offer(document, score);
      least = best.least;
    }
    return best.candidates((_document, key) => key);
  }

  /** Every document that is touched matches: one pass over each list, no look at any other. */
  private scoreBag(query: Query, run: Run): Uint32Array {
    const norms = this.normsFor(run.question.ranking);
    let count = 0;
    for (const { list, weight } of this.weighLeaves(query, run)) {
      count =
        list.stored === undefined
          ? this.addMade(list, weight, norms, count)
          : this.addStored(list.stored, weight, norms, count);
    }
    return this.touched.slice(0, count);
  }

  /** The inner loop of the engine. A score is above zero as soon as a document was touched. */
  private addStored(
    { from, to }: { readonly from: number; readonly to: number },
    weight: number,
    norms: Float64Array,
    already: number,
  ): number {
    const { scores, touched, frequencyOf } = this;
    const { documents, frequencies } = this.postings;
    let count = already;
    for (let i = from; i < to; i += 1) {
      const document = documents[i]!;
      const byte = frequencies[i]!;
      const tf = byte === OVERFLOW ? this.postings.weightedFrequency(i, BM25.titleWeight) : frequencyOf[byte]!;
      const score = scores[document]!;
      if (score === 0) touched[count++] = document;
      scores[document] = score + weight * saturate(tf, norms[document]!);
    }
    return count;
  }

  private addMade({ made }: LeafList, weight: number, norms: Float64Array, already: number): number {
    const { documents, frequencies } = made!;
    let count = already;
    for (let i = 0; i < documents.length; i += 1) {
      const document = documents[i]!;
      const tf = frequencies[i]!;
      if (this.scores[document] === 0) this.touched[count++] = document;
      this.scores[document]! += weight * saturate(tf, norms[document]!);
    }
    return count;
  }

  /** First the documents, rarest list first; then their scores, by looking them up in each list. */
  private scoreMatches(query: Query, run: Run): Uint32Array {
    const matching = toList(this.match(query, run));
    const norms = this.normsFor(run.question.ranking);
    for (const { list, weight } of this.weighLeaves(query, run)) {
      const [documents, start, end] = this.documentsOf(list);
      let at = start;
      for (let i = 0; i < matching.length; i += 1) {
        const document = matching[i]!;
        at = gallop(documents, document, at, end);
        if (at === end) break;
        if (documents[at] !== document) continue;
        const tf =
          list.made === undefined ? this.postings.weightedFrequency(at, BM25.titleWeight) : list.made.frequencies[at]!;
        this.scores[document]! += weight * saturate(tf, norms[document]!);
      }
    }
    return matching;
  }

  /** All lists are there before the first score is added: time may run out while they are read, never after. */
  private weighLeaves(query: Query, run: Run): { list: LeafList; weight: number }[] {
    return positiveLeaves(query)
      .filter((leaf) => leaf.kind !== 'date')
      .map((leaf) => run.weigh(leaf, this.postings.count));
  }

  private match(query: Query, run: Run): DocumentSet {
    if (query.kind === 'boolean') return this.matchBoolean(query, run);
    if (query.kind === 'date') return run.question.selectDates(query);
    const [documents, start, end] = this.documentsOf(run.read(query));
    return documents.subarray(start, end);
  }

  private matchBoolean(query: BooleanQuery, run: Run): DocumentSet {
    const sets = query.must.map((clause) => this.match(clause, run));
    if (needsAlternative(query)) sets.push(this.union(query.should.map((clause) => this.match(clause, run))));
    // Lists come before bitmaps, short ones before long ones: each step has less to look at.
    sets.sort((a, b) => sizeOf(a) - sizeOf(b));
    const [first = Bitmap.full(this.postings.count), ...others] = sets;
    let found = others.reduce(intersect, first);
    for (const clause of query.mustNot) found = subtract(found, this.match(clause, run));
    return found;
  }

  private union(sets: readonly DocumentSet[]): DocumentSet {
    if (sets.length === 1) return sets[0]!;
    const all = new Bitmap(this.postings.count);
    for (const set of sets) {
      if (set instanceof Bitmap) all.or(set);
      else for (let i = 0; i < set.length; i += 1) all.add(set[i]!);
    }
    return all;
  }

  private documentsOf(list: LeafList): readonly [documents: Uint32Array, start: number, end: number] {
    if (list.stored !== undefined) return [this.postings.documents, list.stored.from, list.stored.to];
    return [list.made!.documents, 0, list.length];
  }

  private normsFor(ranking: RankingParameters): Float64Array {
    const known = this.norms.get(ranking.b);
    if (known !== undefined) return known;
    const norms = lengthNorms(this.lengths, ranking);
    this.norms.set(ranking.b, norms);
    return norms;
  }
}

/** One question: leaves that match the same documents are read once. */
class Run {
  readonly question: Question;
  private readonly leaves: LeafReader;
  private readonly lists = new Map<string, LeafList>();

  constructor(question: Question, leaves: LeafReader) {
    this.question = question;
    this.leaves = leaves;
  }

  read(leaf: Leaf): LeafList {
    const key = leafKey(leaf);
    const known = this.lists.get(key);
    if (known !== undefined) return known;
    const list = this.readNew(leaf);
    this.lists.set(key, list);
    return list;
  }

  /** A phrase weighs as much as its words together; a prefix, being a guess, a fifth less than a word as rare. */
  weigh(leaf: Leaf, documents: number): { list: LeafList; weight: number } {
    const list = this.read(leaf);
    if (leaf.kind !== 'phrase')
      return { list, weight: idf(documents, list.length) * (leaf.kind === 'prefix' ? BM25.prefixWeight : 1) };
    const { deadline } = this.question;
    const weight = leaf.tokens.reduce(
      (sum, token) => sum + idf(documents, this.leaves.ofTerm(token, deadline).length),
      0,
    );
    return { list, weight };
  }

  private readNew(leaf: Leaf): LeafList {
    const { deadline } = this.question;
    switch (leaf.kind) {
      case 'term':
        return this.leaves.ofTerm(leaf, deadline);
      case 'phrase':
        return this.leaves.ofPhrase(leaf, deadline);
      case 'prefix':
        return this.leaves.ofPrefix(leaf, deadline);
      case 'date':
        return { made: { documents: new Uint32Array(0), frequencies: new Float64Array(0) }, length: 0 };
    }
  }
}

/** True for words, phrases and prefixes of which any may match. */
function isBag(query: Query): boolean {
  if (query.kind !== 'boolean') return query.kind !== 'date';
  return (
    query.must.length === 0 &&
    query.mustNot.length === 0 &&
    query.should.length > 0 &&
    query.should.every((clause) => clause.kind !== 'date' && isBag(clause))
  );
}

function sizeOf(set: DocumentSet): number {
  return set instanceof Bitmap ? set.size + 1 : set.length;
}

function intersect(a: DocumentSet, b: DocumentSet): DocumentSet {
  if (!(a instanceof Bitmap)) return select(a, b, true);
  return b instanceof Bitmap ? a.and(b) : select(b, a, true);
}

function subtract(a: DocumentSet, b: DocumentSet): DocumentSet {
  if (!(a instanceof Bitmap)) return select(a, b, false);
  if (b instanceof Bitmap) return a.andNot(b);
  for (let i = 0; i < b.length; i += 1) a.remove(b[i]!);
  return a;
}

/** The documents of a list that are in a set, or those that are not. */
function select(list: Uint32Array, set: DocumentSet, wanted: boolean): Uint32Array {
  const kept = new Uint32Array(list.length);
  let [count, at] = [0, 0];
  for (let i = 0; i < list.length; i += 1) {
    const document = list[i]!;
    let held: boolean;
    if (set instanceof Bitmap) held = set.has(document);
    else {
      at = gallop(set, document, at, set.length);
      held = set[at] === document;
    }
    if (held === wanted) kept[count++] = document;
  }
  return kept.subarray(0, count);
}

function toList(set: DocumentSet): Uint32Array {
  return set instanceof Bitmap ? set.toArray() : set.slice();
}

function toBitmap(documents: Uint32Array, size: number): Bitmap {
  const bitmap = new Bitmap(size);
  for (let i = 0; i < documents.length; i += 1) bitmap.add(documents[i]!);
  return bitmap;
}
