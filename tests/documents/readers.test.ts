import { expect, test } from '@jest/globals';
import { formatOf, READERS, readerFor } from '../../src/documents/readers.js';

test.each([
  { path: 'a.txt', format: 'plain text' },
  { path: 'a/b.c/D.TXT', format: 'plain text' },
  { path: 'a.md', format: 'Markdown' },
  { path: 'a.json', format: 'JSON' },
  { path: 'a.jsonl', format: 'JSON Lines' },
  { path: 'a.ndjson', format: 'JSON Lines' },
  { path: 'a.json.gz', format: 'JSON, gzip' },
  { path: 'a.JSONL.GZ', format: 'JSON Lines, gzip' },
  { path: 'a.txt.gz', format: undefined },
  { path: 'a.tsv', format: undefined },
  { path: 'txt', format: undefined },
  { path: 'a.txt~', format: undefined },
])('$path is $format', ({ path, format }) => {
  expect(formatOf(path)?.format).toBe(format);
  expect(readerFor(path)).toBe(formatOf(path)?.read);
});

test('every ending is in lower case, begins with a dot, and is listed once', () => {
  const endings = READERS.flatMap((format) => format.endings);
  expect(new Set(endings).size).toBe(endings.length);
  for (const ending of endings) expect(ending).toMatch(/^\.[a-z.]{1,15}$/);
});
