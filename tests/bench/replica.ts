/**
 * Large collections, made of the articles: each article is taken again and again, and of its words a quarter is
 * replaced by words drawn from all articles, three in a thousand by words that stand nowhere else. A document is made
 * when it is asked for, and comes out the same in any order, so that no collection has to fit into memory. Its
 * vocabulary grows more slowly, and its words go together less, than those of as much real news.
 */
import type { GivenDocument } from '../../src/library.js';
import type { Article } from './collection.js';
import { createRandom } from './queries.js';

/** Raise it when documents come out differently. */
export const GENERATOR = 1;

/** Of a thousand words. */
const NEW_WORDS = 3;
const DRAWN_WORDS = 250;

/** No article has as many words; keeps new words of different documents apart. */
const MOST_WORDS = 10_000;

const CONSONANTS = 'bdfgjklmnprtvwxz';
const VOWELS = 'aeiou';

export interface ReplicaPlan {
  readonly documents: number;
  /** Words of a document's text; absent: as many as the article has. */
  readonly words?: number;
}

export class Replica {
  readonly plan: ReplicaPlan;
  private readonly articles: number;
  private readonly vocabulary: string[] = [];
  /** The words of all articles one after the other, by their place in the vocabulary. */
  private readonly words: Uint32Array;
  /** Where the title and the text of each article begin in `words`: two numbers an article, and the end. */
  private readonly starts: Uint32Array;

  constructor(articles: readonly Article[], plan: ReplicaPlan) {
    const known = new Map<string, number>();
    const words: number[] = [];
    const starts: number[] = [];
    for (const { title, text } of articles) {
      for (const part of [title, text]) {
        starts.push(words.length);
        // With what parts it from the next one, which the last word has nothing of.
        for (const [, word, space] of part.matchAll(/(\S+)(\s*)/g))
          words.push(this.numberOf(word + (space!.includes('\n') ? '\n\n' : ' '), known));
      }
    }
    this.plan = plan;
    this.articles = articles.length;
    this.words = Uint32Array.from(words);
    this.starts = Uint32Array.from([...starts, words.length]);
  }

  /** The number counts from 0; it is the id, too. */
  document(number: number): GivenDocument {
    const article = number % this.articles;
    const [title, text, end] = this.starts.subarray(2 * article, 2 * article + 3);
    const random = createRandom(mix(number));
    const last = Math.min(end!, text! + (this.plan.words ?? MOST_WORDS));
    return {
      id: String(number),
      title: this.write(title!, text!, number, random),
      // An article without text has its title alone.
      body: text === end ? this.write(title!, text!, number, random) : this.write(text!, last, number, random),
    };
  }

  /** One after the other, as a program reads rows of a database. */
  async *documents(): AsyncGenerator<GivenDocument> {
    for (let number = 0; number < this.plan.documents; number += 1) yield this.document(number);
  }

  /** So many documents, evenly spaced. */
  sample(count: number): GivenDocument[] {
    const step = Math.max(1, Math.floor(this.plan.documents / count));
    return Array.from({ length: Math.min(count, this.plan.documents) }, (_, i) => this.document(i * step));
  }

  private numberOf(word: string, known: Map<string, number>): number {
    const number = known.get(word) ?? this.vocabulary.push(word) - 1;
    known.set(word, number);
    return number;
  }

  /** The words from `from` on, some of them replaced. */
  private write(from: number, to: number, document: number, random: (limit: number) => number): string {
    let written = '';
    for (let at = from; at < to; at += 1) {
      const lot = random(1000);
      if (lot < NEW_WORDS) written += `${newWord(document * MOST_WORDS + (at % MOST_WORDS))} `;
      else if (lot < NEW_WORDS + DRAWN_WORDS) written += this.vocabulary[this.words[random(this.words.length)]!]!;
      else written += this.vocabulary[this.words[at]!]!;
    }
    return written.trimEnd();
  }
}

/** A word of syllables, another for each number. */
function newWord(number: number): string {
  let word = 'q';
  for (let rest = number; rest > 0 || word === 'q'; rest = Math.floor(rest / 80)) {
    const syllable = rest % 80;
    word += CONSONANTS[Math.floor(syllable / 5)]! + VOWELS[syllable % 5]!;
  }
  return word;
}

/** Spreads neighbouring numbers, whose first draws would be alike otherwise (the finalizer of MurmurHash3). */
function mix(number: number): number {
  let hash = number + 1;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
