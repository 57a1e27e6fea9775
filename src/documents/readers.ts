/**
 * Which reader reads which file: the table of formats. A new format is one file in `readers/` and one line here.
 */
import { unpacked } from './readers/gzip.js';
import { readJson } from './readers/json.js';
import { readJsonLines } from './readers/json-lines.js';
import { readMarkdown } from './readers/markdown.js';
import { readPlainText } from './readers/plain-text.js';
import type { Reader } from './readers/reader.js';

export type { Reader, ReaderLimits } from './readers/reader.js';

export interface Format {
  /** File endings in lower case, with the dot. */
  readonly endings: readonly string[];
  /** For people: what the documentation calls it. */
  readonly format: string;
  /** Decides which limit a file must keep: `maxFileBytes`, or `maxCollectionBytes` for many documents. */
  readonly holds: 'one' | 'many';
  readonly read: Reader;
}

export const READERS: readonly Format[] = [
  { endings: ['.txt', '.text'], format: 'plain text', holds: 'one', read: readPlainText },
  { endings: ['.md', '.markdown'], format: 'Markdown', holds: 'one', read: readMarkdown },
  { endings: ['.json'], format: 'JSON', holds: 'many', read: readJson },
  { endings: ['.jsonl', '.ndjson'], format: 'JSON Lines', holds: 'many', read: readJsonLines },
  { endings: ['.json.gz'], format: 'JSON, gzip', holds: 'many', read: unpacked(readJson) },
  { endings: ['.jsonl.gz', '.ndjson.gz'], format: 'JSON Lines, gzip', holds: 'many', read: unpacked(readJsonLines) },
];

const BY_ENDING = READERS.flatMap((format) => format.endings.map((ending) => ({ ending, format }))).sort(
  (one, other) => other.ending.length - one.ending.length,
);

/** The format that the longest fitting ending names; upper and lower case are alike. */
export function formatOf(path: string): Format | undefined {
  const end = path.slice(-16).toLowerCase();
  return BY_ENDING.find(({ ending }) => end.endsWith(ending))?.format;
}

export function readerFor(path: string): Reader | undefined {
  return formatOf(path)?.read;
}
