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
  // MAP (1 + 1/2) / 2 = 0.75; recall (1 + 1/2) / 2 = 0.75; nDCG (1 + 1/(1 + 1/log2(3))) / 2 = 0.80657; MRR 1.
  expect(first.status).toBe(0);
  expect(first.stdout).toBe(
    'time: 2 topics, 3 documents, qrels.tsv\nnDCG@10     0.8066\nMAP         0.7500\nP@10        0.1000\nrecall@100  0.7500\nMRR         1.0000\n',
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
  expect(stdout).toContain(`the settings in force, against ${path('best.run')}\n`);
  expect(stdout).toMatch(/^MAP +1\.0000 +0\.7500 +-0\.2500 +-0\.5000 to 0\.0000 +0 +1 +1 +\d\.\d{4}$/m);
  expect(stdout).toMatch(/^Topics that lost most nDCG@10:\n {2}2 +1\.0000 +0\.6131 +-0\.3869 {2}CRICKET AND STORM$/m);
  expect(stdout).not.toContain('gained');
});

test('lists as many topics as are wanted, those that gained too', async () => {
  writeFileSync(path('poor.run'), '1 Q0 d2 1 1 x\n2 Q0 d2 1 1 x\n');
  const { stdout } = await evaluate('--against', path('poor.run'), '--worst', '1');
  expect(stdout).toMatch(/^Topics that gained most nDCG@10:\n {2}1 +0\.0000 +1\.0000 +\+1\.0000 {2}ferry\n$/m);
});

describe('two systems', () => {
  const run = (name: string, order: string) => {
    writeFileSync(path(name), [...order].map((digit, i) => `1 Q0 d${digit} ${i + 1} ${9 - i} x\n`).join(''));
    return path(name);
  };
  const settings = (name: string, content: object) => {
    writeFileSync(path(name), JSON.stringify(content));
    return path(name);
  };

  test('two runs are compared without an index', async () => {
    const { status, stdout, stderr } = await evaluate(
      ...['--measure', run('good.run', '12'), '--against', run('bad.run', '21'), '--json'],
    );
    expect({ status, stderr }).toMatchObject({ status: 0, stderr: expect.not.stringContaining('Indexed') });
    const result = JSON.parse(stdout);
    expect(result).not.toHaveProperty('documents');
    expect(result.baseline).toMatchObject({ name: path('bad.run'), means: { MRR: 0.25 } });
    expect(result.means.MRR).toBe(0.5);
  });

  test('two settings files ask one index', async () => {
    const words = ['--settings', settings('new.json', {}), '--against', settings('old.json', { neighbourWeight: 0 })];
    const { status, stdout, stderr } = await evaluate(...words);
    expect(status).toBe(0);
    expect(stdout).toContain(`${path('new.json')}, against ${path('old.json')}\n`);
    expect(stderr.match(/Indexed/g)).toHaveLength(1);
  });

  test('settings that shape the index differently ask two', async () => {
    const other = settings('plain.json', { maxNeighbourDocuments: 0 });
    const { status, stderr } = await evaluate('--against', other, '--index', path('named'));
    expect(status).toBe(0);
    expect(stderr.match(/Indexed/g)).toHaveLength(2);
    // The index that was named is that of the settings in force.
    expect((await evaluate('--index', path('named'))).stderr).not.toContain('Indexed');
  });

  test.each([
    { words: () => ['--measure', settings('a.json', {})], status: 3, says: 'Expected a run' },
    { words: () => ['--settings', run('a.run', '1')], status: 3, says: 'one JSON object' },
    { words: () => ['--against', settings('b.json', { nearWeigth: 1 })], status: 2, says: 'nearWeigth' },
    { words: () => ['--against', settings('c.json', { nearWeight: 2 })], status: 2, says: 'a number from 0 to 1' },
    { words: () => ['--against', path('missing.run')], status: 3, says: 'missing.run' },
    { words: () => ['--against', 'x', '--baseline', 'y'], status: 2, says: 'cannot be used with' },
    { words: () => ['--measure', 'x', '--words', '3'], status: 2, says: 'cannot be used with' },
    { words: () => ['--snippets', '--stages'], status: 2, says: 'cannot be used with' },
    { words: () => ['--stages', '--run', 'x'], status: 2, says: 'cannot be used with' },
  ])('refused: $says', async ({ words, status, says }) => {
    const ended = await evaluate(...words());
    expect({ status: ended.status, stdout: ended.stdout }).toEqual({ status, stdout: '' });
    expect(ended.stderr).toContain(says);
  });
});

test('topics are cut to their rarest words, and shown as they were asked', async () => {
  const { stdout } = await evaluate('--words', '1', '--per-topic', '--json');
  const result = JSON.parse(stdout);
  expect(result.words).toBe(1);
  // "cricket" and "storm" are in one document each: the first stays, and finds the relevant document alone.
  expect(result.perTopic.map(({ text }: { text: string }) => text)).toEqual(['ferry', 'CRICKET']);
});

test('the stages of the ranking, with full and with short topics', async () => {
  const { status, stdout } = await evaluate('--stages', '--words', '1');
  expect(status).toBe(0);
  const [head, columns, ...rows] = stdout.trimEnd().split('\n');
  expect(head).toBe(`${path('time')}: 2 topics, 3 documents, qrels.tsv; nDCG@10 / MAP`);
  expect(columns?.trim()).toMatch(/^full topics +1 word$/);
  expect(rows.map((row) => row.slice(0, 12).trim())).toEqual(['BM25', '+ near words', '+ neighbours', '+ push']);
  for (const row of rows) expect(row).toMatch(/ {2}0\.8066 \/ 0\.7500 {2}0\.8066 \/ 0\.7500$/);

  const { stages } = JSON.parse((await evaluate('--stages', '--near-weight', '0.5', '--json')).stdout);
  expect(stages.at(-1)).toMatchObject({
    name: '+ push',
    settings: { nearWeight: 0.5, neighbourWeight: 0.4, pushWeight: 0.1 },
    full: { MAP: 0.75 },
  });
});

test('what the snippets show, with full and with short topics', async () => {
  const { status, stdout } = await evaluate('--snippets');
  // The bodies are short: everything is shown in each way. Topic 3 finds nothing.
  expect({ status, stdout }).toEqual({
    status: 0,
    stdout: [
      `${path('time')}: 2 topics, 4 hits, 3 documents; terms shown / by idf`,
      '                        1 × 240          2 × 240',
      'beginning       1.0000 / 1.0000  1.0000 / 1.0000',
      'densest window  1.0000 / 1.0000  1.0000 / 1.0000',
      'snippets        1.0000 / 1.0000  1.0000 / 1.0000',
      '',
    ].join('\n'),
  });
  const result = JSON.parse((await evaluate('--snippets', '--words', '1', '--json')).stdout);
  expect(result).toMatchObject({ topics: 2, words: 1, hits: 3, snippetLength: 240 });
  expect(result.means.two.snippets).toEqual({ terms: 1, weight: 1 });
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
      `${here('topics')}: 2 topics, 3 documents, qrels.tsv\nnDCG@10     0.5000\nMAP         0.5000\nP@10        0.0500\nrecall@100  0.5000\nMRR         0.5000\n`,
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
