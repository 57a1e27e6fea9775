/**
 * Indexes a folder with raw MiniSearch, in a process of its own: read the files, add them, save the JSON.
 * Arguments: folder, file to write, `memo` or `no-memo`.
 */
import { writeFileSync } from 'node:fs';
import MiniSearch from 'minisearch';
import { readFiles } from '../collection.js';
import { rawOptions } from '../raw-minisearch.js';

const [folder = '', file = '', memo] = process.argv.slice(2);
const index = new MiniSearch(rawOptions({ memo: memo === 'memo' }));
for (const document of readFiles(folder)) index.add(document);
writeFileSync(file, JSON.stringify(index));
