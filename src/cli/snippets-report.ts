/**
 * How the coverage of snippets is told: what is shown in a row each, with the share of terms and the share by idf.
 */
import { type Coverage, WAYS } from '../evaluation/snippet-coverage.js';
import { type MeasuredSnippets, SNIPPET_LENGTH } from './measure-snippets.js';
import { count } from './report.js';
import { alignColumns } from './table.js';
import { escapeControls, type Terminal } from './terminal.js';

export interface SnippetsResult extends MeasuredSnippets {
  readonly directory: string;
  /** To which each topic was cut; undefined: not at all. */
  readonly words: number | undefined;
}

export function describeSnippets({ directory, documents, words, topics, hits, means }: SnippetsResult) {
  return { directory, documents, words, topics, hits, snippetLength: SNIPPET_LENGTH, means };
}

export function printSnippets(
  { directory, documents, words, topics, hits, means }: SnippetsResult,
  terminal: Terminal,
) {
  const of = [
    count(topics, 'topic') + (words === undefined ? '' : ` of at most ${count(words, 'word')}`),
    count(hits, 'hit'),
    count(documents, 'document'),
  ];
  terminal.print(escapeControls(`${directory}: ${of.join(', ')}; terms shown / by idf`));
  const rows = WAYS.map((way) => [way, coveragePair(means.one[way]), coveragePair(means.two[way])]);
  const head = ['', `1 × ${SNIPPET_LENGTH}`, `2 × ${SNIPPET_LENGTH}`];
  for (const line of alignColumns([head, ...rows], [1, 2])) terminal.print(line);
}

/** `0.6104 / 0.6420` */
export function coveragePair({ terms, weight }: Coverage): string {
  return `${terms.toFixed(4)} / ${weight.toFixed(4)}`;
}
