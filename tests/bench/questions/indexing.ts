/**
 * How fast are documents indexed? A folder by `broadsheet index`, with everything that it keeps, against a program that
 * fills a MiniSearch and saves it, once with remembered stems and once stemming each word anew. And texts that are in
 * memory already by the library, without `minisearch.json` but safe on the disk, against filling a MiniSearch alone.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runMeasured, scriptPath } from '../child.js';
import { type Answer, answerOf, type Figure, figuresOf } from '../figure.js';
import { type Cost, median } from '../measure.js';
import type { Workbench } from '../workbench.js';

const FOLDER_GOAL = '≥ 4,000 documents/s';
const TEXTS_GOAL = '≥ 15,000 documents/s and ≥ 5×';

export async function measureIndexing(bench: Workbench): Promise<Answer> {
  return answerOf([...(await measureFolder(bench)), ...(await measureTexts(bench))]);
}

async function measureFolder(bench: Workbench): Promise<Figure[]> {
  // Read once, so that no engine pays for the first reading from the disk.
  const documents = bench.documents().length;
  const builds = await bench.builds({ repeats: bench.scale.builds, withoutMemo: true });
  const { broadsheet, minisearch, withoutMemo } = builds;
  const figure = figuresOf(documents);
  const figures = (['cpu', 'wall'] as const).flatMap((kind) => {
    const name = `Indexing, by ${kind === 'cpu' ? 'CPU time' : 'the clock'}`;
    const own = perSecond(documents, broadsheet, kind);
    const goal = kind === 'cpu' ? FOLDER_GOAL : undefined;
    return [
      figure(name, 'documents/s', 'more', own, perSecond(documents, minisearch, kind), goal),
      figure(`${name}, stems not remembered`, 'documents/s', 'more', own, perSecond(documents, withoutMemo, kind)),
    ];
  });
  const peak = (runs: readonly { readonly peakBytes: number }[]): number =>
    median(runs.map(({ peakBytes }) => peakBytes / 1e6));
  return [...figures, figure('Indexing, peak memory', 'MB', 'less', peak(broadsheet), peak(minisearch))];
}

async function measureTexts(bench: Workbench): Promise<Figure[]> {
  const broadsheet: Cost[] = [];
  const minisearch: Cost[] = [];
  for (let turn = 1; turn <= bench.scale.builds; turn += 1) {
    bench.say(`indexing texts in memory, ${turn} of ${bench.scale.builds}`);
    broadsheet.push(await indexTexts(bench, 'broadsheet'));
    minisearch.push(await indexTexts(bench, 'minisearch'));
  }
  const documents = bench.documents().length;
  const [own, raw] = [broadsheet, minisearch].map((runs) => perSecond(documents, runs, 'cpu'));
  const figure = figuresOf(documents);
  return [figure('Indexing texts in memory, by CPU time', 'documents/s', 'more', own!, raw!, TEXTS_GOAL)];
}

async function indexTexts(bench: Workbench, engine: 'broadsheet' | 'minisearch'): Promise<Cost> {
  const directory = mkdtempSync(join(bench.data, 'texts-'));
  try {
    const script = scriptPath('./children/index-texts.js');
    const count = String(bench.scale.documents ?? 0);
    const { stdout } = await runMeasured([script, engine, bench.collection, count, directory]);
    return JSON.parse(stdout) as Cost;
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

function perSecond(documents: number, runs: readonly Cost[], kind: keyof Cost): number {
  return (1000 * documents) / median(runs.map((run) => run[kind]));
}
