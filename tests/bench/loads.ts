/**
 * Both indexes opened by fresh processes, in turns, each answering one query.
 */
import { runMeasured, scriptPath } from './child.js';
import type { Load } from './children/load.js';
import type { Workbench } from './workbench.js';

export interface Loads {
  readonly broadsheet: readonly Load[];
  readonly minisearch: readonly Load[];
}

export async function measureLoads(bench: Workbench): Promise<Loads> {
  const { directory, json } = await bench.builds();
  const words = bench.queries().find(({ shape }) => shape === 'any')?.words ?? '';
  const broadsheet: Load[] = [];
  const minisearch: Load[] = [];
  for (let turn = 1; turn <= bench.scale.loads; turn += 1) {
    bench.say(`opening both indexes, ${turn} of ${bench.scale.loads}`);
    broadsheet.push(await open('broadsheet', directory, words));
    minisearch.push(await open('minisearch', json, words));
  }
  return { broadsheet, minisearch };
}

async function open(engine: string, path: string, words: string): Promise<Load> {
  // Collected garbage is the only memory at rest that two runs agree on.
  const { stdout } = await runMeasured(['--expose-gc', scriptPath('./children/load.js'), engine, path, words]);
  return JSON.parse(stdout) as Load;
}
