/**
 * Reads where query terms stand in a few documents, for the signals that look at the best candidates only.
 */
import type { Occurrences, PositionSource } from '../backend.js';
import type { StopWordBits } from './stop-words.js';
import type { WordCursor } from './word-cursor.js';

/** `cursorOf` starts at the first document of the content words of a term. */
export function contentPositions(cursorOf: (term: string) => WordCursor, stopWords: StopWordBits): PositionSource {
  return {
    forEachDocument(terms, documents, visit) {
      const cursors = terms.map(cursorOf);
      const places = terms.map(() => new Places());
      for (let i = 0; i < documents.length; i += 1) {
        const document = documents[i]!;
        for (let t = 0; t < cursors.length; t += 1) {
          places[t]!.read(cursors[t]!.occurrencesIn(document), document, stopWords);
        }
        visit(i, places);
      }
    },
  };
}

class Places implements Occurrences {
  positions = new Uint32Array(64);
  title = 0;
  body = 0;

  read(occurrences: Occurrences, document: number, stopWords: StopWordBits): void {
    this.title = occurrences.title;
    this.body = occurrences.body;
    const count = this.title + this.body;
    if (count === 0) return;
    if (count > this.positions.length) this.positions = new Uint32Array(2 * count);
    stopWords.toContentPlaces(document, occurrences, this.positions);
  }
}
