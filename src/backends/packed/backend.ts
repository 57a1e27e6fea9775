/**
 * The packed back end as the list of back ends sees it: one file, checked when it is opened.
 */
import { join } from 'node:path';
import { readTable } from '../../index/files.js';
import { damaged } from '../../index/sections.js';
import type { Backend } from '../backend.js';
import { POSTINGS } from './format.js';
import { PackedPostings } from './postings.js';
import { PackedReader } from './reader.js';
import { PackedWriter } from './writer.js';

export const packedBackend: Backend = {
  name: 'packed',
  describe: () => ({ file: POSTINGS.file, version: POSTINGS.version }),
  createWriter: (collection, openFile) => new PackedWriter(collection, openFile),
  async open({ path, manifest, forms }) {
    const file = join(path, POSTINGS.file);
    const postings = new PackedPostings(readTable(file, POSTINGS));
    // A whole file of another generation has right checksums of its own.
    if (postings.count !== manifest.documents || postings.terms !== forms.termCount) {
      throw damaged(file, 'it belongs to another generation');
    }
    return new PackedReader(postings, forms);
  },
};
