/**
 * Opens an index in a fresh process, asks it one question, and prints what that took as JSON. Node's own start is left
 * out because the clock begins after it. Arguments: `broadsheet` or `minisearch`, path of the index, words.
 */
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { type Cost, startClock } from '../measure.js';

export interface Load {
  /** From before the engine's modules are loaded to the first answer. */
  readonly withModules: Cost;
  /** From the start of opening to the first answer. */
  readonly open: Cost;
  /** Resident memory when garbage is collected and nothing goes on. */
  readonly restBytes: number;
  readonly peakBytes: number;
}

const whole = startClock();
const [engine = '', path = '', words = ''] = process.argv.slice(2);
const answerFirst = engine === 'broadsheet' ? await loadBroadsheet() : await loadMiniSearch();
const opening = startClock();
const kept = await answerFirst();
const costs = { withModules: whole(), open: opening() };
for (let i = 0; i < 3; i += 1) {
  globalThis.gc?.();
  await setTimeout(100);
}
const load: Load = {
  ...costs,
  restBytes: process.memoryUsage.rss(),
  peakBytes: process.resourceUsage().maxRSS * 1024,
};
process.stdout.write(JSON.stringify(load));
// Uses what was opened, so that no optimizer may drop it before the memory was read.
if (kept === undefined) process.exitCode = 1;

async function loadBroadsheet(): Promise<() => Promise<unknown>> {
  const [{ openIndex }, { DEFAULT_REQUEST, search }] = await Promise.all([
    import('../../../src/backends/open.js'),
    import('../../../src/search.js'),
  ]);
  return async () => {
    const index = await openIndex(path);
    search(index, { ...DEFAULT_REQUEST, q: words });
    return index;
  };
}

async function loadMiniSearch(): Promise<() => Promise<unknown>> {
  const { loadRaw, searchRaw } = await import('../raw-minisearch.js');
  return async () => {
    const index = loadRaw(readFileSync(path, 'utf8'));
    searchRaw(index, () => '', { kind: '', words, shape: 'any' });
    return index;
  };
}
