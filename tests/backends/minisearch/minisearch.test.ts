import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import MiniSearch from 'minisearch';
import { analyzer } from '../../../src/analysis/analyzer.js';
import { minisearchBackend } from '../../../src/backends/minisearch/backend.js';
import { minisearchOptions } from '../../../src/backends/minisearch/options.js';
import type { IndexOnDisk } from '../../../src/backends/open.js';
import { generationPath } from '../../../src/index/directory.js';
import { withIndex } from '../../temporary-index.js';
import { describeBackend } from '../contract.js';

const NO_FORMS = 'forms are told apart, which its lists do not';
const NO_PLACES = 'places matter, which its lists do not hold';

describeBackend(
  minisearchBackend,
  new Map([
    ['phrases with slop', NO_PLACES],
    ['exact phrases', NO_FORMS],
    ['NEAR and PRE', NO_PLACES],
    ['nested NEAR and PRE', NO_PLACES],
    ['fields', 'a field is named, since title and body are one to it'],
    ['wildcards', NO_FORMS],
    ['fuzzy words', NO_FORMS],
    ['exact forms', NO_FORMS],
    ['boosts', NO_FORMS],
    ['exclusions', NO_PLACES],
    ['requirements', NO_FORMS],
  ]),
);

const RECORDS = [
  { id: 'a', title: 'Ferry aground', text: 'The ferries were used by 212 people in the storms of January.' },
  { id: 'b', text: 'A storm closed the port.' },
  { id: 'c', text: 'Nothing happened at the council, and the council said so.' },
];

function readJson(index: IndexOnDisk): string {
  return readFileSync(join(generationPath(index.directory, index.generation), 'minisearch.json'), 'utf8');
}

describe('minisearch.json', () => {
  test('opens with the minisearch package alone, stems being the query', async () => {
    await withIndex(RECORDS, (index) => {
      const { fields, idField } = index.manifest.backends.minisearch as { fields: string[]; idField: string };
      const opened = MiniSearch.loadJSON(readJson(index), { fields, idField });
      expect(opened.search('ferri').map((result) => result.id)).toEqual(['a']);
      expect(opened.search('storm').map((result) => result.id)).toEqual(expect.arrayContaining(['a', 'b']));
    });
  });

  test('opens with the exported options, words as typed being the query', async () => {
    await withIndex(RECORDS, (index) => {
      const opened = MiniSearch.loadJSON(readJson(index), minisearchOptions);
      expect(opened.search('The FERRY').map((result) => result.id)).toEqual(['a']);
      expect(opened.search('councils').map((result) => result.id)).toEqual(['c']);
      expect(opened.search('the')).toEqual([]);
    });
  });

  test('holds the number of content words as field lengths, and their exact means', async () => {
    await withIndex(RECORDS, (index) => {
      const json = JSON.parse(readJson(index)) as {
        fieldLength: Record<string, number[]>;
        averageFieldLength: number[];
      };
      const contentWords = (text: string): number => analyzer.analyze(text).filter((token) => !token.stopWord).length;
      const lengths = RECORDS.map(({ title = '', text }) => [contentWords(title), contentWords(text)]);
      expect(Object.values(json.fieldLength)).toEqual(lengths);
      const mean = (field: number): number => lengths.reduce((sum, of) => sum + of[field]!, 0) / lengths.length;
      expect(json.averageFieldLength).toEqual([mean(0), mean(1)]);
    });
  });
});
