/**
 * The sample archive keeps the form that users' articles have, and stays a collection worth searching: large, varied,
 * and without copied text but for what is there on purpose.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { analyzer } from '../src/analysis/analyzer.js';
import { parsePeriod } from '../src/documents/date.js';
import { splitDateLine } from '../src/documents/date-line.js';
import { parseQrels } from '../src/evaluation/qrels.js';
import { parseTopics } from '../src/evaluation/topics.js';
import { PRINTED_TWICE } from './printed-twice.js';
import { PROJECT } from './project.js';

interface Article {
  readonly path: string;
  /** All that the file holds. */
  readonly text: string;
  /** As written in the date line. */
  readonly date: string | undefined;
  /** What follows the date line. */
  readonly body: string;
}

const FOLDER = join(PROJECT, 'seeds');
const PATHS = readdirSync(FOLDER, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) =>
    join(entry.parentPath, entry.name)
      .slice(FOLDER.length + 1)
      .replaceAll('\\', '/'),
  )
  .sort();
const ARTICLES = PATHS.map(readArticle);

const UNDATED = ['harbour/notice-to-mariners.txt', 'region/corncrake-count.txt'];
const IMPOSSIBLE_DATES = ['courts/2021-02-30-eel-poachers.txt', 'sport/2022-13-05-quoits-final.txt'];
const VERY_LONG = 'weather/2023-02-18-tarn-two-years-on.txt';
const VERY_SHORT = 'harbour/2021-07-27-swan-delays-ferry.txt';

const COPIES = PRINTED_TWICE.map((pair) => pair.join(' + '));
/** The second quotes the first, within quotation marks. */
const QUOTED = ['harbour/2022-05-19-breakwater-audit.txt + harbour/2022-05-24-correction-breakwater.txt'];

/** Neighbouring words that two articles never share by chance. */
const SEQUENCE = 8;

function readArticle(path: string): Article {
  const text = readFileSync(join(FOLDER, path), 'utf8');
  const { date, rest: body } = splitDateLine(text) ?? { date: undefined, rest: text };
  return { path, text, date, body };
}

function articlesWhere(holds: (article: Article) => boolean): string[] {
  return ARTICLES.filter(holds).map(({ path }) => path);
}

function countWords(text: string): number {
  return text.trim().split(/\s+/).length;
}

