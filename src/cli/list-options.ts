/**
 * The options of every command that asks for a list: which documents are in it, and in which order.
 */
import { type Command, Option } from 'commander';
import { type ListRequest, SORTS } from '../answer.js';
import { DEFAULT_REQUEST } from '../search.js';
import { collect, parseFilter } from './values.js';

/** As commander gives them. */
export type ListOptions = Pick<ListRequest, 'from' | 'to' | 'sort' | 'match' | 'syntax' | 'typos'> &
  Partial<Pick<ListRequest, 'filter' | 'prefix'>>;

export function addListOptions(command: Command): Command {
  return command
    .option('--from <date>', 'first day: 2021, 2021-12 or 2021-12-29')
    .option('--to <date>', 'last day, in the same forms')
    .addOption(new Option('--sort <order>', 'order of the hits (default: relevance)').choices(SORTS))
    .option('--filter <field:value>', 'year, month, folder or an attribute; may be repeated', collect(parseFilter))
    .addOption(choice('--match <words>', 'any word, or all', ['any', 'all'], DEFAULT_REQUEST.match))
    .option('--prefix', 'the last word also matches as a beginning')
    .addOption(
      choice('--syntax <kind>', 'none reads every character as text', ['full', 'none'], DEFAULT_REQUEST.syntax),
    )
    .addOption(
      choice('--typos <kind>', 'auto replaces words that no document holds', ['auto', 'off'], DEFAULT_REQUEST.typos),
    );
}

export function choice(flags: string, description: string, choices: readonly string[], preset: string): Option {
  return new Option(flags, description).choices(choices).default(preset);
}

export function listRequest(q: string, options: ListOptions): ListRequest {
  const { from, to, sort, filter = [], match, prefix = false, syntax, typos } = options;
  return {
    q,
    filter,
    match,
    prefix,
    syntax,
    typos,
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(sort === undefined ? {} : { sort }),
  };
}
