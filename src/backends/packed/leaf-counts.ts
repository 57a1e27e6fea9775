/**
 * How often a leaf stands in title and body of one document. Lists that were made for scores hold both together, so
 * that the same leaf is read once more with title words that count nothing, which leaves those of the body.
 */

import { lowerBound } from '../../index/ascending.js';
import { BM25 } from '../../ranking/bm25.js';
import type { LeafScore } from '../backend.js';
import type { LeafList } from './leaves.js';
import type { PackedPostings } from './postings.js';

export type LeafCounts = Pick<LeafScore, 'title' | 'body' | 'tf'>;

const NONE: LeafCounts = { title: 0, body: 0, tf: 0 };

/** `readBody` reads the same leaf with the title weight 0. */
export function countLeaf(
  { stored, made }: LeafList,
  readBody: () => LeafList,
  postings: PackedPostings,
  document: number,
): LeafCounts {
  if (stored !== undefined) {
    const at = lowerBound(postings.documents, document, stored.from, stored.to);
    if (at === stored.to || postings.documents[at] !== document) return NONE;
    return {
      title: postings.titleFrequency(at),
      body: postings.bodyFrequency(at),
      tf: postings.weightedFrequency(at, BM25.titleWeight),
    };
  }
  const tf = frequencyIn(made, document);
  if (tf === 0) return NONE;
  const body = frequencyIn(readBody().made, document);
  return { title: (tf - body) / BM25.titleWeight, body, tf };
}

function frequencyIn(made: LeafList['made'], document: number): number {
  if (made === undefined) return 0;
  const at = lowerBound(made.documents, document, 0, made.documents.length);
  return made.documents[at] === document ? made.frequencies[at]! : 0;
}
