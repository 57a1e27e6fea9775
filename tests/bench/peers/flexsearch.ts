/**
 * FlexSearch with its defaults, and `suggest`, without which it finds only documents that hold every word. It has no
 * scores, only an order.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPackage, runDriver } from './driver.js';

interface Index {
  add(id: string, text: string): void;
  search(words: string, options: { limit: number; suggest: boolean }): string[];
  export(save: (key: string, data: string) => void): void | Promise<void>;
  import(key: string, data: string): void;
}

const { Index: FlexIndex } = loadPackage<{ Index: new (options: object) => Index }>('flexsearch');

await runDriver({
  build: async (documents, folder) => {
    const index = new FlexIndex({ tokenize: 'strict' });
    for (const { id, title, text } of documents) index.add(id, `${title} ${text}`);
    await index.export((key, data) => writeFileSync(join(folder, `${key}.json`), data ?? ''));
  },
  open: (folder) => {
    const index = new FlexIndex({ tokenize: 'strict' });
    for (const name of readdirSync(folder))
      index.import(name.replace(/\.json$/, ''), readFileSync(join(folder, name), 'utf8'));
    return (words) => index.search(words, { limit: 10, suggest: true }).length;
  },
});
