/** MiniSearch as a careful user of it would have it (see ../raw-minisearch.ts); it has no limit, so ten are cut off. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import MiniSearch from 'minisearch';
import { loadRaw, rawOptions, searchRaw, TWO_FIELDS } from '../raw-minisearch.js';
import { runDriver } from './driver.js';

const FILE = 'index.json';

await runDriver({
  build: (documents, folder) => {
    const index = new MiniSearch(rawOptions({ fields: TWO_FIELDS }));
    index.addAll(documents);
    writeFileSync(join(folder, FILE), JSON.stringify(index));
  },
  open: (folder) => {
    const index = loadRaw(readFileSync(join(folder, FILE), 'utf8'), { fields: TWO_FIELDS });
    return (words) => searchRaw(index, () => '', { kind: '', words, shape: 'any' }).hits.length;
  },
});
