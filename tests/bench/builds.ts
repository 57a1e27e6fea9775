/**
 * Both indexes of the same folder, each built by a process of its own, in turns. What is left on disk at the end is
 * what the other questions ask.
 */
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PROGRAM, type Ran, runMeasured, scriptPath } from './child.js';

export interface Builds {
  /** The index of Broadsheet, and the JSON of MiniSearch. */
  readonly directory: string;
  readonly json: string;
  readonly broadsheet: readonly Ran[];
  readonly minisearch: readonly Ran[];
  readonly withoutMemo: readonly Ran[];
}

export interface BuildPlan {
  readonly folder: string;
  /** Where the indexes go. */
  readonly into: string;
  readonly repeats: number;
  /** Also MiniSearch that stems each occurrence anew; once, because it takes long. */
  readonly withoutMemo: boolean;
  readonly say: (line: string) => void;
}

export async function buildIndexes({ folder, into, repeats, withoutMemo, say }: BuildPlan): Promise<Builds> {
  mkdirSync(into, { recursive: true });
  const directory = join(into, 'index');
  const json = join(into, 'minisearch.json');
  const script = scriptPath('./children/index-minisearch.js');
  const broadsheet: Ran[] = [];
  const minisearch: Ran[] = [];
  for (let turn = 1; turn <= repeats; turn += 1) {
    say(`building both indexes, ${turn} of ${repeats}`);
    // An index that is there already would be compared, and nothing written.
    rmSync(directory, { recursive: true, force: true });
    broadsheet.push(await runMeasured([PROGRAM, 'index', folder, '--index', directory]));
    minisearch.push(await runMeasured([script, folder, json, 'memo']));
  }
  if (!withoutMemo) return { directory, json, broadsheet, minisearch, withoutMemo: [] };
  say('building MiniSearch without remembered stems');
  const slow = join(into, 'minisearch-no-memo.json');
  const ran = await runMeasured([script, folder, slow, 'no-memo']);
  rmSync(slow);
  return { directory, json, broadsheet, minisearch, withoutMemo: [ran] };
}
