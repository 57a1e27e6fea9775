/**
 * What stands in a text that is still being typed: the word at its end, and the words before it that are asked for.
 */
import { analyzer } from '../analysis/analyzer.js';
import type { Token } from '../analysis/token.js';
import { parseQuery } from '../query/parser.js';
import { positiveLeaves, type Query, scoringLeaves, type WordQuery, wordsWithin } from '../query/query.js';
import { isStillTyped } from '../query/still-typed.js';
import type { Settings } from '../settings.js';

/** A date clause at the end of a text, valid already or not. */
const DATE = /(?:^|[\s(+-])(?:date|before|after):\S+$/iu;

export interface TypedWords {
  /** Every word of the text, in order. */
  readonly tokens: readonly Token[];
  /** The last of them, where nothing ends it yet. */
  readonly last: Token | undefined;
  /** Terms of the content words that are asked for, each once; that of `last` is not among them. */
  readonly others: readonly string[];
}

/** Undefined where no word is there, and where the last one is none of the collection: in a date, an attribute, behind `~`. */
export function readTypedWords(
  q: string,
  fields: ReadonlyMap<string, unknown>,
  { maxQueryTerms, maxQueryDepth }: Settings,
): TypedWords | undefined {
  const tokens = analyzer.analyze(q);
  const final = tokens.at(-1);
  if (final === undefined || isOperatorNumber(q, final) || DATE.test(q)) return undefined;
  const last = isStillTyped(q, final.end) ? final : undefined;
  const { query } = parseQuery(q, {
    analyzer,
    syntax: 'full',
    match: 'any',
    prefix: false,
    maxTerms: maxQueryTerms,
    maxDepth: maxQueryDepth,
    fields,
  });
  if (selectsAt(query, final)) return undefined;
  const words = scoringLeaves(query).flatMap(wordsWithin);
  return { tokens, last, others: [...new Set(words.flatMap((word) => contentTerms(word, last)))] };
}

/** The digits of `word~2`, `word^2` and `NEAR/5`. */
function isOperatorNumber(q: string, { start, form }: Token): boolean {
  return start > 0 && '~^/'.includes(q[start - 1]!) && /^\d/.test(form);
}

function selectsAt(query: Query, { start, end }: Token): boolean {
  return positiveLeaves(query).some(
    ({ kind, span }) => (kind === 'date' || kind === 'attribute') && span.start <= start && end <= span.end,
  );
}

function contentTerms(word: WordQuery, last: Token | undefined): string[] {
  switch (word.kind) {
    case 'term':
      return word.stopWord || word.span.end === last?.end ? [] : [word.term];
    case 'phrase': {
      const before = word.span.end === last?.end ? word.tokens.slice(0, -1) : word.tokens;
      return before.filter(({ stopWord }) => !stopWord).map(({ term }) => term);
    }
    case 'exact':
      return word.span.end === last?.end ? [] : [analyzer.word(word.form).term];
    default:
      return [];
  }
}
