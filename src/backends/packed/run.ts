/**
 * One question: its leaves with their lists and weights. Leaves that match the same documents are read once.
 */
import { wordsOfPhrase } from '../../query/phrase-words.js';
import { leafKey, type ScoringLeaf, wordsWithin } from '../../query/query.js';
import { BM25, idf } from '../../ranking/bm25.js';
import type { ScoredQuery } from '../backend.js';
import type { LeafList, LeafReader } from './leaves.js';

export class Run {
  readonly question: ScoredQuery;
  private readonly leaves: LeafReader;
  private readonly documents: number;
  private readonly lists = new Map<string, LeafList>();

  /** `documents`: of the collection. */
  constructor(question: ScoredQuery, leaves: LeafReader, documents: number) {
    this.question = question;
    this.leaves = leaves;
    this.documents = documents;
  }

  read(leaf: ScoringLeaf): LeafList {
    const key = leafKey(leaf);
    const known = this.lists.get(key);
    if (known !== undefined) return known;
    const list = this.leaves.read(leaf, this.question.deadline);
    this.lists.set(key, list);
    return list;
  }

  /** The list of a leaf that was read already. */
  known(leaf: ScoringLeaf): LeafList | undefined {
    return this.lists.get(leafKey(leaf));
  }

  weigh(leaf: ScoringLeaf): { list: LeafList; weight: number } {
    return { list: this.read(leaf), weight: (leaf.boost ?? 1) * this.rarityOf(leaf) };
  }

  /** A phrase and NEAR weigh as much as their words together; a guess at words a fifth less than a word as rare. */
  private rarityOf(leaf: ScoringLeaf): number {
    switch (leaf.kind) {
      case 'near':
        return this.raritiesOf(wordsWithin(leaf));
      case 'phrase':
        return this.raritiesOf(wordsOfPhrase(leaf));
      case 'term':
        return idf(this.documents, leaf.field === undefined ? this.leaves.frequencyOf(leaf) : this.read(leaf).length);
      case 'exact':
        return idf(this.documents, this.read(leaf).length);
      default:
        return BM25.guessWeight * idf(this.documents, this.read(leaf).length);
    }
  }

  private raritiesOf(words: readonly ScoringLeaf[]): number {
    return words.reduce((sum, word) => sum + this.rarityOf(word), 0);
  }
}
