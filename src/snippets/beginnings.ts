/**
 * The first letters that wanted words can have. A term begins as its words do, but for the second letter, which the
 * stemmer may turn from `y` into `i` (dying, die).
 */

/** Bit of a letter in a mask: the same for small and capital. */
function bitOf(code: number): number {
  return 1 << (code & 31);
}

const ALL = -1;

/** What an ASCII code is to the loop: a word begins at WORD or WANTED behind OTHER. */
const OTHER = 0;
const WORD = 1;
const WANTED = 2;

export class Beginnings {
  /** For each ASCII code of a first letter the second letters that may follow, as bits; 0: no word begins so. */
  private readonly seconds = new Int32Array(128);
  private readonly kinds = KINDS.slice();

  /** `terms` may also be unstemmed forms. */
  constructor(terms: readonly string[]) {
    for (const term of terms) {
      const first = term.toLowerCase().charCodeAt(0);
      if (!(first < 128)) continue;
      const second = term.charCodeAt(1);
      const mask = isLetter(second) ? bitOf(second) | (second === 0x69 ? bitOf(0x79) : 0) : ALL;
      for (const code of [first, term.toUpperCase().charCodeAt(0)]) {
        this.seconds[code]! |= mask;
        this.kinds[code] = WANTED;
      }
    }
  }

  /** True where the word from `start` on may be wanted. What is not ASCII may be anything once it is folded. */
  fits(text: string, start: number, end: number): boolean {
    const first = text.charCodeAt(start);
    if (first >= 128) return true;
    const mask = this.seconds[first]!;
    return mask !== 0 && (end - start === 1 || mayFollow(mask, text.charCodeAt(start + 1)));
  }

  /** Visits, in order, the runs between blanks in which a wanted word may begin. */
  forEachRun(text: string, visit: (start: number, end: number) => void): void {
    const { seconds, kinds } = this;
    const { length } = text;
    let before = OTHER;
    for (let at = 0; at < length; at += 1) {
      const code = text.charCodeAt(at);
      if (code < 128) {
        const kind = kinds[code]!;
        const isWanted = kind > WORD && before === OTHER && mayFollow(seconds[code]!, text.charCodeAt(at + 1));
        before = kind;
        if (!isWanted) continue;
      } else {
        before = OTHER;
        if (code >= 0x2000 && code <= 0x206f) continue;
      }
      let start = at;
      while (start > 0 && text.charCodeAt(start - 1) > 32) start -= 1;
      while (at < length && text.charCodeAt(at) > 32) at += 1;
      visit(start, at);
      before = OTHER;
    }
  }
}

function mayFollow(mask: number, second: number): boolean {
  return mask === ALL || !isLetter(second) || (mask & bitOf(second)) !== 0;
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

const KINDS = Uint8Array.from({ length: 128 }, (_, code) =>
  isLetter(code) || (code >= 0x30 && code <= 0x39) ? WORD : OTHER,
);
