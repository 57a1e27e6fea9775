/** wink-bm25-text-search with the preparation of words that its documentation shows. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadPackage, runDriver } from './driver.js';

interface Engine {
  defineConfig(config: object): void;
  definePrepTasks(tasks: readonly unknown[]): void;
  addDoc(document: object, id: string): void;
  consolidate(): void;
  exportJSON(): string;
  importJSON(json: string): void;
  search(words: string, limit: number): unknown[];
}

interface Utilities {
  readonly string: { readonly lowerCase: unknown; readonly tokenize0: unknown };
  readonly tokens: { readonly removeWords: unknown; readonly stem: unknown };
}

const FILE = 'index.json';

const createEngine = loadPackage<() => Engine>('wink-bm25-text-search');
const { string, tokens } = loadPackage<Utilities>('wink-nlp-utils');
const TASKS = [string.lowerCase, string.tokenize0, tokens.removeWords, tokens.stem];

await runDriver({
  build: (documents, folder) => {
    const engine = createEngine();
    engine.defineConfig({ fldWeights: { title: 1, text: 1 } });
    engine.definePrepTasks(TASKS);
    for (const { id, title, text } of documents) engine.addDoc({ title, text }, id);
    engine.consolidate();
    writeFileSync(join(folder, FILE), engine.exportJSON());
  },
  open: (folder) => {
    const engine = createEngine();
    engine.importJSON(readFileSync(join(folder, FILE), 'utf8'));
    engine.definePrepTasks(TASKS);
    return (words) => engine.search(words, 10).length;
  },
});
