/**
 * One word, phrase or pattern of a query as a part of a score: plain words beside the numbers of BM25.
 */
import type { Explanation } from '../answer.js';
import type { LeafScore } from '../backends/backend.js';
import type { OpenIndex } from '../backends/open-generation.js';
import type { ScoringLeaf } from '../query/query.js';
import { idf, saturate } from '../ranking/bm25.js';

/** Shares of the documents up to which a word is called rare, and from which on it is called common. */
const RARE = 0.05;
const COMMON = 0.25;

export function explainLeaf(index: OpenIndex, scored: LeafScore): Explanation {
  const { leaf, weight, tf, norm, score } = scored;
  const boost = leaf.boost ?? 1;
  return {
    value: score,
    description: describeLeaf(index.manifest.documents, scored),
    combine: 'product',
    details: [
      explainWeight(index, scored, weight / boost),
      ...(boost === 1 ? [] : [fact(boost, 'boost: as it was typed')]),
      {
        value: saturate(tf, norm),
        description: 'how often, against the length of the article: tf / (tf + norm)',
        details: [
          fact(tf, 'tf: how often it stands there, a word of the title counted twice'),
          fact(norm, 'norm: the longer the article, the larger'),
        ],
      },
    ],
  };
}

/** A leaf as a reader of the query knows it, in quotes. */
export function nameLeaf(leaf: ScoringLeaf): string {
  return leaf.kind === 'term' && leaf.correctedFrom !== undefined
    ? `“${leaf.text}” (for “${leaf.correctedFrom}”)`
    : `“${typedLeaf(leaf)}”`;
}

/** As typed, without quotes and boost. */
export function typedLeaf(leaf: ScoringLeaf): string {
  return leaf.kind === 'near' || leaf.field === undefined ? leaf.text : `${leaf.field}:${leaf.text}`;
}

/** `once`, `twice`, `7 times`. */
export function times(count: number): string {
  if (count === 1) return 'once';
  return count === 2 ? 'twice' : `${count} times`;
}

export function fact(value: number, description: string): Explanation {
  return { value, description, details: [] };
}

const NOUNS: Readonly<Record<ScoringLeaf['kind'], string>> = {
  term: 'word',
  phrase: 'phrase',
  prefix: 'beginning of words',
  wildcard: 'pattern of words',
  fuzzy: 'word or one like it',
  exact: 'form',
  near: 'words near each other',
};

function describeLeaf(documents: number, { leaf, documentFrequency, title, body }: LeafScore): string {
  const share = documentFrequency / documents;
  const rarity = share <= RARE || documentFrequency === 1 ? 'rare ' : share >= COMMON ? 'common ' : '';
  const isOne = leaf.kind === 'term' || leaf.kind === 'phrase' || leaf.kind === 'exact';
  const noun = `${isOne ? rarity : ''}${NOUNS[leaf.kind]}`;
  const frequency = `in ${documentFrequency} of ${documents} articles`;
  return `${nameLeaf(leaf)}: ${noun} (${frequency}), ${times(title + body)}${describeTitle(title, body)}`;
}

function describeTitle(title: number, body: number): string {
  if (title === 0) return '';
  if (body === 0) return ', in the title';
  return `, ${times(title)} of these in the title`;
}

/** What a leaf is worth before it is counted; with what it is made of where that is more than one number. */
function explainWeight(index: OpenIndex, { leaf, documentFrequency }: LeafScore, weight: number): Explanation {
  const { documents } = index.manifest;
  const rarity = idf(documents, documentFrequency);
  const formula = `idf of ${documentFrequency} in ${documents} articles, ln(1 + (N − df + ½) / (df + ½))`;
  if (isSame(weight, rarity)) return fact(weight, `how rare it is: ${formula}`);
  if (leaf.kind === 'phrase') {
    const words = leaf.tokens.map(({ form, term, stopWord }) => {
      const frequency = index.backend.documentFrequency({ term, stopWord });
      return fact(idf(documents, frequency), `“${form}”: idf of ${frequency} in ${documents} articles`);
    });
    if (isSame(weight, total(words)))
      return { value: weight, description: 'how rare its words are together', combine: 'sum', details: words };
  }
  if (leaf.kind === 'phrase' || leaf.kind === 'near') return fact(weight, 'how rare its words are together');
  return {
    value: weight,
    description: 'how rare it is, less for what is only a guess',
    combine: 'product',
    details: [fact(rarity, formula), fact(weight / rarity, 'against a word that was typed out')],
  };
}

function isSame(a: number, b: number): boolean {
  return Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(a));
}

function total(details: readonly Explanation[]): number {
  return details.reduce((sum, { value }) => sum + value, 0);
}
