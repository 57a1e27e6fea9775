/**
 * Makes a run: asks an index each topic as plain text, to the depth that a run file holds.
 */
import { setImmediate } from 'node:timers/promises';
import type { OpenIndex } from '../backends/open.js';
import { type Ranking, RUN_DEPTH, type Run } from '../evaluation/run.js';
import type { Topic } from '../evaluation/topics.js';
import { DEFAULT_REQUEST, search } from '../search.js';
import { SETTINGS, type Settings } from '../settings.js';

/** Pauses after each topic, so that Ctrl-C is heard. */
export async function rankTopics(
  index: OpenIndex,
  topics: readonly Topic[],
  settings: Settings,
  onProgress: (done: number) => void,
): Promise<Run> {
  // A deadline protects a server. Here it would only make numbers depend on the machine.
  const patient = { ...settings, deadlineMs: SETTINGS.deadlineMs.maximum };
  const run = new Map<string, Ranking>();
  for (const topic of topics) {
    run.set(topic.id, rankTopic(index, topic, patient));
    onProgress(run.size);
    await setImmediate();
  }
  return run;
}

function rankTopic(index: OpenIndex, { text }: Topic, settings: Settings): Ranking {
  const { hits } = search(
    index,
    {
      ...DEFAULT_REQUEST,
      q: text,
      syntax: 'none',
      typos: 'off',
      prefix: false,
      limit: RUN_DEPTH,
      snippets: 0,
      fields: [],
    },
    settings,
  );
  return hits.map(({ id, score }) => ({ id, score }));
}
