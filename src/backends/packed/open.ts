/**
 * Opens `postings.bin` from its sections, wherever its bytes come from.
 */
import type { Forms } from '../../index/forms.js';
import { damaged, type SectionReader } from '../../index/sections.js';
import { PackedPostings } from './postings.js';
import { PackedReader } from './reader.js';

/** Throws `index_damaged`. `file` is what errors call it. */
export function openPacked(file: string, sections: SectionReader, documents: number, forms: Forms): PackedReader {
  const postings = new PackedPostings(sections);
  // A whole file of another generation has right checksums of its own.
  if (postings.count !== documents || postings.terms !== forms.termCount)
    throw damaged(file, 'it belongs to another generation');
  return new PackedReader(postings, forms);
}
