/**
 * How the stages of a ranking are told: a row for each, with the two metrics by which a change is judged.
 */
import type { Evaluation } from '../evaluation/evaluate.js';
import type { MeasuredStages } from './measure-stages.js';
import { count } from './report.js';
import { alignColumns } from './table.js';
import { escapeControls, type Terminal } from './terminal.js';

export interface StagesResult extends MeasuredStages {
  readonly directory: string;
  readonly qrels: string;
}

export function describeStages({ directory, documents, qrels, words, stages }: StagesResult) {
  return {
    directory,
    documents,
    qrels,
    topics: stages[0]?.full.topics.length ?? 0,
    words,
    stages: stages.map(({ name, settings: { nearWeight, neighbourWeight, pushWeight }, full, short }) => {
      return { name, settings: { nearWeight, neighbourWeight, pushWeight }, full: full.means, short: short.means };
    }),
  };
}

export function printStages({ directory, documents, qrels, words, stages }: StagesResult, terminal: Terminal): void {
  const topics = count(stages[0]?.full.topics.length ?? 0, 'topic');
  terminal.print(escapeControls(`${directory}: ${topics}, ${count(documents, 'document')}, ${qrels}; nDCG@10 / MAP`));
  const rows = stages.map(({ name, full, short }) => [name, pairOf(full), pairOf(short)]);
  for (const line of alignColumns([['', 'full topics', count(words, 'word')], ...rows], [1, 2])) terminal.print(line);
}

/** `0.7512 / 0.6904` */
export function pairOf({ means }: Evaluation): string {
  return `${means['nDCG@10'].toFixed(4)} / ${means.MAP.toFixed(4)}`;
}
