/**
 * Words with wildcards over a sorted table: `?` stands for exactly one code point, `*` for any number of them, none
 * included. All strings that differ from the pattern in the same first letters are passed over together.
 */
import { firstUnlike, type StringTable } from './strings.js';

const encoder = new TextEncoder();

const ANY = 0x2a;
const ONE = 0x3f;

export class Pattern {
  /** What each string that matches begins with. */
  readonly prefix: string;
  /** The UTF-8 bytes between the prefix and the first `*`. */
  private readonly head: Uint8Array;
  /** From the first `*` on; empty without one. */
  private readonly tail: Uint8Array;

  constructor(pattern: string) {
    this.prefix = /^[^?*]*/.exec(pattern)![0];
    const rest = encoder.encode(pattern.slice(this.prefix.length));
    const star = rest.indexOf(ANY);
    this.head = star === -1 ? rest : rest.subarray(0, star);
    this.tail = star === -1 ? new Uint8Array() : rest.subarray(star);
  }

  /** Visits the strings from `from` to before `to` that match; all of them must begin with the prefix. */
  forEach(table: StringTable, from: number, to: number, visit: (place: number) => void): void {
    const { bytes, starts } = table;
    const known = encoder.encode(this.prefix).length;
    for (let place = from; place < to; ) {
      const start = starts[place]!;
      const end = starts[place + 1]!;
      const behind = this.readHead(bytes, start + known, end);
      if (behind < 0) {
        // Each string that begins with the same bytes differs at the same place.
        const [first, size] = [place, -behind - start];
        place = firstUnlike(place + 1, to, (other) => table.sharedBytes(first, other) >= size);
        continue;
      }
      if (this.tail.length === 0 ? behind === end : matchesTail(bytes, behind, end, this.tail)) visit(place);
      place += 1;
    }
  }

  /** Where the head ends, or minus the place behind the byte that differs, which may be the missing next one. */
  private readHead(bytes: Uint8Array, from: number, end: number): number {
    const { head } = this;
    let at = from;
    for (let i = 0; i < head.length; i += 1) {
      if (at === end) return -(end + 1);
      if (head[i] === ONE) at = nextLetter(bytes, at, end);
      else if (bytes[at] === head[i]) at += 1;
      else return -(at + 1);
    }
    return at;
  }
}

/** The usual way with one place to go back to: only the last `*` ever has to take more. */
function matchesTail(bytes: Uint8Array, from: number, end: number, tail: Uint8Array): boolean {
  const last = tail[tail.length - 1]!;
  if (last !== ANY && last !== ONE && (from === end || bytes[end - 1] !== last)) return false;
  let at = from;
  let i = 0;
  let star = -1;
  let taken = from;
  while (at < end) {
    if (i < tail.length && tail[i] === ANY) {
      if (i === tail.length - 1) return true;
      star = i;
      taken = at;
      i += 1;
    } else if (i < tail.length && tail[i] === ONE) {
      at = nextLetter(bytes, at, end);
      i += 1;
    } else if (i < tail.length && tail[i] === bytes[at]) {
      at += 1;
      i += 1;
    } else {
      taken = nextLetter(bytes, taken, end);
      at = taken;
      i = star + 1;
    }
  }
  while (i < tail.length && tail[i] === ANY) i += 1;
  return i === tail.length;
}

function nextLetter(bytes: Uint8Array, at: number, end: number): number {
  let next = at + 1;
  while (next < end && (bytes[next]! & 0xc0) === 0x80) next += 1;
  return next;
}
