/** SQLite's FTS5 with its Porter stemmer, the texts not kept. */
import { join } from 'node:path';
import { loadPackage, runDriver } from './driver.js';

interface Statement {
  run(...values: unknown[]): unknown;
  all(...values: unknown[]): unknown[];
}

interface Database {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}

const Sqlite = loadPackage<new (file: string) => Database>('better-sqlite3');
const FILE = 'index.sqlite';

await runDriver({
  build: (documents, folder) => {
    const database = new Sqlite(join(folder, FILE));
    database.exec(`CREATE VIRTUAL TABLE articles USING fts5(title, text, content='', tokenize='porter unicode61')`);
    const insert = database.prepare('INSERT INTO articles(rowid, title, text) VALUES (?, ?, ?)');
    database.exec('BEGIN');
    for (const [i, { title, text }] of documents.entries()) insert.run(i, title, text);
    database.exec('COMMIT');
    database.close();
  },
  open: (folder) => {
    const database = new Sqlite(join(folder, FILE));
    const select = database.prepare('SELECT rowid, rank FROM articles WHERE articles MATCH ? ORDER BY rank LIMIT 10');
    return (words) => select.all(words.replace(/\S+/g, '"$&"').replaceAll(' ', ' OR ')).length;
  },
});
