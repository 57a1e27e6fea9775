/**
 * How good the ranking is, held against the figures that were recorded. A change that ranks better records its own
 * figures in `tests/fixtures/recorded-figures.json`, measured with the command that stands beside them.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openIndex } from '../../src/backends/open.js';
import { type Collection, readCollection } from '../../src/cli/collection.js';
import { rankTopics } from '../../src/cli/rank-topics.js';
import { type Evaluation, evaluate } from '../../src/evaluation/evaluate.js';
import { ingest } from '../../src/ingest.js';
import { DEFAULT_SETTINGS } from '../../src/settings.js';
import { collectionFolder, PROJECT } from '../project.js';

const RECORDED: Readonly<Record<string, Readonly<Record<'nDCG@10' | 'MAP', number>>>> = JSON.parse(
  readFileSync(join(PROJECT, 'tests/fixtures/recorded-figures.json'), 'utf8'),
);

/** A mean may fall by so much, since a change can be right and still move a few topics. */
const TOLERANCE = 0.005;

test('the sample archive is ranked no worse than recorded', async () => {
  const topics = join(PROJECT, 'tests/fixtures/seeds');
  expectRecorded('seeds', await measure(readCollection(topics, 'qrels.tsv', join(PROJECT, 'seeds'))));
});

testCollection('time', 0.68);
testCollection('cranfield', 0.41);

/** The floor of the mean average precision is near what plain BM25 reaches. */
function testCollection(name: string, floor: number): void {
  const folder = collectionFolder(name);
  if (folder === undefined) {
    const reason = `${name} is not measured, because ../shared/collections/${name} is not there`;
    test(reason, () => {
      process.stderr.write(`skipped: ${reason}\n`);
    });
    return;
  }
  test(`${name} is ranked no worse than recorded, and its MAP is at least ${floor}`, async () => {
    const evaluation = await measure(readCollection(folder, 'qrels.tsv'));
    expectRecorded(name, evaluation);
    expect(evaluation.means.MAP).toBeGreaterThanOrEqual(floor);
  });
}

/** As the `eval` command does: topics are text, and each is ranked to the depth of a run. */
async function measure({ documents, topics, qrels }: Collection): Promise<Evaluation> {
  const directory = mkdtempSync(join(tmpdir(), 'broadsheet-'));
  try {
    await ingest({ folder: documents, directory, settings: DEFAULT_SETTINGS, now: () => new Date(0) });
    const index = await openIndex(directory);
    try {
      const run = await rankTopics(index, topics, DEFAULT_SETTINGS, () => {});
      return evaluate(topics, qrels, ({ id }) => run.get(id) ?? []);
    } finally {
      index.close();
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function expectRecorded(name: string, { means, withoutRelevant, unasked }: Evaluation): void {
  // Else the means would be those of other topics than were recorded.
  expect({ withoutRelevant, unasked }).toEqual({ withoutRelevant: [], unasked: [] });
  for (const metric of ['nDCG@10', 'MAP'] as const)
    expect({ metric, fell: Math.max(TOLERANCE, RECORDED[name]![metric] - means[metric]) }).toEqual({
      metric,
      fell: TOLERANCE,
    });
}
