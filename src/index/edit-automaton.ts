/**
 * Counts edits letter by letter: a machine that reads a form from left to right and knows, after each letter, how far
 * it is from a fixed word, and as soon as no ending can bring it back within the bound. The machine does not depend on
 * the word. It is told of each letter only which of the few letters of the word around that place are the same, so
 * there is one small table for each bound (the idea of the universal Levenshtein automaton, Mihov and Schulz 2004).
 *
 * An edit is an insertion, a deletion, a replacement or a swap of two neighbours (optimal string alignment: Damerau
 * 1964, without edits inside a swap).
 */

/** The state of a machine that cannot accept any more. */
export const DEAD = 0;

/** The state before the first letter. */
export const START = 1;

export interface EditAutomaton {
  /** At most so many edits. */
  readonly bound: number;
  /** Letters of the word that are compared with each letter of the form: `bound` on either side of its place. */
  readonly window: number;
  /** The state behind each state and set of equal letters: `next[(state << window) | set]`, lowest bit leftmost. */
  readonly next: Uint16Array;
  /** Edits if the word ends at each place of the window: `distances[state * window + place]`, `bound + 1` if too many. */
  readonly distances: Uint8Array;
  /** The leftmost place of the window where the word may end; a word that has ended before it cannot be reached. */
  readonly leftmost: Uint8Array;
}

const made = new Map<number, EditAutomaton>();

/** The machine for 1 or 2 edits, made when it is first asked for: 12 and 124 states, a few milliseconds. */
export function editAutomaton(bound: number): EditAutomaton {
  const known = made.get(bound);
  if (known !== undefined) return known;
  const automaton = makeAutomaton(bound);
  made.set(bound, automaton);
  return automaton;
}

/**
 * A row of the edit-distance matrix as far as it is within the bound, and what a swap may add to the row below: first
 * the distance at each place of the window, then, for each place, the distance in the next row if its letter is the
 * one that stands before that place in the word.
 */
type Row = readonly number[];

function makeAutomaton(bound: number): EditAutomaton {
  const window = 2 * bound + 1;
  const far = bound + 1;
  const nothing: Row = new Array(2 * window).fill(far);
  // Before the word begins there is no place to be at.
  const start = nothing.map((_, place) => (place >= bound && place < window ? place - bound : far));
  const rows: Row[] = [nothing, start];
  const numbers = new Map(rows.map((row, number) => [keyOf(row, far), number]));
  const next: number[] = [];
  for (let state = 0; state < rows.length; state += 1) {
    for (let set = 0; set < 1 << window; set += 1) {
      const row = advance(rows[state]!, set, window, far);
      const key = keyOf(row, far);
      const number = numbers.get(key) ?? rows.length;
      if (number === rows.length) {
        numbers.set(key, number);
        rows.push(row);
      }
      next.push(number);
    }
  }
  return {
    bound,
    window,
    next: Uint16Array.from(next),
    distances: Uint8Array.from(rows.flatMap((row) => row.slice(0, window))),
    leftmost: Uint8Array.from(rows, (row) => leftmostPlace(row, window, bound)),
  };
}

/** The window moves on by one place with each letter, so the cell above stands one place further right. */
function advance(row: Row, set: number, window: number, far: number): Row {
  const below: number[] = [];
  for (let place = 0; place < window; place += 1) {
    const replaced = row[place]! + 1 - ((set >>> place) & 1);
    const inserted = place + 1 < window ? row[place + 1]! + 1 : far;
    const left = place > 0 ? below[place - 1]! + 1 : far;
    const swapped = place > 0 && ((set >>> (place - 1)) & 1) === 1 ? row[window + place]! : far;
    below.push(Math.min(far, replaced, inserted, left, swapped));
  }
  for (let place = 0; place < window; place += 1)
    below.push(((set >>> (place + 1)) & 1) === 1 ? Math.min(far, row[place]! + 1) : far);
  return below;
}

/** The distances as the digits of one number. */
function keyOf(row: Row, far: number): number {
  let key = 0;
  for (const distance of row) key = key * (far + 1) + distance;
  return key;
}

/** A swap that has begun needs no look: the same letters as replacements are within the bound further left. */
function leftmostPlace(row: Row, window: number, bound: number): number {
  for (let place = 0; place < window; place += 1) if (row[place]! <= bound) return place;
  return window;
}
