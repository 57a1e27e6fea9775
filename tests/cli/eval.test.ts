import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { evaluation } from '../../src/cli/commands/eval.js';
import { ARTICLES, COLLECTION, createFolder, type Ended, run } from './broadsheet.js';
import { runHere } from './surroundings.js';

const home = createFolder(Object.fromEntries(Object.entries(COLLECTION).map(([name, text]) => [`time/${name}`, text])));
const path = (name: string) => join(home.path, name);
const temporary = path('tmp');
const environment = { TMPDIR: temporary, TEMP: temporary, BROADSHEET_INDEX: 'served' };
/** In this process, since starting another takes most of the time of such a test. */
const evaluate = (...words: string[]) => runHere([evaluation], ['eval', path('time'), ...words]);
let first: Ended;

beforeAll(async () => {
  mkdirSync(temporary);
  first = await run(['eval', 'time', '--run', 'now.run', '--min', 'map=0.7'], { cwd: home.path, environment });
});
afterAll(() => home.remove());

test('prints the means and says what was left out', () => {
  // Topic 1: d1 and d2 hold "ferry", d1 is relevant and first: all 1, P@10 1/10.
  // Topic 2: read as text, AND is a stop word; d2 ("storm") and d3 ("cricket") each match one word. d3 holds its word
  // more often and comes first; the other relevant document is not in the collection: average precision 1/2.
  // MAP (1 + 1/2) / 2 = 0.75; recall (1 + 1/2) / 2 = 0.75; nDCG (1 + 1/(1 + 1/log2(3))) / 2 = 0.80657.
  expect(first.status).toBe(0);
  expect(first.stdout).toBe(
    'time: 2 topics, 3 documents, qrels.tsv\nnDCG@10     0.8066\nMAP         0.7500\nP@10        0.1000\nrecall@100  0.7500\n',
  );
  expect(first.stderr).toContain('1 topic without a relevant document, left out of the means: 3');
});

test('writes a run of all topics', () => {
  const lines = readFileSync(path('now.run'), 'utf8').split('\n');
  expect(lines.map((line) => line.replace(/ \d+\.\d+ /, ' score '))).toEqual([
    '1 Q0 d1 1 score broadsheet',
    '1 Q0 d2 2 score broadsheet',
    '2 Q0 d3 1 score broadsheet',
    '2 Q0 d2 2 score broadsheet',
    '',
  ]);
});

test('leaves neither a temporary index nor the one that the environment names', () => {
  expect(readdirSync(temporary)).toEqual([]);
  expect(existsSync(path('served'))).toBe(false);
});

test('compares with a baseline, topic by topic', async () => {
  writeFileSync(path('old.run'), '1 Q0 d2 1 2 x\n1 Q0 d1 2 1 x\n2 Q0 d3 1 1 x\n');
  const { status, stdout } = await evaluate('--baseline', path('old.run'), '--json', '--per-topic');
  expect(status).toBe(0);
  const result = JSON.parse(stdout);
  expect(result).toMatchObject({ topics: 2, documents: 3, withoutRelevant: ['3'], unasked: [], means: { MAP: 0.75 } });
  expect(result.perTopic).toMatchObject([
    { id: '1', text: 'ferry', values: { MAP: 1 } },
    { id: '2', values: { MAP: 0.5 } },
  ]);
  // Before: (1/2 + 1/2) / 2.
  expect(result.baseline.means.MAP).toBe(0.5);
  expect(result.baseline.comparisons[1]).toMatchObject({
    metric: 'MAP',
    wins: 1,
    losses: 0,
    ties: 1,
    meanDifference: 0.25,
  });
});

test('a comparison names the topics that lost', async () => {
  writeFileSync(path('best.run'), '1 Q0 d1 1 1 x\n2 Q0 d3 1 2 x\n2 Q0 gone 2 1 x\n');
  const { stdout } = await evaluate('--baseline', path('best.run'));
  expect(stdout).toMatch(/^MAP +1\.0000 +0\.7500 +-0\.2500 +0 +1 +1 +\d\.\d{4}$/m);
  expect(stdout).toMatch(/^Topics that lost most nDCG@10:\n {2}2 +1\.0000 +0\.6131 +-0\.3869 {2}CRICKET AND STORM$/m);
});

test('a mean below its line is status 5, after everything was printed', async () => {
  const { status, stdout, stderr } = await evaluate('--min', 'map=0.75', '--min', 'NDCG@10=0.9');
  expect(status).toBe(5);
  expect(stdout).toContain('nDCG@10     0.8066');
  expect(stderr).toContain('nDCG@10 is 0.8066, below 0.9.');
  expect(stderr).not.toContain('MAP is');
});

test('an index that is named is kept, and used again while it is fresh', async () => {
  const built = await evaluate('--index', path('kept'));
  expect(built.stderr).toContain('Indexed 3 documents');
  const again = await evaluate('--index', path('kept'), '--qrels', 'qrels.tsv');
  expect(again.stderr).not.toContain('Indexed');
  expect(again.stdout).toBe(built.stdout);
});

describe('documents of another folder', () => {
  const topics = {
    'queries.tsv': '1\tstrike\n2\tnine\n',
    'qrels.tsv': '1\tharbour/ferry.txt\t1\n2\tharbour/ferry.txt\t1\n',
  };
  const judged = createFolder({
    ...Object.fromEntries(Object.entries(topics).map(([name, text]) => [`topics/${name}`, text])),
    ...Object.fromEntries(Object.entries(ARTICLES).map(([name, text]) => [`articles/${name}`, text])),
    'pictures/photo.png': 'not a document',
  });
  const here = (name: string) => join(judged.path, name);
  const ask = (...words: string[]) => runHere([evaluation], ['eval', here('topics'), ...words]);
  afterAll(() => judged.remove());

  test('are judged by their paths', async () => {
    const { status, stdout } = await ask('--documents', here('articles'));
    expect(status).toBe(0);
    // Topic 1: only the relevant article has the word. Topic 2: only another has it.
    expect(stdout).toBe(
      `${here('topics')}: 2 topics, 3 documents, qrels.tsv\nnDCG@10     0.5000\nMAP         0.5000\nP@10        0.0500\nrecall@100  0.5000\n`,
    );
  });

  test.each([
    { name: 'no folder named', words: [], says: '--documents FOLDER' },
    { name: 'no such folder', words: ['--documents', here('nowhere')], says: 'nowhere' },
    {
      name: 'a folder without documents',
      words: ['--documents', here('pictures')],
      says: 'No document could be read in',
    },
  ])('$name: status 3', async ({ words, says }) => {
    const { status, stdout, stderr } = await ask(...words);
    expect({ status, stdout }).toEqual({ status: 3, stdout: '' });
    expect(stderr).toContain(says);
  });
});
