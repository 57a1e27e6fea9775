import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import MiniSearch from 'minisearch';
import { readPlainText } from '../src/documents/readers/plain-text.js';
import { layOutSections } from '../src/index/sections.js';
import { askInTurns, meanCpu } from './bench/asking.js';
import { listFiles, prepareFolder, printArticle, readArticles, readFiles } from './bench/collection.js';
import { figuresOf } from './bench/figure.js';
import { compareAllWithAny, groupFigures } from './bench/groups.js';
import { median, percentile } from './bench/measure.js';
import { PEERS } from './bench/peers/list.js';
import type { PeerResult } from './bench/peers/measure.js';
import { peerFigures, printPeers } from './bench/peers/report.js';
import { type BenchQuery, createRandom, FUZZY, generateQueries, generateWordQueries, KINDS } from './bench/queries.js';
import { listBytes } from './bench/questions/size.js';
import { rawOptions, searchRaw } from './bench/raw-minisearch.js';
import { Replica } from './bench/replica.js';
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
    expect(() => generateWordQueries([{ id: '1', title: 'The', text: '' }], 1)).toThrow('words');
  });

  test('gives fuzzy queries only where they are wanted', () => {
    expect(new Set(generateQueries(texts, 50).map(({ shape }) => shape)).has('fuzzy')).toBe(false);
    expect(generateQueries(texts, 5, 1, FUZZY).map(({ shape }) => shape)).toEqual(new Array(5).fill('fuzzy'));
  });

  test('draws words as they are typed: one to four, every other query out of a title', () => {
    const articles = texts.map((text, i) => ({ id: String(i), title: text.split(' ').slice(0, 6).join(' '), text }));
    const queries = generateWordQueries(articles, 200);
    expect(generateWordQueries(articles, 200)).toEqual(queries);
    const lengths = queries.map((words) => words.split(' ').length);
    expect([...new Set(lengths)].sort()).toEqual([1, 2, 3, 4]);
    for (const [i, words] of queries.entries()) {
      expect(new Set(words.split(' ')).size).toBe(lengths[i]);
      const holds = ({ title }: { title: string }): boolean =>
        words.split(' ').every((word) => title.split(' ').includes(word));
      if (i % 2 === 0) expect(articles.some(holds)).toBe(true);
    }
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

describe('a large collection', () => {
  const articles = collectionTexts()
    .slice(0, 50)
    .map((text, i) => ({ id: `a${i}`, title: i % 10 === 9 ? '' : `Title ${i}`, text: i === 3 ? '' : text }));
  const replica = new Replica(articles, { documents: 2000, words: 40 });

  test('comes out the same in any order and of each document alone', async () => {
    const listed: string[] = [];
    for await (const document of replica.documents()) listed.push(JSON.stringify(document));
    expect(listed).toHaveLength(2000);
    const other = new Replica(articles, { documents: 2000, words: 40 });
    for (const number of [1999, 0, 777]) expect(JSON.stringify(other.document(number))).toBe(listed[number]);
    expect(new Set(listed).size).toBe(2000);
  });

  test('keeps most words at their places, and no more of them than it should', () => {
    const numbers = Array.from({ length: 2000 }, (_, i) => i).filter((i) => articles[i % 50]!.text !== '');
    const kept = numbers.map((number) => {
      const words = replica.document(number).body.split(' ');
      const source = articles[number % 50]!.text.split(' ');
      expect(words).toHaveLength(40);
      return words.filter((word, i) => word === source[i]).length / 40;
    });
    const share = kept.reduce((sum, one) => sum + one, 0) / kept.length;
    expect(share).toBeGreaterThan(0.74);
    expect(share).toBeLessThan(0.77);
  });

  test('has new words, each in one document', () => {
    const known = new Set(articles.flatMap(({ title, text }) => `${title} ${text}`.split(' ')));
    const documents = new Map<string, Set<number>>();
    for (let number = 0; number < 2000; number += 1)
      for (const word of replica.document(number).body.split(' '))
        if (!known.has(word)) documents.set(word, (documents.get(word) ?? new Set()).add(number));
    // 80,000 words, three in a thousand.
    expect(documents.size).toBeGreaterThan(180);
    expect(documents.size).toBeLessThan(300);
    expect([...documents.values()].every(({ size }) => size === 1)).toBe(true);
    for (const word of documents.keys()) expect(word).toMatch(/^[a-z]{3,}$/);
  });

  test('has whole articles without a limit, and titles alone where there is no text', () => {
    const whole = new Replica(articles, { documents: 100 });
    expect(whole.document(60).body.split(' ')).toHaveLength(articles[10]!.text.split(' ').length);
    expect(whole.document(53).body.split(' ')).toHaveLength(2);
    expect(whole.document(59).title).toBe('');
  });

  test('gives a sample from end to end', () => {
    expect(replica.sample(4).map(({ id }) => id)).toEqual(['0', '500', '1000', '1500']);
    expect(replica.sample(5000)).toHaveLength(2000);
  });

  test('is made of all articles of a collection', () => {
    withCollection(articles, (collection) => {
      expect(readArticles(collection).map(({ id }) => id)).toEqual(articles.map(({ id }) => id));
      expect(readArticles(collection, 5).map(({ id }) => id)).toEqual(['a0', 'a10', 'a20', 'a30', 'a40']);
    });
  });
});

describe('engines that are asked in turns', () => {
  const query = (kind: string, words: string, shape: BenchQuery['shape'] = 'any'): BenchQuery => ({
    kind,
    words,
    shape,
  });
  const queries = [query('one', 'a'), query('two', 'b c', 'all'), query('one', 'abc')];

  test('answer each query once more than there are rounds, kind by kind', () => {
    const heard: string[] = [];
    const engine = (name: string) => ({
      answer: ({ words }: BenchQuery): number => {
        heard.push(`${name} ${words}`);
        return words.length;
      },
    });
    const [one, other] = askInTurns([engine('x'), engine('y')], queries, 2);
    expect(heard).toHaveLength(2 * 3 * 3);
    // Never one query of an engine between two of the other.
    expect(heard.join(',')).toMatch(/^(?:x a,x abc,y a,y abc|y a,y abc,x a,x abc),/);
    expect(one!.map(({ kind, shape, queries, total }) => [kind, shape, queries, total])).toEqual([
      ['one', 'any', 2, 2],
      ['two', 'all', 1, 3],
    ]);
    expect(other!.map(({ walls }) => walls.length)).toEqual([2, 1]);
  });

  test('warm up in a round that does not count', () => {
    let answers = 0;
    const [measured] = askInTurns([{ answer: () => ++answers }], queries.slice(0, 1), 1);
    expect({ answers, totals: measured!.map(({ total }) => total) }).toEqual({ answers: 2, totals: [2] });
  });

  test('are compared by what is asked', () => {
    const measured = (shape: BenchQuery['shape'], cpu: number, queries = 1) => ({
      kind: shape,
      shape,
      queries,
      total: 1,
      cpu,
      walls: [],
    });
    const own = [measured('any', 1, 3), measured('any', 3), measured('phrase', 5)];
    const raw = [measured('any', 30, 4), measured('phrase', 50)];
    expect(meanCpu(own.slice(0, 2))).toBe(1.5);
    const rows = groupFigures(figuresOf(1), 'Q', own, raw, { any: 50 });
    expect(rows.map(({ name, value, ratio, goal }) => [name, value, ratio, goal])).toEqual([
      ['Q, any word (OR), mean CPU time', 1.5, 20, '≥ 50×'],
      ['Q, phrase, mean CPU time', 5, 10, null],
    ]);
  });

  test('are asked for all words and for any of them, in the same words', () => {
    const asked = new Set<string>();
    const answer = ({ words, shape }: BenchQuery): number => asked.add(`${shape} ${words}`).size;
    compareAllWithAny(figuresOf(1), 'Q', { answer }, queries, 1);
    expect([...asked].sort()).toEqual(['all b c', 'any b c']);
  });
});

test('the lists of an index file are counted without positions and forms', () => {
  const sections = { lists: new Uint32Array(5), positions: new Uint8Array(100), 'skips.lists': new Uint32Array(9) };
  const more = { forms: new Uint8Array(7), documents: new Uint16Array(3) };
  expect(listBytes(Buffer.concat([...layOutSections('postings', 1, { ...sections, ...more })]))).toBe(26);
});

describe('what is told of the peers', () => {
  const result = (name: string, cpu: number): PeerResult => ({
    peer: PEERS.find((peer) => peer.name === name)!,
    asked: 1000,
    cpu,
    p50: cpu,
    p99: 2 * cpu,
    askBytes: 5e6,
    ...(name === 'broadsheet-cards' ? {} : { index: { cpu: 2000, bytes: 7e6, peakBytes: 9e6 } }),
    first: { cpu: 40, wall: 50 },
  });
  const results = [result('broadsheet', 0.05), result('broadsheet-cards', 0.2), result('lucene', 0.25)];

  test('a figure for each goal, and one for each measure of each peer', () => {
    const figures = peerFigures(10, results);
    const goals = figures.filter(({ goal }) => goal !== null);
    expect(goals.map(({ value, ratio, goal }) => [value, ratio, goal])).toEqual([
      [0.05, null, '≤ 0.05 ms'],
      [0.2, null, '≤ 0.25 ms'],
      [0.05, 5, '≥ 5×'],
    ]);
    expect(figures).toHaveLength(3 + 7);
    expect(figures.find(({ name }) => name.startsWith('Index on disk'))).toMatchObject({ value: 7, against: 7 });
  });

  test('the fastest first, and why one is not there', () => {
    const left = [{ peer: PEERS.find(({ name }) => name === 'tantivy')!, reason: 'spawn python3 ENOENT' }];
    const lines = printPeers(10, results.toReversed(), left, peerFigures(10, results));
    const engines = lines.slice(2, 5).map((line) => line.split(' | ').slice(0, 3).join(' | '));
    expect(engines).toEqual([
      '| Broadsheet | 0.05 | 1×',
      '| Broadsheet, with ten cards and their snippets | 0.2 | 4×',
      '| Lucene 9.12.3 | 0.25 | 5×',
    ]);
    expect(lines.join('\n')).toContain('Not here: Tantivy 0.27.0 (Python): spawn python3 ENOENT');
  });

  test('without Broadsheet there is nothing to compare with', () => {
    expect(peerFigures(10, results.slice(2))).toEqual([]);
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
    { words: 'ferrz crickat', shape: 'fuzzy', expected: ['a', 'b', 'c'] },
    { words: 'ferrz crickat', shape: 'any', expected: [] },
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
    const figures = [figure('A', 'ms', 'less', 2, 5, '≥ 2×'), figure('B', 'MB', 'less', 7)];
    expect(printFigures(figures, 'Other')).toEqual([
      '|  | Broadsheet | Other | Ratio | Goal |',
      '| --- | ---: | ---: | ---: | ---: |',
      '| A, ms | 2 | 5 | 2.5× | ≥ 2× |',
      '| B, MB | 7 | – | – | – |',
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
