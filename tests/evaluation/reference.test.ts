/**
 * The metrics agree with trec_eval to four digits, topic by topic, on runs that stay as they are. The values come from
 * its own code: `tests/fixtures/evaluation/reference.py` says how.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { METRICS } from '../../src/evaluation/metrics.js';
import { parseQrels, type Qrels } from '../../src/evaluation/qrels.js';
import { formatRun, parseRun, type Ranking } from '../../src/evaluation/run.js';
import { collectionFolder, PROJECT } from '../project.js';

const FIXTURES = join(PROJECT, 'tests/fixtures');

interface Reference {
  readonly measures: readonly string[];
  /** For each topic of each run the values of the measures, with spaces between them. */
  readonly topics: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

interface PackedRun {
  readonly documents: string;
  readonly topics: Readonly<Record<string, string>>;
}

const REFERENCE = readFixture('reference.json') as Reference;
const RUNS = readFixture('runs.json') as Readonly<Record<string, PackedRun>>;

function readFixture(name: string): unknown {
  return JSON.parse(readFileSync(join(FIXTURES, 'evaluation', name), 'utf8'));
}

test('every metric has a reference', () => {
  expect(REFERENCE.measures).toEqual(METRICS.map(({ name }) => name));
});

test.each([
  { reference: 'seeds', run: 'seeds', folder: join(FIXTURES, 'seeds'), judgments: 'qrels.tsv' },
  { reference: 'time', run: 'time', folder: collectionFolder('time'), judgments: 'qrels.tsv' },
  { reference: 'cranfield', run: 'cranfield', folder: collectionFolder('cranfield'), judgments: 'qrels.tsv' },
  {
    reference: 'cranfield, graded',
    run: 'cranfield',
    folder: collectionFolder('cranfield'),
    judgments: 'qrels.graded.tsv',
  },
])('$reference agrees with trec_eval', ({ reference, run, folder, judgments }) => {
  if (folder === undefined) {
    process.stderr.write(`skipped: ${reference} is not compared, because its judgments are not beside the project\n`);
    return;
  }
  expectAgreement(reference, unpack(RUNS[run]!), parseQrels(readFileSync(join(folder, judgments), 'utf8'), judgments));
});

test('a run with equal scores is written so that trec_eval sees its order', () => {
  const ties = readFixture('ties.json') as {
    readonly rankings: Readonly<Record<string, Ranking>>;
    readonly qrels: Readonly<Record<string, Readonly<Record<string, number>>>>;
    /** What was given to trec_eval. */
    readonly file: string;
  };
  const run = new Map(Object.entries(ties.rankings));
  expect(formatRun(run, 'tag')).toBe(ties.file);
  const ids = (ranking: Ranking) => ranking.map(({ id }) => id);
  const read = parseRun(ties.file, 'run');
  for (const [topic, ranking] of run) expect(ids(read.get(topic)!)).toEqual(ids(ranking));
  const qrels = new Map(Object.entries(ties.qrels).map(([topic, grades]) => [topic, new Map(Object.entries(grades))]));
  expectAgreement('ties', new Map([...run].map(([topic, ranking]) => [topic, ids(ranking)])), qrels);
});

function expectAgreement(name: string, run: ReadonlyMap<string, readonly string[]>, qrels: Qrels): void {
  const expected = Object.entries(REFERENCE.topics[name]!);
  expect(expected.length).toBeGreaterThan(1);
  for (const [topic, values] of expected) {
    const [ranking, judgments] = [run.get(topic)!, qrels.get(topic)!];
    const differences = values
      .split(' ')
      .map((value, i) => Math.abs(METRICS[i]!.measure(ranking, judgments) - Number(value)));
    expect({ topic, differs: differences.some((difference) => difference > 0.00005) }).toEqual({
      topic,
      differs: false,
    });
  }
}

function unpack({ documents, topics }: PackedRun): Map<string, string[]> {
  const ids = documents.split(' ');
  return new Map(
    Object.entries(topics).map(([topic, places]) => [topic, places.split(' ').map((place) => ids[Number(place)]!)]),
  );
}
