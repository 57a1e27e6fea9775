/**
 * The documents of the bench: Reuters-21578 as a folder of plain-text files in the seed form, one file an article,
 * named by its id, in a folder for each month. They are made once from the collection beside the project and used
 * again; the licence of the texts does not let them be part of it.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Raise it when the files come out differently. */
const FORM = 1;

export interface Article {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly date?: string;
}

/** A file of the folder as whoever indexes it reads it. */
export interface PlainFile {
  /** Path relative to the folder. */
  readonly id: string;
  readonly text: string;
}

/** Makes the folder unless it is there and complete. `count` takes so many articles, evenly spaced; absent: all. */
export function prepareFolder(collection: string, folder: string, count?: number): void {
  const packed = readFileSync(collection);
  const stamp = { form: FORM, collection: sha256(packed) };
  const marker = `${folder}.json`;
  if (existsSync(marker) && isComplete(folder, readFileSync(marker, 'utf8'), stamp)) return;
  rmSync(marker, { force: true });
  rmSync(folder, { recursive: true, force: true });
  const articles = parseArticles(packed, count);
  for (const article of articles) {
    const month = join(folder, article.date?.slice(0, 7) ?? 'undated');
    mkdirSync(month, { recursive: true });
    writeFileSync(join(month, `${encodeURIComponent(article.id)}.txt`), printArticle(article));
  }
  // Written last: a folder without it was interrupted.
  writeFileSync(marker, JSON.stringify({ ...stamp, files: articles.length }));
}

/** The articles in the order of the collection. `count` takes so many, evenly spaced. */
export function readArticles(collection: string, count?: number): Article[] {
  return parseArticles(readFileSync(collection), count);
}

/** Paths of the files relative to the folder, sorted. */
export function listFiles(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap((entry) => readdirSync(join(folder, entry.name)).map((name) => `${entry.name}/${name}`))
    .sort();
}

/** Reads every file, in the order of the paths, without its date line. */
export function* readFiles(folder: string): Generator<PlainFile> {
  for (const id of listFiles(folder)) {
    const text = readFileSync(join(folder, id), 'utf8').replace(/^ date \d{4}-\d{2}-\d{2} /, '');
    yield { id, text };
  }
}

/** ` date 1987-03-02 TITLE`, a blank line, the text. The title is the first paragraph. */
export function printArticle({ title, text, date }: Article): string {
  const body = [title, text].filter((part) => part !== '').join('\n\n');
  return date === undefined ? body : ` date ${date} ${body}`;
}

export function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function parseArticles(packed: Buffer, count?: number): Article[] {
  const lines = gunzipSync(packed).toString('utf8').split('\n');
  return spread(
    lines.filter((line) => line !== '').map((line) => JSON.parse(line) as Article),
    count,
  );
}

function spread<T>(all: readonly T[], count = all.length): T[] {
  const step = Math.max(1, Math.floor(all.length / count));
  return all.filter((_, i) => i % step === 0).slice(0, count);
}

function isComplete(folder: string, marker: string, stamp: Readonly<Record<string, unknown>>): boolean {
  if (!existsSync(folder)) return false;
  return marker === JSON.stringify({ ...stamp, files: listFiles(folder).length });
}
