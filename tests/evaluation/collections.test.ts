/**
 * How good ranking and snippets are, held against the figures that were recorded. A change for the better records its own
 * figures in `tests/fixtures/recorded-figures.json`, as `tests/evaluation/record-figures.ts` prints them.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import type { MeasuredSnippets } from '../../src/cli/measure-snippets.js';
import type { Evaluation } from '../../src/evaluation/evaluate.js';
import { PROJECT } from '../project.js';
import {
  COMMANDS,
  type CollectionName,
  type Figures,
  findCollection,
  measure,
  RECORDED_METRICS,
  type Recorded,
} from './figures.js';

const RECORDED: Readonly<Record<string, Recorded>> = JSON.parse(
  readFileSync(join(PROJECT, 'tests/fixtures/recorded-figures.json'), 'utf8'),
);

/** A mean may fall by so much, since a change can be right and still move a few topics. */
const TOLERANCE = 0.005;

/** Below these mean average precisions a ranking is worse than plain BM25, whatever was recorded. */
const FLOORS: Readonly<Record<CollectionName, number>> = { time: 0.68, cranfield: 0.41, seeds: 0.5 };

test('the figures of every collection are recorded, with the command that measures them', () => {
  expect(Object.entries(RECORDED).map(([name, { command }]) => [name, command])).toEqual(Object.entries(COMMANDS));
});

test.each(Object.keys(COMMANDS) as CollectionName[])('%s is ranked and shown no worse than recorded', async (name) => {
  const collection = findCollection(name);
  if (collection === undefined) {
    process.stderr.write(`skipped: ${name} is not measured, because ../shared/collections/${name} is not there\n`);
    return;
  }
  const { full, short, snippets } = await measure(collection);
  expectRecorded(full, RECORDED[name]!.full);
  expectRecorded(short, RECORDED[name]!['3 words']);
  expect(full.means.MAP).toBeGreaterThanOrEqual(FLOORS[name]);
  expectCovered(snippets, RECORDED[name]!.snippets);
});

function expectCovered({ means: { one, two } }: MeasuredSnippets, recorded: Recorded['snippets']): void {
  expect(one.snippets.weight).toBeGreaterThanOrEqual(recorded.one.weight - TOLERANCE);
  expect(two.snippets.weight).toBeGreaterThanOrEqual(recorded.two.weight - TOLERANCE);
  // Whatever was recorded: rare words are shown rather than many, and the second snippet shows what the first lacks.
  expect(one.snippets.weight).toBeGreaterThan(one['densest window'].weight);
  expect(two.snippets.weight).toBeGreaterThan(two['densest window'].weight);
}

function expectRecorded({ means, withoutRelevant, unasked }: Evaluation, recorded: Figures): void {
  // Else the means would be those of other topics than were recorded.
  expect({ withoutRelevant, unasked }).toEqual({ withoutRelevant: [], unasked: [] });
  for (const metric of RECORDED_METRICS)
    expect({ metric, fell: Math.max(TOLERANCE, recorded[metric] - means[metric]) }).toEqual({
      metric,
      fell: TOLERANCE,
    });
}
