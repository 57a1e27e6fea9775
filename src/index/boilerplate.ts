/**
 * Paragraphs that stand alike in many documents (by-lines, notes on the sender, invitations to subscribe): found by
 * their text while indexing, kept as ranges of the bodies they stand in. Ranking counts their words like any other;
 * they only never are the snippet.
 */
import type { SectionArray, SectionReader } from './sections.js';

/** A paragraph is boilerplate in at least so many documents, and at least this share of all. */
const FEWEST = 5;
const SHARE = 0.01;

/** Start and end in UTF-16 units, end excluded. */
export type BodyRange = readonly [start: number, end: number];

export class BoilerplateBuilder {
  /** Of each document with several paragraphs: a hash and the end of each. */
  private readonly hashes: number[] = [];
  private readonly ends: number[] = [];
  /** How many paragraphs there are up to and with each document. */
  private readonly counts: number[] = [];

  /** A body of one paragraph is not looked at: the same one elsewhere is a copy, and it is all there is to show. */
  add(body: string): void {
    let end = body.indexOf('\n\n');
    if (end !== -1) {
      let start = 0;
      for (; end !== -1; end = body.indexOf('\n\n', start)) {
        this.addParagraph(body, start, end);
        start = end + 2;
      }
      this.addParagraph(body, start, body.length);
    }
    this.counts.push(this.hashes.length);
  }

  /** `firsts` gives the first of a document's copies: these count once, or three copies more would make a text one. */
  finish(firsts: Uint32Array): Record<string, SectionArray> {
    const repeated = this.findRepeated(firsts);
    const [documents, starts, ranges]: [number[], number[], number[]] = [[], [0], []];
    if (repeated.size > 0) {
      for (const document of this.counts.keys()) {
        const before = ranges.length;
        this.addRanges(document, repeated, ranges);
        if (ranges.length === before) continue;
        documents.push(document);
        starts.push(ranges.length / 2);
      }
    }
    return {
      'boilerplate.documents': Uint32Array.from(documents),
      'boilerplate.starts': Uint32Array.from(starts),
      'boilerplate.ranges': Uint32Array.from(ranges),
    };
  }

  /** The hashes of the paragraphs that enough documents have. */
  private findRepeated(firsts: Uint32Array): Set<number> {
    const originals = firsts.reduce((count, first, document) => count + (first === document ? 1 : 0), 0);
    const needed = Math.max(FEWEST, Math.ceil(SHARE * originals));
    const counted = new Map(frequentHashes(this.hashes, needed).map((hash) => [hash, { documents: 0, last: -1 }]));
    if (counted.size > 0) {
      for (const [document, first] of firsts.entries()) {
        if (first !== document) continue;
        for (let at = this.counts[document - 1] ?? 0; at < this.counts[document]!; at += 1) {
          const seen = counted.get(this.hashes[at]!);
          if (seen === undefined || seen.last === document) continue;
          seen.documents += 1;
          seen.last = document;
        }
      }
    }
    return new Set([...counted].filter(([, { documents }]) => documents >= needed).map(([hash]) => hash));
  }

  /** Appends starts and ends of a document's repeated paragraphs, neighbours joined. */
  private addRanges(document: number, repeated: ReadonlySet<number>, ranges: number[]): void {
    const first = this.counts[document - 1] ?? 0;
    let isJoined = false;
    for (let at = first; at < this.counts[document]!; at += 1) {
      const isRepeated = repeated.has(this.hashes[at]!);
      if (isRepeated && isJoined) ranges[ranges.length - 1] = this.ends[at]!;
      else if (isRepeated) ranges.push(at === first ? 0 : this.ends[at - 1]! + 2, this.ends[at]!);
      isJoined = isRepeated;
    }
  }

  private addParagraph(body: string, start: number, end: number): void {
    this.hashes.push(hashText(body, start, end));
    this.ends.push(end);
  }
}

export class Boilerplate {
  private readonly starts: Uint32Array;
  private readonly ranges: Uint32Array;
  private readonly places = new Map<number, number>();

  /** Throws `index_damaged` where a section is missing. */
  constructor(sections: SectionReader) {
    for (const [place, document] of sections.get('boilerplate.documents', 'u32').entries())
      this.places.set(document, place);
    this.starts = sections.get('boilerplate.starts', 'u32');
    this.ranges = sections.get('boilerplate.ranges', 'u32');
  }

  /** How many documents have some. */
  get documents(): number {
    return this.places.size;
  }

  /** The boilerplate of a body, ascending and apart from each other; mostly there is none. */
  rangesOf(document: number): readonly BodyRange[] {
    const place = this.places.get(document);
    if (place === undefined) return NONE;
    const [start, end] = [this.starts[place]!, this.starts[place + 1]!];
    return Array.from({ length: end - start }, (_, i) => [
      this.ranges[2 * (start + i)]!,
      this.ranges[2 * (start + i) + 1]!,
    ]);
  }
}

const NONE: readonly BodyRange[] = [];

/** Hashes that come at least `needed` times: sorted, equal ones are neighbours. */
function frequentHashes(hashes: readonly number[], needed: number): number[] {
  const sorted = Float64Array.from(hashes).sort();
  const frequent: number[] = [];
  for (let start = 0, end = 0; start < sorted.length; start = end) {
    while (end < sorted.length && sorted[end] === sorted[start]) end += 1;
    if (end - start >= needed) frequent.push(sorted[start]!);
  }
  return frequent;
}

/** Of 53 bits, from two multiplications a character: among ten million paragraphs some two differ with the same one. */
function hashText(text: string, start: number, end: number): number {
  let [high, low] = [0x2545_f491, 0x4cf5_ad43];
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, 0x9e37_79b1);
    high ^= high >>> 15;
    low = Math.imul(low ^ code, 0x85eb_ca6b);
  }
  low ^= low >>> 13;
  return (high >>> 0) * 2 ** 21 + (low >>> 11);
}
