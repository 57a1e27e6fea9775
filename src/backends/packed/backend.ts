/**
 * The packed back end as the list of back ends sees it: one file, checked when it is opened.
 */
import { join } from 'node:path';
import { readTable } from '../../index/read-file.js';
import type { Backend } from '../backend.js';
import { POSTINGS } from './format.js';
import { openPacked } from './open.js';
import { PackedWriter } from './writer.js';

export const packedBackend: Backend = {
  name: 'packed',
  describe: () => ({ file: POSTINGS.file, version: POSTINGS.version }),
  createWriter: (collection, openFile) => new PackedWriter(collection, openFile),
  async open({ path, manifest, forms }) {
    const file = join(path, POSTINGS.file);
    return openPacked(file, readTable(file, POSTINGS), manifest.documents, forms);
  },
};
