import { expect, test } from '@jest/globals';
import { count, describeSkipped, formatBytes, printReport } from '../../src/cli/report.js';
import { createTerminal } from '../../src/cli/terminal.js';
import type { IngestReport } from '../../src/ingest.js';
import { collect } from './surroundings.js';

const REPORT: IngestReport = {
  generation: 3,
  hash: 'sha256:abc',
  folder: '/news',
  documents: 1234,
  files: 1,
  bytes: 2048,
  skipped: Array.from({ length: 22 }, (_, number) => ({ path: `p${number}.png`, reason: 'not a document format' })),
  notices: [{ path: 'a\u001b.txt', message: 'no such day' }],
  unchanged: false,
  seconds: 1.26,
};

function print(report: IngestReport, isTTY: boolean): string[] {
  const stdout = collect({ isTTY });
  printReport(report, 'index-data', createTerminal({ stdout, stderr: collect(), environment: {} }));
  return stdout.text.split('\n').slice(0, -1);
}

test('a terminal gets twenty skipped entries and the way to all of them', () => {
  const lines = print(REPORT, true);
  expect(lines[0]).toBe('Indexed 1,234 documents from 1 file (2.0 KiB) in 1.3 s.');
  expect(lines.filter((line) => line.endsWith('not a document format'))).toHaveLength(20);
  expect(lines).toContain('  and 2 more (--report FILE lists all)');
  expect(lines.at(-1)).toBe('  a\\u001b.txt: no such day');
});

test('a file or pipe gets all of them', () => {
  const lines = print(REPORT, false);
  expect(lines.filter((line) => line.endsWith('not a document format'))).toHaveLength(22);
  expect(lines.join()).not.toContain('more');
});

test('nothing skipped needs no heading, and nothing changed is said', () => {
  expect(print({ ...REPORT, skipped: [], notices: [], unchanged: true }, true)).toEqual([
    'Nothing has changed: 1,234 documents from 1 file (2.0 KiB) in 1.3 s.',
    'Index: index-data, generation 3, sha256:abc',
  ]);
});

test('in short, skipped entries are counted by reason, the commonest first', () => {
  const listed = [
    { path: 'a', reason: 'empty' },
    { path: 'b', reason: 'a symbolic link' },
    { path: 'c', reason: 'a symbolic link' },
  ];
  expect(describeSkipped({ count: 3, listed })).toEqual([
    'Skipped 3 entries:',
    '  2 × a symbolic link, such as b',
    '  1 × empty, such as a',
  ]);
  expect(describeSkipped({ count: 0, listed: [] })).toEqual([]);
});

test.each([
  { bytes: 0, expected: '0 bytes' },
  { bytes: 1023, expected: '1023 bytes' },
  { bytes: 1024, expected: '1.0 KiB' },
  { bytes: 1_572_864, expected: '1.5 MiB' },
  { bytes: 5e12, expected: '4656.6 GiB' },
])('$bytes bytes are $expected', ({ bytes, expected }) => expect(formatBytes(bytes)).toBe(expected));

test('one is singular', () => {
  expect([count(1, 'entry', 'entries'), count(0, 'topic'), count(2000, 'topic')]).toEqual([
    '1 entry',
    '0 topics',
    '2,000 topics',
  ]);
});
