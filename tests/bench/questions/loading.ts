/**
 * How long from a stopped process to the first answer? Opening the index and one search in a fresh process, against
 * `MiniSearch.loadJSON` and one search.
 */
import type { Load } from '../children/load.js';
import { type Answer, answerOf, figuresOf } from '../figure.js';
import { type Cost, median } from '../measure.js';
import type { Workbench } from '../workbench.js';

export async function measureLoading(bench: Workbench): Promise<Answer> {
  const { broadsheet, minisearch } = await bench.loads();
  const figure = figuresOf(bench.documents().length);
  const compare = (name: string, pick: (load: Load) => number, goal?: string) =>
    figure(name, 'ms', 'less', median(broadsheet.map(pick)), median(minisearch.map(pick)), goal);
  const ofCost = (kind: keyof Cost) => {
    const time = kind === 'cpu' ? 'CPU time' : 'wall time';
    return [
      compare(`Opening to first answer, ${time}`, ({ open }) => open[kind], kind === 'cpu' ? '≥ 20×' : undefined),
      compare(`Opening to first answer, modules loaded too, ${time}`, ({ withModules }) => withModules[kind]),
    ];
  };
  return answerOf([...ofCost('cpu'), ...ofCost('wall')]);
}
