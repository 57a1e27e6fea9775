/**
 * A list of documents that is made for one leaf, out of stored lists: of several, of some forms of them, or of one
 * field.
 */
import { Bitmap } from '../../index/bitmap.js';
import { OVERFLOW } from './format.js';
import type { Frequencies } from './frequencies.js';
import type { PackedPostings, PositionReader, StoredList } from './postings.js';
import type { WantedForms, WordList } from './word-lists.js';

/** Documents that were found for a leaf, ascending, with title words weighted in `frequencies`. */
export interface MadeList {
  readonly documents: Uint32Array;
  readonly frequencies: Float64Array;
}

export const NO_DOCUMENTS: MadeList = { documents: new Uint32Array(0), frequencies: new Float64Array(0) };

export class ListMaker {
  private readonly postings: PackedPostings;
  /** By document; all zero between two lists. */
  private readonly sums: Float64Array;

  constructor(postings: PackedPostings) {
    this.postings = postings;
    this.sums = new Float64Array(postings.count);
  }

  /** Occurrences are summed over the lists. Time must not run out here: sums would be left behind. */
  make(lists: readonly WordList[], frequencies: Frequencies): MadeList {
    // A bitmap gives the documents in order, which sorting would take longer for than all else here.
    const found = new Bitmap(this.postings.count);
    for (const { list, formCount, wanted } of lists) {
      if (wanted === undefined) this.addWhole(list, frequencies, found.words);
      else this.addForms(list, wanted, this.postings.positionsOf(list, formCount), frequencies, found.words);
    }
    return this.take(found);
  }

  private addWhole({ from, to }: StoredList, frequencies: Frequencies, found: Int32Array): void {
    const { sums } = this;
    const { documents, frequencies: bytes } = this.postings;
    const { ofByte } = frequencies;
    for (let i = from; i < to; i += 1) {
      const byte = bytes[i]!;
      const tf = byte === OVERFLOW ? frequencies.ofOverflow(i) : ofByte[byte]!;
      if (tf === 0) continue;
      const document = documents[i]!;
      found[document >>> 5]! |= 1 << (document & 31);
      sums[document]! += tf;
    }
  }

  private addForms(
    { from, to }: StoredList,
    { isWanted, bits, otherBits }: WantedForms,
    positions: PositionReader,
    frequencies: Frequencies,
    found: Int32Array,
  ): void {
    const { sums } = this;
    const { documents, forms } = this.postings;
    for (let i = from; i < to; i += 1) {
      const held = forms[i]!;
      if ((held & bits) === 0) continue;
      const isWhole = (held & otherBits) === 0;
      const tf = isWhole ? frequencies.of(i) : countForms(positions, i, isWanted, frequencies);
      if (tf === 0) continue;
      const document = documents[i]!;
      found[document >>> 5]! |= 1 << (document & 31);
      sums[document]! += tf;
    }
  }

  private take(found: Bitmap): MadeList {
    const { sums } = this;
    const documents = found.toArray();
    const frequencies = new Float64Array(documents.length);
    for (let i = 0; i < documents.length; i += 1) {
      const document = documents[i]!;
      frequencies[i] = sums[document]!;
      sums[document] = 0;
    }
    return { documents, frequencies };
  }
}

/** Occurrences of some forms of a list in one document, where others stand there too. */
function countForms(
  positions: PositionReader,
  posting: number,
  isWanted: Uint8Array,
  frequencies: Frequencies,
): number {
  positions.read(posting);
  const { forms, title, body } = positions;
  let [inTitle, inBody] = [0, 0];
  for (let i = 0; i < title; i += 1) inTitle += isWanted[forms[i]!]!;
  for (let i = title; i < title + body; i += 1) inBody += isWanted[forms[i]!]!;
  return frequencies.weigh(inTitle, inBody);
}
