/**
 * Builds an index of a large collection in a process of its own, and prints what that took as JSON. The documents are
 * made while they are indexed, so they are made once before, to know what that alone takes. Arguments: `broadsheet` or
 * `minisearch`, the packed articles, documents, words of each (0: all), the index to write.
 */
import { writeFileSync } from 'node:fs';
import MiniSearch from 'minisearch';
import { readArticles } from '../collection.js';
import { type Cost, startClock } from '../measure.js';
import { importLibrary, LEAN } from '../own-library.js';
import { rawOptions, TWO_FIELDS } from '../raw-minisearch.js';
import { Replica } from '../replica.js';

export interface ReplicaBuild {
  /** Making the documents, and nothing else. */
  readonly making: Cost;
  /** Making and indexing them: for Broadsheet until everything is safe on the disk, for MiniSearch without saving. */
  readonly indexing: Cost;
}

const [engine = '', collection = '', documents = '', words = '', path = ''] = process.argv.slice(2);
const plan = { documents: Number(documents), ...(words === '0' ? {} : { words: Number(words) }) };
const replica = new Replica(readArticles(collection), plan);
const clock = startClock();
let length = 0;
for await (const { body } of replica.documents()) length += body.length;
const making = clock();
if (length === 0) throw new Error(`There is no text in ${collection}.`);
const indexing = engine === 'broadsheet' ? await indexBroadsheet() : await indexMiniSearch();
const build: ReplicaBuild = { making, indexing };
process.stdout.write(JSON.stringify(build));

async function indexBroadsheet(): Promise<Cost> {
  const { buildIndex } = await importLibrary();
  const building = startClock();
  await buildIndex({ documents: replica.documents(), directory: path, settings: LEAN });
  return building();
}

async function indexMiniSearch(): Promise<Cost> {
  const index = new MiniSearch(rawOptions({ fields: TWO_FIELDS }));
  const building = startClock();
  for await (const { id, title, body } of replica.documents()) index.add({ id, title, text: body });
  const cost = building();
  writeFileSync(path, JSON.stringify(index));
  return cost;
}