describe('form', () => {
  test('there are at least 150 articles, all of them plain text', () => {
    expect(PATHS.length).toBeGreaterThanOrEqual(150);
    expect(PATHS.filter((path) => !/^[a-z]+\/[a-z0-9-]+\.txt$/.test(path))).toEqual([]);
  });

  test('each begins with a date line of the one form, but for two without a date', () => {
    expect(articlesWhere(({ text }) => !/^ date \d{4}-\d{2}-\d{2} \S/.test(text))).toEqual(UNDATED);
    expect(articlesWhere(({ date }) => date === undefined)).toEqual(UNDATED);
  });

  test('dates are days from 2019 to 2023 that the path repeats, but for two that no calendar has', () => {
    expect(articlesWhere(({ date }) => date !== undefined && parsePeriod(date) === undefined)).toEqual(
      IMPOSSIBLE_DATES,
    );
    expect(articlesWhere(({ date }) => date !== undefined && !/^20(?:19|2[0-3])-/.test(date))).toEqual([]);
    expect(articlesWhere(({ path, date }) => date !== undefined && !path.includes(`/${date}-`))).toEqual([]);
  });

  test('each has 120 to 500 words, but for a very long and a very short one', () => {
    const others = ARTICLES.map(({ path, body }) => ({ path, words: countWords(body) })).filter(
      ({ words }) => words < 120 || words > 500,
    );
    expect(others).toEqual([
      { path: VERY_SHORT, words: expect.any(Number) },
      { path: VERY_LONG, words: expect.any(Number) },
    ]);
    expect(others[0]!.words).toBeLessThan(40);
    expect(others[1]!.words).toBeGreaterThan(1500);
  });

  test('quotation marks and apostrophes are curly', () => {
    expect(articlesWhere(({ text }) => /["'`´]/.test(text))).toEqual([]);
    expect(articlesWhere(({ text }) => count(text, '“') !== count(text, '”'))).toEqual([]);
  });

  test('paragraphs are lines, parted by one blank line; the last line ends', () => {
    const isForm = ({ body }: Article) => /^[^\n]*[^\s](?:\n\n[^\s][^\n]*(?<!\s))*\n$/.test(body);
    expect(articlesWhere((article) => !isForm(article))).toEqual([]);
    expect(
      articlesWhere(({ body }) => body !== body.normalize('NFC') || /[\t\r\u00a0\u200b\ufeff]| {2}/.test(body)),
    ).toEqual([]);
  });
});

describe('variety', () => {
  test('there are at least 6,000 stems, neither stop words nor numbers counted', () => {
    const terms = new Set<string>();
    for (const { body } of ARTICLES)
      for (const { term, stopWord } of analyzer.analyze(body)) if (!stopWord && !/^\p{N}/u.test(term)) terms.add(term);
    expect(terms.size).toBeGreaterThanOrEqual(6000);
  });

  test('no two articles share eight words in a row, but for a report printed twice and what is quoted', () => {
    const shared = findShared();
    expect([...shared.keys()].sort()).toEqual([...COPIES, ...QUOTED].sort());
    for (const pair of QUOTED) {
      const [, follower] = pair.split(' + ');
      const quotes = (readArticle(follower!).body.match(/“[^”]*”/g) ?? []).map((quote) => wordsOf(quote).join(' '));
      for (const sequence of shared.get(pair)!) expect(quotes).toContainEqual(expect.stringContaining(sequence));
    }
    // A pair that only shared a sentence would no longer be one of two near copies.
    for (const pair of COPIES) expect(shared.get(pair)!.length).toBeGreaterThan(100);
  });
});

/** The shared sequences of each pair of articles. */
function findShared(): Map<string, string[]> {
  const holders = new Map<string, Set<string>>();
  for (const { path, body } of ARTICLES) {
    const words = wordsOf(body);
    for (let start = 0; start + SEQUENCE <= words.length; start += 1) {
      const sequence = words.slice(start, start + SEQUENCE).join(' ');
      const paths = holders.get(sequence) ?? new Set();
      holders.set(sequence, paths.add(path));
    }
  }
  const shared = new Map<string, string[]>();
  for (const [sequence, paths] of holders) {
    if (paths.size === 1) continue;
    const group = [...paths].sort().join(' + ');
    shared.set(group, [...(shared.get(group) ?? []), sequence]);
  }
  return shared;
}

function wordsOf(text: string): string[] {
  return analyzer.analyze(text).map(({ form }) => form);
}

function count(text: string, character: string): number {
  return text.split(character).length - 1;
}

describe('judgments', () => {
  const read = (name: string) => readFileSync(join(PROJECT, 'tests/fixtures/seeds', name), 'utf8');
  const topics = parseTopics(read('queries.tsv'), 'queries.tsv');
  const narratives = parseTopics(read('narratives.tsv'), 'narratives.tsv');
  const qrels = parseQrels(read('qrels.tsv'), 'qrels.tsv');
  const ids = topics.map(({ id }) => id);

  test('there are 50 topics, each with a narrative and with judgments', () => {
    expect(topics).toHaveLength(50);
    expect(narratives.map(({ id }) => id)).toEqual(ids);
    expect([...qrels.keys()].sort()).toEqual([...ids].sort());
  });

  test('judged articles exist', () => {
    const judged = new Set([...qrels.values()].flatMap((judgments) => [...judgments.keys()]));
    expect([...judged].filter((id) => !PATHS.includes(id))).toEqual([]);
  });

  test('grades are 0, 1 and 2, and each topic has a relevant article', () => {
    const grades = [...qrels.values()].flatMap((judgments) => [...judgments.values()]);
    expect([...new Set(grades)].sort()).toEqual([0, 1, 2]);
    expect(ids.filter((id) => ![...qrels.get(id)!.values()].some((grade) => grade > 0))).toEqual([]);
  });
});
