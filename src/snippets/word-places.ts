/**
 * Where the words around a place of a text begin and end, read only there. No word holds a blank, so what stands
 * between two blanks can be read alone.
 */
import { tokenize } from '../analysis/tokenizer.js';

export class WordPlaces {
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  /** The start of the first word that begins at or behind a place, or undefined behind the last one. */
  startFrom(place: number): number | undefined {
    let found: number | undefined;
    tokenize(
      this.text,
      (start) => {
        if (start >= place) found = start;
        return found === undefined;
      },
      this.runStart(place),
    );
    return found;
  }

  /** The end of the last word that ends at or before a place, or undefined before the first one. */
  endBefore(place: number): number | undefined {
    for (let to = place, from = this.runStart(place); ; to = from - 1, from = this.runStart(to)) {
      let found: number | undefined;
      tokenize(
        this.text,
        (_start, end) => {
          if (end <= place) found = end;
          return end < place;
        },
        from,
      );
      if (found !== undefined || from === 0) return found;
    }
  }

  /** Behind the last blank before a place. */
  private runStart(place: number): number {
    let start = Math.max(0, Math.min(place, this.text.length));
    while (start > 0 && this.text.charCodeAt(start - 1) > 32) start -= 1;
    return start;
  }
}
