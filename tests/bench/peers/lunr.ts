/** Lunr with its defaults; it has no limit, so ten are cut off. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPackage, runDriver } from './driver.js';

interface Builder {
  ref(name: string): void;
  field(name: string): void;
  add(document: object): void;
}

interface Index {
  search(words: string): unknown[];
}

interface Lunr {
  (configure: (this: Builder) => void): Index;
  readonly Index: { load(serialized: unknown): Index };
}

const lunr = loadPackage<Lunr>('lunr');
const FILE = 'index.json';

await runDriver({
  build: (documents, folder) => {
    const index = lunr(function () {
      this.ref('id');
      this.field('title');
      this.field('text');
      for (const document of documents) this.add(document);
    });
    writeFileSync(join(folder, FILE), JSON.stringify(index));
  },
  open: (folder) => {
    const index = lunr.Index.load(JSON.parse(readFileSync(join(folder, FILE), 'utf8')));
    return (words) => index.search(words).slice(0, 10).length;
  },
});
