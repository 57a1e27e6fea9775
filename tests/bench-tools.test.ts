import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import MiniSearch from 'minisearch';
import { readPlainText } from '../src/documents/readers/plain-text.js';
import { listFiles, prepareFolder, printArticle, readFiles } from './bench/collection.js';
import { figuresOf } from './bench/figure.js';
import { median, percentile } from './bench/measure.js';
import { createRandom, generateQueries, KINDS } from './bench/queries.js';
import { rawOptions, searchRaw } from './bench/raw-minisearch.js';
import { searchPath } from './bench/server-run.js';
import { formatNumber, formatRatio, printFigures } from './bench/table.js';

describe('statistics', () => {
  test.each([
    { values: [3, 1, 2], percent: 50, expected: 2 },
    { values: [4, 3, 2, 1], percent: 50, expected: 2 },
    { values: [10, 9, 100], percent: 99, expected: 100 },
    { values: Array.from({ length: 200 }, (_, i) => i + 1), percent: 99, expected: 198 },
    { values: [7], percent: 0, expected: 7 },
    { values: [], percent: 50, expected: Number.NaN },
  ])('percentile $percent of $values.length values is $expected', ({ values, percent, expected }) => {
    expect(percentile(values, percent)).toBe(expected);
  });

  test('the median leaves its argument as it is', () => {
    const values = [3, 1, 2];
    expect(median(values)).toBe(2);
    expect(values).toEqual([3, 1, 2]);
  });

  test.each([
    { better: 'more', value: 30, against: 10, expected: 3 },
    { better: 'less', value: 30, against: 10, expected: 1 / 3 },
    { better: 'less', value: 30, against: undefined, expected: null },
  ] as const)('the ratio of $value to $against, $better being better, is $expected', (row) => {
    const figure = figuresOf(5)('A', 'ms', row.better, row.value, row.against);
    expect(figure.ratio).toBe(row.expected);
    expect(figure.documents).toBe(5);
  });
});

