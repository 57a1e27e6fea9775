/**
 * Makes the runs that an evaluation compares: settings ask an index, runs are there already. Settings that shape an
 * index differently each get one of their own; all others share one.
 */
import type { OpenIndex } from '../backends/open.js';
import type { Run } from '../evaluation/run.js';
import type { Topic } from '../evaluation/topics.js';
import { type Settings, shapingSettings } from '../settings.js';
import type { Collection } from './collection.js';
import { namedIndex, withCollectionIndex } from './collection-index.js';
import type { Invocation } from './command.js';
import { rankTopics, shortenTopics } from './rank-topics.js';
import type { SettingsSystem, System } from './system.js';
import type { Terminal } from './terminal.js';

export interface SystemRuns {
  /** As they were asked: shortened, if that was wanted. */
  readonly topics: readonly Topic[];
  readonly runs: ReadonlyMap<System, Run>;
  /** Absent when no index was asked. */
  readonly documents?: number;
}

export async function rankSystems(
  invocation: Pick<Invocation<unknown>, 'origins' | 'settings' | 'terminal'>,
  { documents: folder, topics: asked }: Collection,
  systems: readonly System[],
  words?: number,
): Promise<SystemRuns> {
  const runs = new Map<System, Run>();
  let [topics, documents]: [readonly Topic[], number | undefined] = [asked, undefined];
  for (const system of systems) if (system.kind === 'run') runs.set(system, system.run);
  let named = namedIndex(invocation);
  for (const group of groupByShape(systems)) {
    await withCollectionIndex(
      { folder, settings: group[0]!.settings, ...named },
      invocation.terminal,
      async (index) => {
        documents = index.manifest.documents;
        topics = shortenTopics(index, asked, words);
        for (const system of group) runs.set(system, await ask(index, topics, system.settings, invocation.terminal));
      },
    );
    // Indexes of other shapes must not take its place.
    named = {};
  }
  return { topics, runs, ...(documents === undefined ? {} : { documents }) };
}

function groupByShape(systems: readonly System[]): SettingsSystem[][] {
  const groups = new Map<string, SettingsSystem[]>();
  for (const system of systems) {
    if (system.kind !== 'settings') continue;
    const shape = JSON.stringify(shapingSettings(system.settings));
    groups.set(shape, [...(groups.get(shape) ?? []), system]);
  }
  return [...groups.values()];
}

/** Asks every topic, and shows on the terminal how far that is. */
export async function ask(
  index: OpenIndex,
  topics: readonly Topic[],
  settings: Settings,
  terminal?: Terminal,
): Promise<Run> {
  const meter = terminal?.progress();
  const run = await rankTopics(index, topics, settings, (done) => {
    meter?.show({ done, total: topics.length, detail: `${done} topics` });
  });
  meter?.clear();
  return run;
}
