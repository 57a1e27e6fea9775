/**
 * Broadsheet beside its peers: through the entry of the package, as in any other program. A further argument `cards`
 * has everything answered that the page shows: title, date, path and highlighted snippets of each hit.
 */
import { importLibrary } from '../own-library.js';
import { runDriver } from './driver.js';

const library = await importLibrary();

await runDriver({
  build: async (documents, directory) => {
    await library.buildIndex({
      documents: documents.map(({ text, ...others }) => ({ ...others, body: text })),
      directory,
    });
  },
  open: async (directory, more) => {
    const index = await library.openIndex(directory);
    if (more.includes('cards')) return (q) => library.search(index, { q }).hits.length;
    const bm25 = library.completeSettings({ nearWeight: 0, neighbourWeight: 0, pushWeight: 0 });
    return (q) => library.rank(index, { q }, bm25).hits.length;
  },
});
