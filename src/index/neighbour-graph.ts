/**
 * `neighbours.bin`: the documents that are nearest to each document. It is the same beside every back end, and an index
 * without it, or with a damaged one, answers all the same, only ranked without it.
 *
 * A container of sections (sections.ts: magic, header with version, CRC-32 of header and of each section); all numbers
 * little endian. N documents, E entries.
 *
 * | section      | type | length | content                                                                  |
 * | starts       | u32  | N + 1  | neighbours of document d: entries starts[d] to starts[d + 1] − 1, 10 at most |
 * | documents    | u32  | E      | document numbers, the nearest first; equally near ones ascending         |
 * | similarities | u8   | E      | similarity · 255, rounded: 1 to 255                                      |
 */
import { damaged, type SectionArray, type SectionReader } from './sections.js';

export const NEIGHBOURS = { file: 'neighbours.bin', kind: 'neighbours', version: 1 } as const;

/** `documents[i]` and `similarities[i]` for i from `starts[d]` to `starts[d + 1] - 1` are the neighbours of d. */
export interface NeighbourArrays {
  readonly starts: Uint32Array;
  readonly documents: Uint32Array;
  readonly similarities: Uint8Array;
}

export function neighbourSections({ starts, documents, similarities }: NeighbourArrays): Record<string, SectionArray> {
  return { starts, documents, similarities };
}

export class NeighbourGraph implements NeighbourArrays {
  readonly starts: Uint32Array;
  readonly documents: Uint32Array;
  readonly similarities: Uint8Array;

  /** Throws `index_damaged` where a section is missing or holds what cannot be. */
  constructor(file: string, sections: SectionReader, documents: number) {
    this.starts = sections.get('starts', 'u32');
    this.documents = sections.get('documents', 'u32');
    this.similarities = sections.get('similarities', 'u8');
    // A whole file of another generation has right checksums of its own.
    if (this.starts.length !== documents + 1) throw damaged(file, 'it belongs to another generation');
    if (this.starts[documents] !== this.documents.length || this.documents.length !== this.similarities.length)
      throw damaged(file, 'its sections do not fit together');
    // Local names, because these loops run before V8 has compiled them well.
    const { starts, documents: neighbours } = this;
    for (let i = 0; i < documents; i += 1)
      if (starts[i]! > starts[i + 1]!) throw damaged(file, `the neighbours of document ${i} end before they begin`);
    for (let i = 0; i < neighbours.length; i += 1)
      if (neighbours[i]! >= documents) throw damaged(file, `there is no document ${neighbours[i]}`);
  }

  /** Views, nearest first; similarities are 1 to 255. */
  neighboursOf(document: number): { readonly documents: Uint32Array; readonly similarities: Uint8Array } {
    const [from, to] = [this.starts[document]!, this.starts[document + 1]!];
    return { documents: this.documents.subarray(from, to), similarities: this.similarities.subarray(from, to) };
  }
}
