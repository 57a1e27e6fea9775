/**
 * `search`: ranked hits in the terminal. Hits are data; how the query was read, what was ignored or corrected and how
 * many documents match is talk. Finding nothing is status 1.
 */
import { type Command as CommanderCommand, Option } from 'commander';
import { type Filter, type Hit, type SearchAnswer, type SearchRequest, SORTS, type Sort } from '../../answer.js';
import { openIndex } from '../../backends/open.js';
import { DEFAULT_REQUEST, search as searchIndex } from '../../search.js';
import type { Command } from '../command.js';
import { markRanges } from '../marks.js';
import { count } from '../report.js';
import { escapeControls, type Terminal } from '../terminal.js';
import { collect, parseFilter, wholeNumber } from '../values.js';

interface SearchOptions {
  readonly limit: number;
  readonly offset: number;
  readonly from?: string;
  readonly to?: string;
  readonly sort?: Sort;
  readonly filter?: readonly Filter[];
  readonly match: SearchRequest['match'];
  readonly prefix?: boolean;
  readonly syntax: SearchRequest['syntax'];
  readonly typos: SearchRequest['typos'];
  readonly json?: boolean;
}

export const search: Command<SearchOptions> = {
  name: 'search',
  summary: 'search the index from the terminal',
  examples: [
    ['broadsheet search ferry strike', 'any of the words, best first'],
    [`broadsheet search '"boil notice" -tanker' --from 2021`, 'a phrase, a word excluded, from 2021 on'],
    ['broadsheet search election --filter folder:politics --sort date:desc', 'one folder, newest first'],
    ['broadsheet search --json storm | jq .total', 'for programs'],
    ['broadsheet search -- -tanker', 'a query that begins with a hyphen comes after --'],
  ],
  settings: ['index', 'deadlineMs', 'maxWindow', 'maxPrefixForms'],
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
    .option('--offset <n>', 'hits to pass over', wholeNumber(0, 1_000_000), DEFAULT_REQUEST.offset)
    .option('--from <date>', 'first day: 2021, 2021-12 or 2021-12-29')
    .option('--to <date>', 'last day, in the same forms')
    .addOption(new Option('--sort <order>', 'order of the hits (default: relevance)').choices(SORTS))
    .option('--filter <field:value>', 'year, month, folder or an attribute; may be repeated', collect(parseFilter))
    .addOption(option('--match <words>', 'any word, or all', ['any', 'all'], DEFAULT_REQUEST.match))
    .option('--prefix', 'the last word also matches as a beginning')
    .addOption(
      option('--syntax <kind>', 'none reads every character as text', ['full', 'none'], DEFAULT_REQUEST.syntax),
    )
    .addOption(
      option('--typos <kind>', 'auto replaces words that no document holds', ['auto', 'off'], DEFAULT_REQUEST.typos),
    )
    .option('--json', 'print the whole answer as JSON');
}

function option(flags: string, description: string, choices: readonly string[], preset: string): Option {
  return new Option(flags, description).choices(choices).default(preset);
}

function toRequest(q: string, options: SearchOptions): SearchRequest {
  const { from, to, sort } = options;
  return {
    ...DEFAULT_REQUEST,
    q,
    limit: options.limit,
    offset: options.offset,
    filter: options.filter ?? [],
    match: options.match,
    prefix: options.prefix ?? false,
    syntax: options.syntax,
    typos: options.typos,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(sort === undefined ? {} : { sort }),
  };
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
    `${total === 0 ? 'Nothing' : count(total, 'document')} found${shown}; read as: ${query.readAs || 'everything'}`,
    ...(query.ignored.length > 0 ? [`Ignored, too common: ${query.ignored.join(', ')}`] : []),
    ...query.corrections.map(
      ({ typed, used, undo }) => `No document holds "${typed}"; searched for "${used}". To undo: ${undo}`,
    ),
    ...query.warnings.map(({ message }) => message),
    ...query.limitsHit.map(({ message }) => message),
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
}

/** A snippet may span paragraphs. */
function toOneLine(text: string): string {
  return escapeControls(text.replace(/\s+/g, ' '));
}
