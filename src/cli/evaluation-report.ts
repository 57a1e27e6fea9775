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
  /** Undefined when no index was asked. */
  readonly documents: number | undefined;
  readonly qrels: string;
  /** To which each topic was cut; undefined: not at all. */
  readonly words: number | undefined;
  readonly current: Evaluation;
  readonly baseline:
    | {
        /** Names of the two systems. */
        readonly measured: string;
        readonly name: string;
        readonly evaluation: Evaluation;
        /** One for each metric. */
        readonly comparisons: readonly Comparison[];
      }
    | undefined;
}

export function describeEvaluation(result: EvaluationResult, perTopic: boolean) {
  const { directory, documents, qrels, words, current, baseline } = result;
  const { means, topics, withoutRelevant, unasked } = current;
  return {
    directory,
    documents,
    qrels,
    words,
    topics: topics.length,
    withoutRelevant,
    unasked,
    means,
    ...(perTopic ? { perTopic: topics.map(({ topic, values }) => ({ ...topic, values })) } : {}),
    ...(baseline === undefined
      ? {}
      : { baseline: { name: baseline.name, means: baseline.evaluation.means, comparisons: baseline.comparisons } }),
  };
}

export function printEvaluation(result: EvaluationResult, perTopic: boolean, terminal: Terminal): void {
  const { directory, documents, qrels, words, current, baseline } = result;
  const names = METRICS.map(({ name }) => name);
  if (perTopic) {
    const rows = current.topics.map(({ topic, values }) => [topic.id, ...names.map((name) => values[name].toFixed(4))]);
    printTable([['topic', ...names], ...rows], terminal);
    terminal.print();
  }
  for (const line of describeTopics(current)) terminal.say(line);
  const of = [
    count(current.topics.length, 'topic') + (words === undefined ? '' : ` of at most ${count(words, 'word')}`),
    ...(documents === undefined ? [] : [count(documents, 'document')]),
    qrels,
  ];
  terminal.print(escapeControls(`${directory}: ${of.join(', ')}`));
  if (baseline === undefined)
    printTable(
      names.map((name) => [name, current.means[name].toFixed(4)]),
      terminal,
    );
  else printComparisons(current, baseline, terminal);
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
  { measured, name: other, evaluation, comparisons }: NonNullable<EvaluationResult['baseline']>,
  terminal: Terminal,
): void {
  terminal.print(escapeControls(`${measured}, against ${other}`));
  const head = ['', 'baseline', 'now', 'difference', '95 % interval', 'wins', 'losses', 'ties', 'p'];
  const rows = comparisons.map(({ metric, wins, losses, ties, meanDifference, interval, pValue }) => [
    metric,
    evaluation.means[metric].toFixed(4),
    current.means[metric].toFixed(4),
    withSign(meanDifference),
    interval.map(withSign).join(' to '),
    ...[wins, losses, ties].map(String),
    pValue.toFixed(4),
  ]);
  printTable([head, ...rows], terminal);
  const [first] = comparisons;
  if (first === undefined) return;
  printTopics(`Topics that lost most ${first.metric}:`, first.worst, terminal);
  printTopics(`Topics that gained most ${first.metric}:`, first.best, terminal);
}

function printTopics(heading: string, topics: Comparison['worst'], terminal: Terminal): void {
  if (topics.length === 0) return;
  terminal.print(`\n${heading}`);
  const rows = topics.map(({ topic, baseline, value, difference }) => {
    return [topic.id, baseline.toFixed(4), value.toFixed(4), withSign(difference), escapeControls(shorten(topic.text))];
  });
  for (const line of alignColumns(rows, [1, 2, 3])) terminal.print(`  ${line}`);
}

function printTable(rows: readonly (readonly string[])[], terminal: Terminal): void {
  for (const line of alignColumns(rows, [1, 2, 3, 4, 5, 6, 7, 8])) terminal.print(escapeControls(line));
}

function withSign(difference: number): string {
  return `${difference > 0 ? '+' : ''}${difference.toFixed(4)}`;
}

export function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
