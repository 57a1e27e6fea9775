/**
 * The lines of a text file of a test collection, each with its number from 1, and the one error for a line that is
 * not as it should be. Blank lines are passed over; a byte order mark and Windows line ends are no content.
 */
import { SearchError } from '../errors.js';

export interface Line {
  readonly text: string;
  readonly number: number;
}

export function* readLines(text: string): Generator<Line> {
  let number = 0;
  for (const line of text.replace(/^\uFEFF/, '').split(/\r?\n/)) {
    number += 1;
    if (line.trim() !== '') yield { text: line, number };
  }
}

/** Names file and line, so that an editor can be opened there: `qrels.tsv:12`. */
export function malformedLine(file: string, line: Line, expected: string, hint?: string): SearchError {
  return new SearchError('file_unreadable', `${file}:${line.number} is malformed.`, {
    expected,
    found: line.text.length > 120 ? `${line.text.slice(0, 120)}…` : line.text,
    parameter: `${file}:${line.number}`,
    ...(hint === undefined ? {} : { hint }),
  });
}
