/**
 * Makes a run: asks an index each topic as plain text, to the depth that a run file holds.
 */
import { setImmediate } from 'node:timers/promises';
import type { SearchRequest } from '../answer.js';
import type { OpenIndex } from '../backends/open.js';
import { type Ranking, RUN_DEPTH, type Run } from '../evaluation/run.js';
import { shortenTopic } from '../evaluation/shorten.js';
import type { Topic } from '../evaluation/topics.js';
import { DEFAULT_REQUEST, rank } from '../search.js';
import { SETTINGS, type Settings } from '../settings.js';

/** Pauses after each topic, so that Ctrl-C is heard. */
export async function rankTopics(
  index: OpenIndex,
  topics: readonly Topic[],
  settings: Settings,
  onProgress: (done: number) => void,
): Promise<Run> {
  const run = new Map<string, Ranking>();
  for (const topic of topics) {
    run.set(topic.id, rank(index, topicRequest(topic, RUN_DEPTH), patient(settings)).hits);
    onProgress(run.size);
    await setImmediate();
  }
  return run;
}

/** Without operators, corrections and prefix, so that an answer says something about ranking and nothing else. */
export function topicRequest({ text }: Topic, limit: number): SearchRequest {
  return {
    ...DEFAULT_REQUEST,
    q: text,
    syntax: 'none',
    typos: 'off',
    prefix: false,
    fold: 'off',
    limit,
    snippets: 0,
    fields: [],
  };
}

/** A deadline protects a server. Here it would only make numbers depend on the machine. */
export function patient(settings: Settings): Settings {
  return { ...settings, deadlineMs: SETTINGS.deadlineMs.maximum };
}

/** The topics cut to so many words, by what the index holds; all of them when no number is given. */
export function shortenTopics(index: OpenIndex, topics: readonly Topic[], words: number | undefined): readonly Topic[] {
  if (words === undefined) return topics;
  const documentFrequency = (term: string) => index.backend.documentFrequency({ term, stopWord: false });
  return topics.map((topic) => shortenTopic(topic, words, documentFrequency));
}
