/**
 * One bit for each word of the collection says whether it is a stop word. Positions count every word, for phrases; the
 * bits turn them into places among content words, which is what nearness is measured in.
 */
import { countOnes } from '../../index/bitmap.js';
import type { Vocabulary } from '../../index/forms-builder.js';
import type { SectionArray, SectionReader } from '../../index/sections.js';
import type { Occurrences } from '../backend.js';
import { GrowingArray } from '../growing.js';
import type { TokenStream } from '../token-stream.js';

/** Every field begins a byte of its own. */
export function stopWordSections(
  stream: TokenStream,
  { places, stopWords }: Pick<Vocabulary, 'places' | 'stopWords'>,
): Record<string, SectionArray> {
  const { forms, ends } = stream.view();
  const isStopWord = Uint8Array.from(places, (place) => stopWords[place]!);
  const bits = new GrowingArray(Uint8Array);
  const starts = new Uint32Array(ends.length + 1);
  for (let field = 0, at = 0; field < ends.length; field += 1) {
    for (const end = ends[field]!; at < end; ) {
      let byte = 0;
      for (let bit = 0; bit < 8 && at < end; bit += 1, at += 1) byte |= isStopWord[forms[at]!]! << bit;
      bits.push(byte);
    }
    starts[field + 1] = bits.length;
  }
  return { stops: bits.view(), 'stops.starts': starts };
}

export class StopWordBits {
  private readonly bits: Uint8Array;
  private readonly starts: Uint32Array;

  constructor(sections: SectionReader) {
    this.bits = sections.get('stops', 'u8');
    this.starts = sections.get('stops.starts', 'u32');
  }

  /** Writes places among content words into `places`, which has room for all occurrences. */
  toContentPlaces(document: number, { positions, title, body }: Occurrences, places: Uint32Array): void {
    this.convert(this.starts[2 * document]!, positions, 0, title, places);
    this.convert(this.starts[2 * document + 1]!, positions, title, title + body, places);
  }

  /** Subtracts from each position the stop words before it; one pass over the bits of the field, as far as needed. */
  private convert(start: number, positions: Uint32Array, from: number, to: number, places: Uint32Array): void {
    const { bits } = this;
    let [byte, before] = [0, 0];
    for (let i = from; i < to; i += 1) {
      const position = positions[i]!;
      for (const last = position >>> 3; byte < last; byte += 1) before += ONES[bits[start + byte]!]!;
      places[i] = position - before - ONES[bits[start + byte]! & ((1 << (position & 7)) - 1)]!;
    }
  }
}

const ONES = Uint8Array.from({ length: 256 }, (_, byte) => countOnes(byte));
