/**
 * How fast is a folder indexed? `broadsheet index` against a program that fills a MiniSearch and saves it, once with
 * remembered stems and once stemming each word anew. Broadsheet also writes texts, word order and forms, and makes
 * every file durable.
 */
import { type Answer, answerOf, figuresOf } from '../figure.js';
import { type Cost, median } from '../measure.js';
import type { Workbench } from '../workbench.js';

export async function measureIndexing(bench: Workbench): Promise<Answer> {
  // Read once, so that no engine pays for the first reading from the disk.
  const documents = bench.documents().length;
  const builds = await bench.builds({ repeats: bench.scale.builds, withoutMemo: true });
  const perSecond = (runs: readonly Cost[], kind: keyof Cost): number =>
    (1000 * documents) / median(runs.map((run) => run[kind]));
  const { broadsheet, minisearch, withoutMemo } = builds;
  const figure = figuresOf(documents);
  const figures = (['cpu', 'wall'] as const).flatMap((kind) => {
    const name = `Indexing, by ${kind === 'cpu' ? 'CPU time' : 'the clock'}`;
    const own = perSecond(broadsheet, kind);
    return [
      figure(name, 'documents/s', 'more', own, perSecond(minisearch, kind)),
      figure(`${name}, stems not remembered`, 'documents/s', 'more', own, perSecond(withoutMemo, kind)),
    ];
  });
  const peak = (runs: readonly { readonly peakBytes: number }[]): number =>
    median(runs.map(({ peakBytes }) => peakBytes / 1e6));
  return answerOf([...figures, figure('Indexing, peak memory', 'MB', 'less', peak(broadsheet), peak(minisearch))]);
}
