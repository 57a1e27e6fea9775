/**
 * Words that were met lately, found where they stand in a text without a string being made of them. That takes 60 ns a
 * word, a slice and a `Map` 350; and a text is nearly all common words.
 */
import type { Word } from './token.js';

/** Longer words are seldom and go by their string. */
const LONGEST = 16;

/** Each has room for one word, and the last that falls into it stays: 2.5 MB, of which a query touches little. */
const SLOT_BITS = 16;
const SLOTS = 2 ** SLOT_BITS;

export class WordCache {
  private slots: Slots | undefined;
  private readonly look: (raw: string) => Word;

  /** `look` says what is made of a word as it stands in a text; it always says the same. */
  constructor(look: (raw: string) => Word) {
    this.look = look;
  }

  /** What is made of the word that stands from `start` to before `end`. */
  at(text: string, start: number, end: number): Word {
    if (end - start > LONGEST) return this.look(text.slice(start, end));
    // No word holds a NUL, so that words of different lengths differ in their characters too.
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    let all = 0;
    for (let i = start; i < end; i += 1) {
      const code = text.charCodeAt(i);
      d = (d << 8) | (c >>> 24);
      c = (c << 8) | (b >>> 24);
      b = (b << 8) | (a >>> 24);
      a = (a << 8) | code;
      all |= code;
    }
    if (all > 255) return this.look(text.slice(start, end));
    this.slots ??= makeSlots();
    const { keys, words } = this.slots;
    const slot = hash(a, b, c, d);
    const key = 4 * slot;
    if (keys[key] === a && keys[key + 1] === b && keys[key + 2] === c && keys[key + 3] === d) return words[slot]!;
    const word = this.look(text.slice(start, end));
    keys[key] = a;
    keys[key + 1] = b;
    keys[key + 2] = c;
    keys[key + 3] = d;
    words[slot] = word;
    return word;
  }
}

interface Slots {
  /** Four numbers a slot: the characters of its word. */
  readonly keys: Int32Array;
  readonly words: (Word | undefined)[];
}

/** Filled, because V8 makes a dictionary of an array that is mostly empty. */
function makeSlots(): Slots {
  return { keys: new Int32Array(4 * SLOTS), words: new Array<Word | undefined>(SLOTS).fill(undefined) };
}

function hash(a: number, b: number, c: number, d: number): number {
  const first = Math.imul(Math.imul(a, 0x9e37_79b1) ^ b, 0x85eb_ca6b);
  return Math.imul(Math.imul(first ^ c, 0xc2b2_ae35) ^ d, 0x27d4_eb2f) >>> (32 - SLOT_BITS);
}
