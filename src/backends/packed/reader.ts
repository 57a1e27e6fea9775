/**
 * Answers a question from the packed index. A bag of words, which most queries are, goes term by term through the
 * lists and adds up scores; anything else first finds the documents that match, then scores those. Either way the best
 * are picked at the end, and the total is exact.
 */
import { Bitmap } from '../../index/bitmap.js';
import type { Forms } from '../../index/forms.js';
import { type BooleanQuery, needsAlternative, type Query, type ScoringLeaf, scoringLeaves } from '../../query/query.js';
import { BM25, type RankingParameters, rememberNorms, saturate, weightedFrequency } from '../../ranking/bm25.js';
import type {
  BackendReader,
  CountedWord,
  Found,
  LeafScore,
  PositionSource,
  Question,
  ScoredQuery,
} from '../backend.js';
import { NO_DEADLINE } from '../deadline.js';
import { selectTop } from '../top.js';
import { contentPositions } from './content-positions.js';
import { countLeaf } from './leaf-counts.js';
import { type LeafList, LeafReader } from './leaves.js';
import type { PackedPostings } from './postings.js';
import { Run } from './run.js';
import { Scores } from './scores.js';
import { bitmapOf, type DocumentSet, intersectAll, listOf, subtract, unite } from './sets.js';

export class PackedReader implements BackendReader {
  readonly name = 'packed';
  readonly positions: PositionSource;
  private readonly postings: PackedPostings;
  private readonly leaves: LeafReader;
  private readonly forms: Forms;
  private readonly scores: Scores;
  private readonly normsFor: (ranking: RankingParameters) => Float64Array;
  /** What the last question matched: where scores are not zero. */
  private answered: Bitmap | undefined;
  /** The last question, whose lists are asked for again by the receipt. */
  private lastRun: Run | undefined;

  constructor(postings: PackedPostings, forms: Forms) {
    this.postings = postings;
    this.forms = forms;
    this.leaves = new LeafReader(postings, forms, BM25.titleWeight);
    this.scores = new Scores(postings);
    this.positions = contentPositions((term) => this.leaves.cursorOf(term), postings.stopWords);
    const { title, body } = postings.lengths;
    const lengths = new Float64Array(body.length);
    for (let document = 0; document < body.length; document += 1)
      lengths[document] = weightedFrequency(title[document]!, body[document]!, BM25.titleWeight);
    this.normsFor = rememberNorms(lengths);
  }

  documentFrequency(word: CountedWord): number {
    if ('term' in word)
      return word.field === undefined ? this.leaves.frequencyOf(word) : this.leaves.ofTerm(word, NO_DEADLINE).length;
    return (this.lastRun?.known(word) ?? this.leaves.ofForms(word, NO_DEADLINE)).length;
  }

  countTogether(terms: readonly string[]): number {
    if (terms.length === 0) return 0;
    const sets = terms.map((term) => this.leaves.documentsOf(term));
    const found = intersectAll(sets, this.postings.count);
    return found instanceof Bitmap ? found.count() : found.length;
  }

  find(question: Question): Found {
    const run = this.openRun(question);
    this.lastRun = run;
    const { query, filter, sort, k, after } = question;
    if (this.answered !== undefined) this.scores.clear(this.answered);
    const matches = isBag(query) ? this.scoreBag(query, run) : this.scoreMatches(query, run);
    this.answered = matches;
    const eligible = filter === undefined ? matches : matches.clone().and(filter);
    const isPlain = sort.keys === undefined && after === undefined && k > 0;
    const candidates = isPlain
      ? this.scores.best(eligible, k, sort.tie)
      : selectTop(eligible, this.scores.values, sort, k, after);
    return { total: eligible.count(), candidates, matches, scoreOf: (document) => this.scores.values[document]! };
  }

  explain(question: ScoredQuery, documents: readonly number[]): LeafScore[][] {
    const norms = this.normsFor(question.ranking);
    const run = this.openRun(question);
    let inBody: Run | undefined;
    const readBody = (leaf: ScoringLeaf): LeafList => {
      inBody ??= this.openRun(question, new LeafReader(this.postings, this.forms, 0));
      return inBody.read(leaf);
    };
    const lists = scoringLeaves(question.query).map((leaf) => ({ leaf, ...run.weigh(leaf) }));
    return documents.map((document) =>
      lists.map(({ leaf, list, weight }) => {
        const counts = countLeaf(list, () => readBody(leaf), this.postings, document);
        const norm = norms[document]!;
        const score = weight * saturate(counts.tf, norm);
        return { leaf, documentFrequency: list.length, weight, ...counts, norm, score };
      }),
    );
  }

  /** Every document that is touched matches: one pass over each list, no look at any other. */
  private scoreBag(query: Query, run: Run): Bitmap {
    const norms = this.normsFor(run.question.ranking);
    const matches = new Bitmap(this.postings.count);
    for (const { list, weight } of this.weighLeaves(query, run)) this.scores.addAll(list, weight, norms, matches);
    return matches;
  }

  /** First the documents, rarest list first; then their scores. */
  private scoreMatches(query: Query, run: Run): Bitmap {
    const found = this.match(query, run);
    const matches = bitmapOf(found, this.postings.count);
    const matching = listOf(found);
    const norms = this.normsFor(run.question.ranking);
    for (const { list, weight } of this.weighLeaves(query, run)) {
      this.scores.addMatching(list, weight, norms, matches, matching);
    }
    return matches;
  }

  /** All lists are there before the first score is added: time may run out while they are read, never after. */
  private weighLeaves(query: Query, run: Run): { list: LeafList; weight: number }[] {
    return scoringLeaves(query).map((leaf) => run.weigh(leaf));
  }

  private match(query: Query, run: Run): DocumentSet {
    if (query.kind === 'boolean') return this.matchBoolean(query, run);
    if (query.kind === 'date' || query.kind === 'attribute') return run.question.select(query);
    const { stored, made } = run.read(query);
    return stored === undefined ? made!.documents : this.postings.documentsOf(stored);
  }

  private matchBoolean(query: BooleanQuery, run: Run): DocumentSet {
    const { count } = this.postings;
    const sets = query.must.map((clause) => this.match(clause, run));
    if (needsAlternative(query)) {
      sets.push(
        unite(
          query.should.map((clause) => this.match(clause, run)),
          count,
        ),
      );
    }
    let found = sets.length === 0 ? Bitmap.full(count) : intersectAll(sets, count);
    for (const clause of query.mustNot) found = subtract(found, this.match(clause, run));
    return found;
  }

  private openRun(question: ScoredQuery, leaves = this.leaves): Run {
    return new Run(question, leaves, this.postings.count);
  }
}

/** True for leaves that score, of which any may match. */
function isBag(query: Query): boolean {
  if (query.kind !== 'boolean') return query.kind !== 'date' && query.kind !== 'attribute';
  return query.must.length === 0 && query.mustNot.length === 0 && query.should.length > 0 && query.should.every(isBag);
}
