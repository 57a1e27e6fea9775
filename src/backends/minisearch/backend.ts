/**
 * The MiniSearch back end as the list of back ends sees it: the index that people know, and the fallback. Its file is
 * checked against the manifest before it is parsed: a flipped bit in a bare MiniSearch JSON often loads without a word
 * and answers wrongly. The package is loaded only when it is needed.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { readWhole } from '../../index/read-file.js';
import { damaged } from '../../index/sections.js';
import type { Backend } from '../backend.js';
import { MINISEARCH_BM25, MINISEARCH_VERSION, minisearchOptions } from './options.js';
import { MINISEARCH_FILE, MiniSearchWriter } from './writer.js';

export const minisearchBackend: Backend = {
  name: 'minisearch',
  describe: ({ words }, { maxMinisearchWords }) =>
    words > maxMinisearchWords
      ? { leftOut: `${words} words are more than maxMinisearchWords (${maxMinisearchWords}).` }
      : {
          file: MINISEARCH_FILE,
          version: MINISEARCH_VERSION,
          fields: minisearchOptions.fields,
          idField: minisearchOptions.idField,
          bm25: { ...MINISEARCH_BM25 },
        },
  createWriter: (collection, openFile) => new MiniSearchWriter(collection, openFile),
  async open({ path, manifest, forms, documents }) {
    const file = join(path, MINISEARCH_FILE);
    const bytes = Buffer.from(readWhole(file));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (manifest.files[MINISEARCH_FILE]?.sha256 !== sha256)
      throw damaged(file, 'its checksum is not that of the manifest');
    const { MiniSearchReader } = await import('./reader.js');
    return MiniSearchReader.load(bytes.toString('utf8'), documents, forms, manifest.documents);
  },
};
