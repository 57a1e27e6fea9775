/**
 * `search`: ranked hits in the terminal. Hits are data; how the query was read, what was ignored or corrected and how
 * many documents match is talk. Finding nothing is status 1.
 */
import type { Command as CommanderCommand } from 'commander';
import type { Hit, SearchAnswer, SearchRequest } from '../../answer.js';
import { openIndex } from '../../backends/open.js';
import { DEFAULT_REQUEST, search as searchIndex } from '../../search.js';
import type { Command } from '../command.js';
import { partLines } from '../explanation-table.js';
import { addListOptions, choice, type ListOptions, listRequest } from '../list-options.js';
import { markRanges } from '../marks.js';
import { describeReading, readAs } from '../reading.js';
import { count } from '../report.js';
import { escapeControls, type Terminal } from '../terminal.js';
import { wholeNumber } from '../values.js';

interface SearchOptions extends ListOptions {
  readonly limit: number;
  readonly offset: number;
  readonly fold: SearchRequest['fold'];
  readonly explain?: boolean;
  readonly json?: boolean;
}

export const search: Command<SearchOptions> = {
  name: 'search',
  summary: 'search the index from the terminal',
  examples: [
    ['broadsheet search ferry strike', 'any of the words, best first'],
    [`broadsheet search '"boil notice" -tanker' --from 2021`, 'a phrase, a word excluded, from 2021 on'],
    ['broadsheet search election --filter folder:politics --sort date:desc', 'one folder, newest first'],
    ['broadsheet search --explain ferry strike', 'with the parts of each score'],
    ['broadsheet search --json storm | jq .total', 'for programs'],
    ['broadsheet search -- -tanker', 'a query that begins with a hyphen comes after --'],
  ],
  settings: ['index', 'deadlineMs', 'maxWindow', 'maxPrefixForms', 'maxFuzzyForms'],
  define,
  async run({ arguments: words, options, settings, terminal }) {
    const index = await openIndex(settings.index);
    try {
      const answer = searchIndex(index, toRequest(words.join(' '), options), settings);
      if (options.json) terminal.printJson(answer);
      else printAnswer(answer, terminal);
      return answer.total === 0 ? 1 : 0;
    } finally {
      index.close();
    }
  },
};

function define(command: CommanderCommand): void {
  command
    .argument('<query...>', 'what to search for; several words need no quotes')
    .option('--limit <n>', 'number of hits, 0 to 100', wholeNumber(0, 100), DEFAULT_REQUEST.limit)
    .option('--offset <n>', 'hits to pass over', wholeNumber(0, 1_000_000), DEFAULT_REQUEST.offset);
  addListOptions(command)
    .addOption(choice('--fold <kind>', 'copies as one hit', ['off', 'exact', 'near'], DEFAULT_REQUEST.fold))
    .option('--explain', 'say what the score of each hit is made of')
    .option('--json', 'print the whole answer as JSON');
}

function toRequest(q: string, options: SearchOptions): SearchRequest {
  const { limit, offset, fold, explain = false } = options;
  return { ...DEFAULT_REQUEST, ...listRequest(q, options), limit, offset, fold, explain };
}

function printAnswer(answer: SearchAnswer, terminal: Terminal): void {
  for (const line of receiptLines(answer)) terminal.say(escapeControls(line));
  const width = String(answer.hits.at(-1)?.rank ?? 0).length;
  for (const hit of answer.hits) printHit(hit, width, terminal);
}

/** What the reader must know to trust the hits: how many match, and what was done to the query. */
function receiptLines({ query, total, hits, didYouMean }: SearchAnswer): string[] {
  const shown = hits.length < total && hits[0] !== undefined ? `, ${hits[0].rank} to ${hits.at(-1)?.rank} shown` : '';
  return [
    `${total === 0 ? 'Nothing' : count(total, 'document')} found${shown}; ${readAs(query)}`,
    ...describeReading(query),
    ...(didYouMean === null ? [] : [`Did you mean: ${didYouMean}`]),
  ];
}

function printHit(hit: Hit, width: number, terminal: Terminal): void {
  const indent = ' '.repeat(width + 2);
  const title = markRanges(hit.title ?? '', hit.titleHighlights ?? [], escapeControls, terminal.strong);
  terminal.print(`${String(hit.rank).padStart(width)}. ${hit.date ?? 'undated   '}  ${title}`);
  terminal.print(`${indent}${terminal.faint(`${escapeControls(hit.id)}  ${hit.score.toFixed(3)}`)}`);
  for (const { text, highlights } of hit.snippets)
    terminal.print(`${indent}${markRanges(text, highlights, toOneLine, terminal.strong)}`);
  if (hit.explanation !== undefined)
    for (const line of partLines(hit.explanation)) terminal.print(`${indent}${escapeControls(line)}`);
}

/** A snippet may span paragraphs. */
function toOneLine(text: string): string {
  return escapeControls(text.replace(/\s+/g, ' '));
}
