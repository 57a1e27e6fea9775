/**
 * Compares what two systems answer to the topics of a test collection, hit by hit and without judging them.
 */
import { setImmediate } from 'node:timers/promises';
import type { OpenIndex } from '../backends/open.js';
import { compareHits, type ExplainedHit, type Move, topDistance } from '../evaluation/moves.js';
import type { Topic } from '../evaluation/topics.js';
import { RECIPE } from '../ranking/recipe.js';
import type { Collection } from './collection.js';
import { namedIndex, withCollectionIndex } from './collection-index.js';
import type { Invocation } from './command.js';
import { explainRanking } from './explained-ranking.js';
import { shortenTopics, topicRequest } from './rank-topics.js';
import type { SettingsSystem, System } from './system.js';

export interface TopicMoves {
  readonly topic: Topic;
  /** From 0, the same hits in the same order, to 1, no hit in common. */
  readonly distance: number;
  /** Hits that are among the first now and were not before. */
  readonly entered: number;
  readonly moves: readonly Move[];
}

interface Diff {
  readonly before: System;
  readonly after: SettingsSystem;
  /** First hits that are compared. */
  readonly depth: number;
  readonly words: number | undefined;
}

/** Behind the window, the ranking moves no hit. */
export const LOOKED_AT = RECIPE.window;

/** All topics, those that changed most first. */
export async function diffTopics(
  invocation: Pick<Invocation<unknown>, 'origins' | 'settings' | 'terminal'>,
  { documents: folder, topics }: Collection,
  { before, after, depth, words }: Diff,
): Promise<TopicMoves[]> {
  const { terminal } = invocation;
  const place = { folder, settings: after.settings, ...namedIndex(invocation) };
  return withCollectionIndex(place, terminal, async (index) => {
    const meter = terminal.progress();
    const changed: TopicMoves[] = [];
    for (const topic of shortenTopics(index, topics, words)) {
      changed.push(diffTopic(topic, answer(index, topic, before), answer(index, topic, after), depth));
      meter.show({ done: changed.length, total: topics.length, detail: `${changed.length} topics` });
      await setImmediate();
    }
    meter.clear();
    return changed.sort((one, other) => other.distance - one.distance);
  });
}

function answer(index: OpenIndex, topic: Topic, system: System): ExplainedHit[] {
  if (system.kind === 'settings') return explainRanking(index, topicRequest(topic, LOOKED_AT), system.settings);
  return (system.run.get(topic.id) ?? []).slice(0, LOOKED_AT).map(({ id, score }, i) => ({ id, rank: i + 1, score }));
}

function diffTopic(
  topic: Topic,
  before: readonly ExplainedHit[],
  after: readonly ExplainedHit[],
  depth: number,
): TopicMoves {
  const ids = (hits: readonly ExplainedHit[]) => hits.map(({ id }) => id);
  const earlier = new Set(ids(before).slice(0, depth));
  return {
    topic,
    distance: topDistance(ids(before), ids(after), depth),
    entered: ids(after)
      .slice(0, depth)
      .filter((id) => !earlier.has(id)).length,
    moves: compareHits(before, after, depth),
  };
}
