/**
 * Both indexes opened by fresh processes, in turns, each answering queries: one that is timed, and more before their
 * memory is looked at.
 */
import { runMeasured, scriptPath } from './child.js';
import type { Load } from './children/load.js';

export interface Loads {
  readonly broadsheet: readonly Load[];
  readonly minisearch: readonly Load[];
}

export interface LoadPlan {
  readonly directory: string;
  /** The JSON of MiniSearch; without it only Broadsheet is opened. */
  readonly json?: string;
  readonly fields: readonly string[];
  /** Words of each query, any of which will do. */
  readonly queries: readonly string[];
  readonly turns: number;
  readonly say: (line: string) => void;
}

export async function measureLoads({ directory, json, fields, queries, turns, say }: LoadPlan): Promise<Loads> {
  const broadsheet: Load[] = [];
  const minisearch: Load[] = [];
  const open = async (engine: string, path: string): Promise<Load> => {
    // Collected garbage is the only memory at rest that two runs agree on.
    const words = ['--expose-gc', scriptPath('./children/load.js'), engine, path, fields.join(','), ...queries];
    return JSON.parse((await runMeasured(words)).stdout) as Load;
  };
  for (let turn = 1; turn <= turns; turn += 1) {
    say(`opening ${json === undefined ? 'the index' : 'both indexes'}, ${turn} of ${turns}`);
    broadsheet.push(await open('broadsheet', directory));
    if (json !== undefined) minisearch.push(await open('minisearch', json));
  }
  return { broadsheet, minisearch };
}
