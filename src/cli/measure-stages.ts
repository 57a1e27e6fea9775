/**
 * Measures the ranking stage by stage (`evaluation/stages.ts`), with the topics as they are and cut to a few words:
 * what helps long questions can hurt the short ones that people type.
 */
import type { OpenIndex } from '../backends/open.js';
import { type Evaluation, evaluate } from '../evaluation/evaluate.js';
import { type Stage, stagesOf } from '../evaluation/stages.js';
import type { Settings } from '../settings.js';
import type { Collection } from './collection.js';
import { namedIndex, withCollectionIndex } from './collection-index.js';
import type { Invocation } from './command.js';
import { ask } from './rank-systems.js';
import { shortenTopics } from './rank-topics.js';
import type { Terminal } from './terminal.js';

export interface MeasuredStage extends Stage {
  readonly full: Evaluation;
  readonly short: Evaluation;
}

export interface MeasuredStages {
  readonly documents: number;
  /** Of a short topic. */
  readonly words: number;
  readonly stages: readonly MeasuredStage[];
}

/** What a visitor types has two to three words. */
export const SHORT_TOPIC = 3;

export async function measureStages(
  invocation: Pick<Invocation<unknown>, 'origins' | 'settings' | 'terminal'>,
  collection: Collection,
  settings: Settings,
  words = SHORT_TOPIC,
): Promise<MeasuredStages> {
  const place = { folder: collection.documents, settings, ...namedIndex(invocation) };
  return withCollectionIndex(place, invocation.terminal, async (index) => ({
    documents: index.manifest.documents,
    words,
    stages: await measureAll(index, collection, settings, words, invocation.terminal),
  }));
}

/** `terminal` is told how far it is. */
export async function measureAll(
  index: OpenIndex,
  { topics, qrels }: Collection,
  settings: Settings,
  words: number,
  terminal?: Terminal,
): Promise<MeasuredStage[]> {
  const short = shortenTopics(index, topics, words);
  const measured: MeasuredStage[] = [];
  for (const stage of stagesOf(settings)) {
    const fullRun = await ask(index, topics, stage.settings, terminal);
    const shortRun = await ask(index, short, stage.settings, terminal);
    measured.push({
      ...stage,
      full: evaluate(topics, qrels, ({ id }) => fullRun.get(id) ?? []),
      short: evaluate(short, qrels, ({ id }) => shortRun.get(id) ?? []),
    });
  }
  return measured;
}
