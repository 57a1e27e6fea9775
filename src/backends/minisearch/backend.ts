/**
 * The MiniSearch back end as the list of back ends sees it. Its files are checked against the manifest before they
 * are parsed: a flipped bit in a bare MiniSearch JSON often loads without a word and answers wrongly.
 */
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import MiniSearch from 'minisearch';
import { readTable, readWhole } from '../../index/files.js';
import { damaged } from '../../index/sections.js';
import type { Backend } from '../backend.js';
import { MINISEARCH_BM25, MINISEARCH_VERSION, minisearchOptions } from './options.js';
import { MiniSearchReader } from './reader.js';
import { TOKENS, Tokens } from './tokens.js';
import { createMiniSearchWriter, MINISEARCH_FILE } from './writer.js';

export const minisearchBackend: Backend = {
  name: 'minisearch',
  description: {
    file: MINISEARCH_FILE,
    version: MINISEARCH_VERSION,
    fields: minisearchOptions.fields,
    idField: minisearchOptions.idField,
    bm25: { ...MINISEARCH_BM25 },
  },
  createWriter: createMiniSearchWriter,
  async open({ path, manifest, forms }) {
    const file = join(path, MINISEARCH_FILE);
    const bytes = Buffer.from(readWhole(file));
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    if (manifest.files[MINISEARCH_FILE]?.sha256 !== sha256)
      throw damaged(file, 'its checksum is not that of the manifest');
    const index = await MiniSearch.loadJSONAsync(bytes.toString('utf8'), minisearchOptions);
    return new MiniSearchReader(index, new Tokens(readTable(join(path, TOKENS.file), TOKENS)), forms);
  },
};
