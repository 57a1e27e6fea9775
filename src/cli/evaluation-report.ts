/**
 * How an evaluation is told: as JSON, or as tables for a person. What was left out is always said, since a mean over
 * fewer topics is another number.
 */
import type { Comparison } from '../evaluation/compare.js';
import type { Evaluation } from '../evaluation/evaluate.js';
import { METRICS } from '../evaluation/metrics.js';
import { count } from './report.js';
import { alignColumns } from './table.js';
import { escapeControls, type Terminal } from './terminal.js';

export interface EvaluationResult {
  readonly directory: string;
  readonly documents: number;
  readonly qrels: string;
  readonly current: Evaluation;
  readonly earlier: Evaluation | undefined;
  /** One for each metric; none without a baseline. */
  readonly comparisons: readonly Comparison[];
}

/** Topics that a person is shown below a comparison. */
const WORST_SHOWN = 5;

export function describeEvaluation(result: EvaluationResult, perTopic: boolean) {
  const { directory, documents, qrels, current, earlier, comparisons } = result;
  const { means, topics, withoutRelevant, unasked } = current;
  return {
    directory,
    documents,
    qrels,
    topics: topics.length,
    withoutRelevant,
    unasked,
    means,
    ...(perTopic ? { perTopic: topics.map(({ topic, values }) => ({ ...topic, values })) } : {}),
    ...(earlier === undefined ? {} : { baseline: { means: earlier.means, comparisons } }),
  };
}

export function printEvaluation(result: EvaluationResult, perTopic: boolean, terminal: Terminal): void {
  const { directory, documents, qrels, current, earlier, comparisons } = result;
  const names = METRICS.map(({ name }) => name);
  if (perTopic) {
    const rows = current.topics.map(({ topic, values }) => [topic.id, ...names.map((name) => values[name].toFixed(4))]);
    printTable([['topic', ...names], ...rows], terminal);
    terminal.print();
  }
  for (const line of describeTopics(current)) terminal.say(line);
  terminal.print(
    escapeControls(`${directory}: ${count(current.topics.length, 'topic')}, ${count(documents, 'document')}, ${qrels}`),
  );
  if (earlier === undefined)
    printTable(
      names.map((name) => [name, current.means[name].toFixed(4)]),
      terminal,
    );
  else printComparisons(current, earlier, comparisons, terminal);
}

function describeTopics({ withoutRelevant, unasked }: Evaluation): string[] {
  const list = (ids: readonly string[]) => escapeControls(ids.slice(0, 20).join(', ') + (ids.length > 20 ? ' …' : ''));
  return [
    ...(withoutRelevant.length === 0
      ? []
      : [
          `${count(withoutRelevant.length, 'topic')} without a relevant document, left out of the means: ${list(withoutRelevant)}`,
        ]),
    ...(unasked.length === 0
      ? []
      : [`${count(unasked.length, 'judged topic')} not among the queries: ${list(unasked)}`]),
  ];
}

function printComparisons(
  current: Evaluation,
  earlier: Evaluation,
  comparisons: readonly Comparison[],
  terminal: Terminal,
): void {
  const head = ['', 'baseline', 'now', 'difference', 'wins', 'losses', 'ties', 'p'];
  const rows = comparisons.map(({ metric, wins, losses, ties, meanDifference, pValue }) => [
    metric,
    earlier.means[metric].toFixed(4),
    current.means[metric].toFixed(4),
    withSign(meanDifference),
    ...[wins, losses, ties].map(String),
    pValue.toFixed(4),
  ]);
  printTable([head, ...rows], terminal);
  const [first] = comparisons;
  if (first === undefined || first.worst.length === 0) return;
  terminal.print(`\nTopics that lost most ${first.metric}:`);
  const worst = first.worst.slice(0, WORST_SHOWN).map(({ topic, baseline, value, difference }) => {
    return [topic.id, baseline.toFixed(4), value.toFixed(4), withSign(difference), escapeControls(shorten(topic.text))];
  });
  for (const line of alignColumns(worst, [1, 2, 3])) terminal.print(`  ${line}`);
}

function printTable(rows: readonly (readonly string[])[], terminal: Terminal): void {
  for (const line of alignColumns(rows, [1, 2, 3, 4, 5, 6, 7])) terminal.print(escapeControls(line));
}

function withSign(difference: number): string {
  return `${difference > 0 ? '+' : ''}${difference.toFixed(4)}`;
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
