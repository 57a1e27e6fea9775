/**
 * Whichever back end answers, the answer is the same: candidates, scores and totals of queries of every kind.
 */
import { expect, test } from '@jest/globals';
import { minisearchBackend } from '../../src/backends/minisearch/backend.js';
import { packedBackend } from '../../src/backends/packed/backend.js';
import { generationPath } from '../../src/index/directory.js';
import { type BenchQuery, generateQueries, KINDS } from '../bench/queries.js';
import { withIndex } from '../temporary-index.js';
import { seedRecords } from './collections.js';
import { ask, members, read } from './comparing.js';

const COUNT = 500;

function print({ shape, words }: BenchQuery): string {
  if (shape === 'all') return words.replace(/\S+/g, '+$&');
  if (shape === 'prefix') return `${words}*`;
  return shape === 'phrase' ? `"${words}"` : words;
}

/** Each kind of query alone, and with what else may stand in a query. */
function vary(query: BenchQuery, i: number, all: readonly BenchQuery[]): string {
  const text = print(query);
  const other = print(all[(7 * i + 3) % all.length]!);
  const word = all[(3 * i + 1) % all.length]!.words.split(' ')[0]!;
  const variants = [
    text,
    `${text} -${word}`,
    `${text} after:2020-06-01`,
    `${text} date:2021`,
    `(${text}) AND -(${other})`,
    `(${text}) OR (${other})`,
    `${text} of the ${word}* before:2022`,
    `-${word} before:2021-06`,
    `+the ${text}`,
    `"the ${word}" ${text}`,
    `${text} month:2021-0* -path:docs*`,
    `${text} year:20*`,
  ];
  return variants[Math.floor(i / KINDS.length) % variants.length]!;
}

test(`both back ends answer ${COUNT} queries alike`, async () => {
  const records = await seedRecords();
  const queries = generateQueries(
    records.map(({ title, text }) => `${title}\n${text}`),
    COUNT,
    5,
  );
  await withIndex(records, async (index) => {
    const path = generationPath(index.directory, index.generation);
    const [packed, minisearch] = [
      await packedBackend.open({ ...index, path }),
      await minisearchBackend.open({ ...index, path }),
    ];
    let found = 0;
    for (const text of queries.map(vary)) {
      const query = read(index, text);
      const answers = [packed, minisearch].map((backend) => ask({ ...index, backend }, query, { k: 50 }));
      // To the last bit: with other roundings, equal scores would be ordered otherwise by each of them.
      const [first, second] = answers.map(({ matches, scoreOf, ...answer }) => ({
        text,
        ...answer,
        matches: members(matches),
        scores: records.map((_, document) => scoreOf(document)),
      }));
      expect(first).toEqual(second);
      if (first!.total > 0) found += 1;
    }
    expect(found).toBeGreaterThan(COUNT / 2);
  });
}, 120_000);
