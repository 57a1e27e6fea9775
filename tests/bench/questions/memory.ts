/**
 * How much memory does it take to answer? A process that has opened an index and does nothing else, for both engines,
 * and the server before and after its requests.
 */
import type { Load } from '../children/load.js';
import { type Answer, answerOf, figuresOf } from '../figure.js';
import { median } from '../measure.js';
import type { Workbench } from '../workbench.js';

export async function measureMemory(bench: Workbench): Promise<Answer> {
  const { broadsheet, minisearch } = await bench.loads();
  const server = await bench.serverRun();
  const figure = figuresOf(bench.documents().length);
  const compare = (name: string, pick: (load: Load) => number) =>
    figure(name, 'MB', 'less', median(broadsheet.map(pick)) / 1e6, median(minisearch.map(pick)) / 1e6);
  return answerOf([
    compare('Memory with an open index, at rest', ({ restBytes }) => restBytes),
    compare('Memory, peak while opening', ({ peakBytes }) => peakBytes),
    figure('Memory of the server, when ready', 'MB', 'less', server.startBytes / 1e6),
    figure('Memory of the server, after its requests', 'MB', 'less', server.endBytes / 1e6),
  ]);
}
