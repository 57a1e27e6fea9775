/** Orama with its defaults: any word will do, and each also matches as a prefix. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPackage, runDriver } from './driver.js';

interface Orama {
  create(options: object): object;
  insertMultiple(database: object, documents: readonly object[]): Promise<unknown>;
  save(database: object): unknown;
  load(database: object, saved: unknown): void;
  search(database: object, query: object): Result | Promise<Result>;
}

interface Result {
  readonly hits: readonly unknown[];
}

const { create, insertMultiple, save, load, search } = loadPackage<Orama>('@orama/orama');
const SCHEMA = { schema: { title: 'string', text: 'string' }, language: 'english' };
const FILE = 'index.json';

await runDriver({
  build: async (documents, folder) => {
    const database = create(SCHEMA);
    await insertMultiple(database, [...documents]);
    writeFileSync(join(folder, FILE), JSON.stringify(save(database)));
  },
  open: (folder) => {
    const database = create(SCHEMA);
    load(database, JSON.parse(readFileSync(join(folder, FILE), 'utf8')));
    return async (term) => (await search(database, { term, limit: 10 })).hits.length;
  },
});
