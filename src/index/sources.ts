/**
 * `sources.tsv`: the files that a generation was made from, one line each: SHA-256, bytes, documents, path as a JSON
 * string. Content decides whether a folder has changed, never a file's date.
 */
import { readFileSync } from 'node:fs';
import { damaged } from './sections.js';

export interface Source {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly documents: number;
}

export function printSource(source: Source): string {
  return `${source.sha256}\t${source.bytes}\t${source.documents}\t${JSON.stringify(source.path)}\n`;
}

/** Throws `index_damaged` for a line of another form. */
export function readSources(file: string): Source[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line, i) => {
      const match = /^([0-9a-f]{64})\t(\d+)\t(\d+)\t(".*")$/.exec(line);
      if (match === null) throw damaged(file, `line ${i + 1} is no source`);
      return {
        sha256: match[1]!,
        bytes: Number(match[2]),
        documents: Number(match[3]),
        path: JSON.parse(match[4]!) as string,
      };
    });
}
