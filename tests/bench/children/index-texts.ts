/**
 * Indexes articles that are in memory already, in a process of its own, and prints what that took as JSON. Arguments:
 * `broadsheet` or `minisearch`, the packed articles, how many of them (0: all), folder of the index to write.
 */
import MiniSearch from 'minisearch';
import { readArticles } from '../collection.js';
import { type Cost, startClock } from '../measure.js';
import { importLibrary, LEAN } from '../own-library.js';
import { rawOptions, TWO_FIELDS } from '../raw-minisearch.js';

const [engine = '', collection = '', count = '', directory = ''] = process.argv.slice(2);
const articles = readArticles(collection, count === '0' ? undefined : Number(count));
const cost = engine === 'broadsheet' ? await indexBroadsheet() : indexMiniSearch();
process.stdout.write(JSON.stringify(cost));

async function indexBroadsheet(): Promise<Cost> {
  const { buildIndex } = await importLibrary();
  const documents = articles.map(({ id, title, text }) => ({ id, title, body: text }));
  const clock = startClock();
  await buildIndex({ documents, directory, settings: LEAN });
  return clock();
}

function indexMiniSearch(): Cost {
  const index = new MiniSearch(rawOptions({ fields: TWO_FIELDS }));
  const documents = articles.map(({ id, title, text }) => ({ id, title, text }));
  const clock = startClock();
  for (const document of documents) index.add(document);
  return clock();
}