describe('the generator of queries', () => {
  const texts = collectionTexts();

  test('gives the same queries for a seed, others for another', () => {
    expect(generateQueries(texts, 50, 7)).toEqual(generateQueries(texts, 50, 7));
    expect(generateQueries(texts, 50, 8)).not.toEqual(generateQueries(texts, 50, 7));
  });

  test('gives each kind as often', () => {
    const queries = generateQueries(texts, 3 * KINDS.length);
    for (const { name, shape } of KINDS) {
      const ofKind = queries.filter(({ kind }) => kind === name);
      expect(ofKind.map((query) => query.shape)).toEqual([shape, shape, shape]);
    }
  });

  test('takes phrases from the texts', () => {
    const phrases = generateQueries(texts, 100).filter(({ shape }) => shape === 'phrase');
    for (const { words } of phrases) expect(texts.some((text) => text.toLowerCase().includes(words))).toBe(true);
  });

  test('takes frequent words from the head of the distribution and rare ones from its tail', () => {
    const frequency = (word: string): number => texts.filter((text) => text.split(' ').includes(word)).length;
    for (const { kind, words } of generateQueries(texts, 100)) {
      const frequencies = words.split(' ').map(frequency);
      if (kind === '2 frequent words') expect(Math.min(...frequencies)).toBeGreaterThan(5);
      if (kind === 'frequent, medium and rare word') expect(frequencies[2]).toBe(1);
    }
  });

  test('says so when the documents are no good for it', () => {
    expect(() => generateQueries(['', 'the'], 1)).toThrow('1 frequent word');
  });

  test('draws every number below the limit, and none above', () => {
    const random = createRandom(3);
    const drawn = new Set(Array.from({ length: 500 }, () => random(10)));
    expect([...drawn].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});

describe('the folder of documents', () => {
  const articles = [
    { id: '1', title: 'A title', text: 'One.\n\nTwo.', date: '1987-03-02' },
    { id: '2', title: '', text: 'Text alone.', date: '1987-04-30' },
    { id: 'a/3', title: 'Title alone', text: '' },
  ];

  test('holds one file an article, in folders by month, and is made anew when a file is missing', () => {
    withCollection(articles, (collection, folder) => {
      prepareFolder(collection, folder);
      expect(listFiles(folder)).toEqual(['1987-03/1.txt', '1987-04/2.txt', 'undated/a%2F3.txt']);
      expect([...readFiles(folder)].map(({ text }) => text)).toEqual([
        'A title\n\nOne.\n\nTwo.',
        'Text alone.',
        'Title alone',
      ]);
      const first = join(folder, '1987-03', '1.txt');
      writeFileSync(first, 'changed');
      prepareFolder(collection, folder);
      expect(readFileSync(first, 'utf8')).toBe('changed');
      rmSync(join(folder, '1987-04', '2.txt'));
      prepareFolder(collection, folder);
      expect(readFileSync(first, 'utf8')).toBe(' date 1987-03-02 A title\n\nOne.\n\nTwo.');
    });
  });

  test('takes a few articles evenly', () => {
    const many = Array.from({ length: 10 }, (_, i) => ({ id: String(i), title: '', text: 'x', date: '1987-03-02' }));
    withCollection(many, (collection, folder) => {
      prepareFolder(collection, folder, 3);
      expect(listFiles(folder)).toEqual(['1987-03/0.txt', '1987-03/3.txt', '1987-03/6.txt']);
    });
  });

  test('is read as it was meant', () => {
    const [first] = articles;
    const [read] = readPlainText({ path: '1.txt', bytes: Buffer.from(printArticle(first!)) });
    expect(read).toMatchObject({
      kind: 'document',
      document: { date: '1987-03-02', title: 'A title', body: 'A title\n\nOne.\n\nTwo.' },
    });
  });
});

describe('MiniSearch as it is measured', () => {
  const texts: Readonly<Record<string, string>> = {
    a: 'The ferries sailed into the harbour.',
    b: 'The harbour has a ferry; ferry sailing is over.',
    c: 'Cricket.',
  };
  const index = new MiniSearch(rawOptions());
  index.addAll(Object.entries(texts).map(([id, text]) => ({ id, text })));

  test.each([
    { words: 'ferry cricket', shape: 'any', expected: ['a', 'b', 'c'] },
    { words: 'ferry harbour', shape: 'all', expected: ['a', 'b'] },
    { words: 'ferry cricket', shape: 'all', expected: [] },
    { words: 'ferry cri', shape: 'prefix', expected: ['a', 'b', 'c'] },
    { words: 'ferry cri', shape: 'any', expected: ['a', 'b'] },
    { words: 'ferry sailing', shape: 'phrase', expected: ['a', 'b'] },
    { words: 'sailed into the harbour', shape: 'phrase', expected: ['a'] },
  ] as const)('$shape of $words finds $expected', ({ words, shape, expected }) => {
    const { hits, total } = searchRaw(index, (id) => texts[id]!, { kind: '', words, shape });
    expect(hits.map(({ id }) => String(id)).sort()).toEqual(expected);
    expect(total).toBe(expected.length);
  });

  test('stems alike with and without memory', () => {
    const { processTerm } = rawOptions({ memo: false });
    for (const word of ['ferries', 'the', 'sailing', '1987'])
      expect(processTerm?.(word)).toEqual(rawOptions().processTerm?.(word));
  });
});

test.each([
  { words: 'a b', shape: 'any', expected: '/api/v1/search?q=a+b' },
  { words: 'a b', shape: 'all', expected: '/api/v1/search?q=a+b&match=all' },
  { words: 'a b', shape: 'prefix', expected: '/api/v1/search?q=a+b&prefix=true' },
  { words: 'a b', shape: 'phrase', expected: '/api/v1/search?q=%22a+b%22' },
] as const)('$shape is asked with $expected', ({ words, shape, expected }) => {
  expect(searchPath({ kind: '', words, shape })).toBe(expected);
});

describe('the table', () => {
  test.each([
    [21_578, '21,600'],
    [4.5678, '4.57'],
    [0.042123, '0.0421'],
  ])('%p is printed as %p', (value, expected) => expect(formatNumber(value)).toBe(expected));

  test('ratios have two digits', () => {
    expect([112.4, 3.46, 0.268].map(formatRatio)).toEqual(['110×', '3.5×', '0.27×']);
  });

  test('a figure without a counterpart has dashes', () => {
    const figure = figuresOf(3);
    expect(printFigures([figure('A', 'ms', 'less', 2, 5), figure('B', 'MB', 'less', 7)], 'Other')).toEqual([
      '|  | Broadsheet | Other | Ratio |',
      '| --- | ---: | ---: | ---: |',
      '| A, ms | 2 | 5 | 2.5× |',
      '| B, MB | 7 | – | – |',
    ]);
  });
});

/** 400 texts of made-up words: 160 that many hold, 2,840 that few hold, and one of its own for each text. */
function collectionTexts(): string[] {
  const random = createRandom(11);
  const word = (letter: string, i: number): string =>
    letter + [...String(i)].map((digit) => 'bcdfghjkmp'[+digit]).join('');
  return Array.from({ length: 400 }, (_, i) => {
    const frequent = Array.from({ length: 30 }, () => word('aqu', random(160)));
    const medium = Array.from({ length: 20 }, (_, j) => word('emu', (i * 15 + j) % 2840));
    return [...frequent, ...medium, word('ovo', i)].join(' ');
  });
}

function withCollection(articles: readonly object[], use: (collection: string, folder: string) => void): void {
  const base = mkdtempSync(join(tmpdir(), 'broadsheet-bench-'));
  try {
    const collection = join(base, 'docs.jsonl.gz');
    writeFileSync(collection, gzipSync(articles.map((article) => `${JSON.stringify(article)}\n`).join('')));
    use(collection, join(base, 'documents'));
  } finally {
    rmSync(base, { recursive: true, force: true });
  }
}
