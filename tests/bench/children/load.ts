/**
 * Opens an index in a fresh process, asks it a question, and prints what that took as JSON; further questions are asked
 * before its memory is looked at. Node's own start is left out because the clock begins after it. Arguments:
 * `broadsheet` or `minisearch`, path of the index, names of the fields with commas, then the words of each question.
 */
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { type Cost, startClock } from '../measure.js';
import { importLibrary, PATIENT } from '../own-library.js';

export interface Load {
  /** From before the engine's modules are loaded to the first answer. */
  readonly withModules: Cost;
  /** From the start of opening to the first answer. */
  readonly open: Cost;
  /** Resident memory when all is answered, garbage is collected and nothing goes on. */
  readonly restBytes: number;
  readonly peakBytes: number;
}

const whole = startClock();
const [engine = '', path = '', fields = '', first = '', ...others] = process.argv.slice(2);
const answerFirst = engine === 'broadsheet' ? await loadBroadsheet() : await loadMiniSearch();
const opening = startClock();
const ask = await answerFirst();
const costs = { withModules: whole(), open: opening() };
for (const words of others) ask(words);
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
if (ask(first) < 0) process.exitCode = 1;

/** Asks one more question of what was opened, and says how many documents match. */
type Ask = (words: string) => number;

async function loadBroadsheet(): Promise<() => Promise<Ask>> {
  const library = await importLibrary();
  return async () => {
    const index = await library.openIndex(path);
    const ask: Ask = (words) => library.search(index, { q: words }, PATIENT).total;
    ask(first);
    return ask;
  };
}

async function loadMiniSearch(): Promise<() => Promise<Ask>> {
  const { loadRaw, searchRaw } = await import('../raw-minisearch.js');
  return async () => {
    const index = loadRaw(readFileSync(path, 'utf8'), { fields: fields.split(',') });
    const ask: Ask = (words) => searchRaw(index, () => '', { kind: '', words, shape: 'any' }).total;
    ask(first);
    return ask;
  };
}
