import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ExplainAnswer, SearchAnswer } from '../../src/answer.js';
import { COMMANDS } from '../../src/cli/main.js';
import { ARTICLES, createFolder } from './broadsheet.js';
import { type Outcome, runHere } from './surroundings.js';

const home = createFolder(
  Object.fromEntries(Object.entries(ARTICLES).map(([name, text]) => [`articles/${name}`, text])),
);
const INDEX = ['--index', join(home.path, 'index-data')];
const ask = (...words: string[]): Promise<Outcome> => runHere(COMMANDS, [...words, ...INDEX]);
let hits: SearchAnswer['hits'];

beforeAll(async () => {
  await ask('index', join(home.path, 'articles'));
  hits = (JSON.parse((await ask('search', 'ferry', '--json')).stdout) as SearchAnswer).hits;
});
afterAll(() => home.remove());

describe('explain', () => {
  test('prints the rank and what the score is made of', async () => {
    const { status, stdout, stderr } = await ask('explain', 'ferry', hits[0]!.id);
    expect({ status, stderr }).toEqual({ status: 0, stderr: `${hits.length} documents found; read as: ferry\n` });
    const lines = stdout.trimEnd().split('\n');
    expect(lines[0]).toBe(`Rank 1 of ${hits.length}`);
    expect(lines[1]).toMatch(new RegExp(`^ *${hits[0]!.score.toFixed(3)}  sum of$`));
    expect(lines[2]).toMatch(/^ *\d\.\d{3} {4}“ferry”: .*word \(in \d of 3 articles\), .*, product of$/);
    expect(lines[3]).toMatch(/^ *\d\.\d{3} {6}how rare it is: idf of /);
  });

  test('says why not, with status 1', async () => {
    const { status, stdout } = await ask('explain', 'zeppelin -ferry', hits[0]!.id, '--typos', 'off', '--to', '1990');
    expect(status).toBe(1);
    const lines = stdout.trimEnd().split('\n');
    expect(lines[0]).toBe('Not among them.');
    expect(lines).toContain('-ferry leaves it out: “ferry” stands in the article.');
    expect(lines).toContain('“zeppelin” is required, but no article holds it.');
    expect(stdout).toContain('to=1990 leaves it out: it is dated ');
  });

  test('--json is the answer of the API', async () => {
    const { status, stdout } = await ask('explain', 'ferry', hits[1]!.id, '--json');
    expect(status).toBe(0);
    const answer = JSON.parse(stdout) as ExplainAnswer;
    expect(answer).toMatchObject({ id: hits[1]!.id, rank: 2, score: hits[1]!.score, missing: [], excludedBy: [] });
  });

  test.each([
    { name: 'a document that is not there', words: ['ferry', 'nope'], status: 1, says: 'no document with this id' },
    { name: 'no id', words: ['ferry'], status: 2, says: 'id' },
    { name: 'a filter that is none', words: ['ferry', 'x', '--filter', 'x'], status: 2, says: 'field:value' },
  ])('$name is status $status', async ({ words, status, says }) => {
    const ended = await ask('explain', ...words);
    expect({ status: ended.status, stdout: ended.stdout }).toEqual({ status, stdout: '' });
    expect(ended.stderr).toContain(says);
  });
});

test('search --explain prints the parts of each score below the hit', async () => {
  const [plain, explained] = [
    await ask('search', 'ferry', 'strike'),
    await ask('search', 'ferry', 'strike', '--explain'),
  ];
  expect(explained.status).toBe(0);
  const added = explained.stdout.split('\n').filter((line) => !plain.stdout.split('\n').includes(line));
  expect(added.filter((line) => /^ +\d\.\d{3} {2}“ferry”: /.test(line))).toHaveLength(hits.length);
  expect(added.some((line) => /^ +\d\.\d{3} {2}“strike”: /.test(line))).toBe(true);
});
