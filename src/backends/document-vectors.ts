/**
 * Documents as unit vectors of their BM25 weights, made from posting lists: what the neighbour graph is built from.
 * Weights are whole numbers. Their products add up to the same sum in any order, so that the graph has the same bytes
 * however it is computed.
 */
import { BM25, idf, lengthNorms, saturate, weightedFrequency } from '../ranking/bm25.js';
import { RECIPE } from '../ranking/recipe.js';
import type { Collection } from './backend.js';
import { GrowingArray } from './growing.js';
import type { PostingList } from './invert.js';

/** Bits of a weight, and the largest one: that of the only term of a document. */
const WEIGHT_BITS = 15;
export const UNIT = 2 ** WEIGHT_BITS - 1;

/** More do not fit beside a weight. */
export const MOST_DOCUMENTS = 2 ** (32 - WEIGHT_BITS);

/** Posting lists of content words, numbered as they came. */
export interface DocumentVectors {
  readonly documents: number;
  /** Postings of list t: from `starts[t]` to `starts[t + 1] - 1`. */
  readonly starts: Uint32Array;
  /** Document number and weight of the term in it, as `documentOf` and `weightOf` read them. */
  readonly postings: Uint32Array;
  readonly heaviest: HeaviestTerms;
}

/** The heaviest terms of document d, in the order of lists: from `starts[d]` to `starts[d + 1] - 1`. */
export interface HeaviestTerms {
  readonly starts: Uint32Array;
  readonly lists: Uint32Array;
  readonly weights: Uint16Array;
  /** Postings in the lists of all of them: what it takes to find the nearest documents of every document. */
  readonly postings: number;
}

export function documentOf(posting: number): number {
  return posting >>> WEIGHT_BITS;
}

export function weightOf(posting: number): number {
  return posting & UNIT;
}

/** Takes the posting lists of a collection of at most `MOST_DOCUMENTS` documents, one after the other. */
export class VectorsBuilder {
  private readonly norms: Float64Array;
  private readonly starts = new GrowingArray(Uint32Array);
  private readonly postings = new GrowingArray(Uint32Array);
  private readonly frequencies = new GrowingArray(Uint32Array);

  constructor({ documents, lengths: { title, body } }: Pick<Collection, 'documents' | 'lengths'>) {
    const lengths = new Float64Array(documents);
    for (let i = 0; i < documents; i += 1) lengths[i] = weightedFrequency(title[i]!, body[i]!, BM25.titleWeight);
    // However short a query is, documents are compared with each other as long ones.
    this.norms = lengthNorms(lengths, { k1: BM25.k1, b: BM25.bLong, titleWeight: BM25.titleWeight });
    this.starts.push(0);
  }

  list({ key, documents, title, body }: PostingList): void {
    // Stop words count in no weight.
    if ((key & 1) === 1) return;
    this.postings.append(documents);
    for (let i = 0; i < documents.length; i += 1)
      this.frequencies.push(weightedFrequency(title[i]!, body[i]!, BM25.titleWeight));
    this.starts.push(this.postings.length);
  }

  finish(): DocumentVectors {
    const starts = this.starts.view();
    const postings = this.postings.view();
    const documents = this.norms.length;
    this.packWeights(starts, postings);
    return { documents, starts, postings, heaviest: findHeaviest(documents, starts, postings) };
  }

  /** Puts beside each document number of `postings` the weight of the term in a vector of the length 1. */
  private packWeights(starts: Uint32Array, postings: Uint32Array): void {
    const [norms, frequencies] = [this.norms, this.frequencies.view()];
    const squares = new Float64Array(norms.length);
    const rarities = new Float64Array(starts.length - 1);
    for (let list = 0; list < rarities.length; list += 1) {
      const [from, to] = [starts[list]!, starts[list + 1]!];
      rarities[list] = idf(norms.length, to - from);
      for (let i = from; i < to; i += 1) {
        const weight = rarities[list]! * saturate(frequencies[i]!, norms[postings[i]!]!);
        squares[postings[i]!]! += weight * weight;
      }
    }
    const scales = squares.map((square) => UNIT / Math.sqrt(square));
    for (let list = 0; list < rarities.length; list += 1) {
      for (let i = starts[list]!; i < starts[list + 1]!; i += 1) {
        const document = postings[i]!;
        const weight = rarities[list]! * saturate(frequencies[i]!, norms[document]!) * scales[document]!;
        postings[i] = (document << WEIGHT_BITS) | Math.round(weight);
      }
    }
  }
}

/** Of equally heavy terms those whose lists came first. */
function findHeaviest(documents: number, starts: Uint32Array, postings: Uint32Array): HeaviestTerms {
  const [own, weights] = weightsByDocument(documents, postings);
  const kept = new Uint32Array(documents + 1);
  // The lightest weight that is kept, and how many terms of just that weight.
  const least = new Uint16Array(documents);
  const ties = new Uint32Array(documents);
  for (let document = 0; document < documents; document += 1) {
    const all = weights.subarray(own[document]!, own[document + 1]!);
    kept[document + 1] = kept[document]! + Math.min(all.length, RECIPE.neighbourTerms);
    const light = all.length - RECIPE.neighbourTerms;
    if (light > 0) all.sort();
    least[document] = light > 0 ? all[light]! : 0;
    let place = Math.max(0, light);
    while (place < all.length && (light <= 0 || all[place] === least[document])) place += 1;
    ties[document] = place - Math.max(0, light);
  }

  const lists = new Uint32Array(kept[documents]!);
  const ownWeights = new Uint16Array(lists.length);
  const next = kept.slice();
  let read = 0;
  for (let list = 0; list < starts.length - 1; list += 1) {
    for (let i = starts[list]!; i < starts[list + 1]!; i += 1) {
      const document = documentOf(postings[i]!);
      const weight = weightOf(postings[i]!);
      if (weight < least[document]!) continue;
      if (weight === least[document]) {
        if (ties[document] === 0) continue;
        ties[document]! -= 1;
      }
      const place = next[document]!++;
      lists[place] = list;
      ownWeights[place] = weight;
      read += starts[list + 1]! - starts[list]!;
    }
  }
  return { starts: kept, lists, weights: ownWeights, postings: read };
}

/** The weights of document d stand from `starts[d]` to `starts[d + 1] - 1`, in the order of lists. */
function weightsByDocument(documents: number, postings: Uint32Array): [starts: Uint32Array, weights: Uint16Array] {
  const starts = new Uint32Array(documents + 1);
  for (let i = 0; i < postings.length; i += 1) starts[documentOf(postings[i]!) + 1]! += 1;
  for (let i = 0; i < documents; i += 1) starts[i + 1]! += starts[i]!;
  const weights = new Uint16Array(postings.length);
  const next = starts.slice();
  for (let i = 0; i < postings.length; i += 1) weights[next[documentOf(postings[i]!)]!++] = weightOf(postings[i]!);
  return [starts, weights];
}
