/**
 * Finds a phrase by positions. Only documents that hold all its words are looked at, rare words first: most are given
 * up at the first word that does not stand where it should.
 */
import type { PhraseQuery } from '../../query/query.js';
import { weightedFrequency } from '../../ranking/bm25.js';
import type { Occurrences } from '../backend.js';
import type { MadeList } from './made-list.js';
import { intersectAll, listOf } from './sets.js';
import type { WordCursor } from './word-cursor.js';

/** One word of the phrase and its distance from the first. */
export interface PhraseWord {
  readonly cursor: WordCursor;
  readonly position: PhraseQuery['tokens'][number]['position'];
}

/** `size` is the number of documents of the collection. Calls `spend` with the work done, document by document. */
export function findPhrase(
  words: readonly PhraseWord[],
  titleWeight: number,
  size: number,
  spend: (steps: number) => void,
): MadeList {
  const ordered = [...words].sort((a, b) => a.cursor.size - b.cursor.size);
  const [first, ...others] = ordered;
  const candidates = documentsOfAll(ordered, size, spend);
  const documents: number[] = [];
  const frequencies: number[] = [];
  const starts = new Starts();
  for (let i = 0; i < candidates.length; i += 1) {
    const document = candidates[i]!;
    starts.begin(first!.cursor.occurrencesIn(document), first!.position);
    for (let w = 0; w < others.length && starts.title + starts.body > 0; w += 1) {
      const occurrences = others[w]!.cursor.occurrencesIn(document);
      spend(occurrences.title + occurrences.body);
      starts.keep(occurrences, others[w]!.position);
    }
    spend(words.length);
    if (starts.title + starts.body === 0) continue;
    documents.push(document);
    frequencies.push(weightedFrequency(starts.title, starts.body, titleWeight));
  }
  return { documents: Uint32Array.from(documents), frequencies: Float64Array.from(frequencies) };
}

function documentsOfAll(words: readonly PhraseWord[], size: number, spend: (steps: number) => void): Uint32Array {
  const sets = words.map(({ cursor }) => cursor.documents());
  for (const { cursor } of words) spend(cursor.size);
  return listOf(intersectAll(sets, size));
}

/** Where the phrase may begin: title and body each ascending, fewer with every word that is looked at. */
class Starts {
  title = 0;
  body = 0;
  private places = new Int32Array(64);

  begin({ positions, title, body }: Occurrences, distance: number): void {
    if (title + body > this.places.length) this.places = new Int32Array(2 * (title + body));
    for (let i = 0; i < title + body; i += 1) this.places[i] = positions[i]! - distance;
    this.title = title;
    this.body = body;
  }

  keep({ positions, title, body }: Occurrences, distance: number): void {
    const kept = this.keepRange(0, this.title, 0, positions, 0, title, distance);
    this.body = this.keepRange(this.title, this.title + this.body, kept, positions, title, title + body, distance);
    this.title = kept;
  }

  /** Keeps what stands in both ranges, moved to `target`; returns how many. */
  private keepRange(
    from: number,
    to: number,
    target: number,
    positions: Uint32Array,
    positionsFrom: number,
    positionsTo: number,
    distance: number,
  ): number {
    const { places } = this;
    let kept = 0;
    for (let i = from, j = positionsFrom; i < to && j < positionsTo; ) {
      const difference = places[i]! - positions[j]! + distance;
      if (difference === 0) {
        places[target + kept] = places[i]!;
        kept += 1;
      }
      if (difference <= 0) i += 1;
      if (difference >= 0) j += 1;
    }
    return kept;
  }
}
