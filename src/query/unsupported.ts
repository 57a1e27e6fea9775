/**
 * The operators of the query language that are read as text for now, one row each, so that a reader who types one is
 * told. An operator that comes to be understood loses its row.
 */
import { isQuote } from './quotes.js';

/** A run of characters between blanks, quotes and brackets, and what stands on its two sides. */
export interface Run {
  readonly run: string;
  readonly before: string;
  readonly after: string;
  /** False where the query has no lower-case letter, and so no operator words. */
  readonly operatorWords: boolean;
}

/** What is not understood, with its verb: "wildcards inside a word are". Undefined for ordinary text. */
export function describeUnsupported(run: Run): string | undefined {
  return SIGNS.test(run.run) ? UNSUPPORTED.find((row) => row.fits(run))?.what : undefined;
}

/** Every row needs one of these. Most words have none, and so the patterns of the rows are rarely compiled (4 ms). */
const SIGNS = /[/~^=:?*]/;

const UNSUPPORTED: readonly { readonly what: string; readonly fits: (run: Run) => boolean }[] = [
  { what: 'NEAR and PRE are', fits: ({ run, operatorWords }) => operatorWords && /^(?:NEAR|PRE)\/\d+$/u.test(run) },
  { what: 'the distance after a phrase is', fits: ({ run, before }) => isQuote(before) && /^~\d+/u.test(run) },
  { what: 'a weight is', fits: ({ run, before }) => (before === ')' || isQuote(before)) && /^\^\d/u.test(run) },
  { what: 'a weight is', fits: ({ run }) => /[\p{L}\p{N}*~]\^\d+(?:\.\d+)?$/u.test(run) },
  { what: 'a search for similar words is', fits: ({ run }) => /[\p{L}\p{N}]~\d*$/u.test(run) },
  {
    what: 'a search for one exact form is',
    fits: ({ run, after }) => /^=(?:[\p{L}\p{N}]|$)/u.test(run) && (run !== '=' || isQuote(after)),
  },
  { what: 'a field name is', fits: ({ run }) => /^[\p{L}_][\p{L}\p{N}_-]*:(?!\/\/)./u.test(run) },
  {
    what: 'a field name is',
    fits: ({ run, after }) => /^[\p{L}_][\p{L}\p{N}_-]*:$/u.test(run) && (after === '(' || isQuote(after)),
  },
  { what: 'a wildcard at this place is', fits: ({ run }) => /\?\p{L}|[\p{L}\p{N}]{2}\*[\p{L}\p{N}]/u.test(run) },
];
