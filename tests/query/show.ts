/** Prints queries for comparison: structure, terms and dates, without offsets and without the words as typed. */
import { formatDay } from '../../src/documents/date.js';
import type { ParsedQuery, ParseOptions } from '../../src/query/parser.js';
import type { NearAlternatives, NearJoin, Query, WordQuery } from '../../src/query/query.js';
import { fakeAnalyzer } from './fake-analyzer.js';

export const OPTIONS: ParseOptions = {
  analyzer: fakeAnalyzer,
  syntax: 'full',
  match: 'any',
  prefix: false,
  maxTerms: 256,
  maxDepth: 20,
  fields: new Set(['topics', 'Author']),
};

/** `+` before what must match, `-` before what must not; warnings and ignored words follow. */
export function show(parsed: ParsedQuery): string {
  const ignored = parsed.ignored.length === 0 ? [] : [`ignored:${parsed.ignored.join(',')}`];
  const notes = [
    ...parsed.warnings.map((warning) => `!${warning.code}`),
    ...parsed.limitsHit.map((hit) => `!${hit.limit}`),
  ];
  return [showQuery(parsed.query), ...ignored, ...notes].join(' ');
}

export function showQuery(query: Query | NearAlternatives): string {
  switch (query.kind) {
    case 'boolean':
      return `(${[
        ...query.should.map(showQuery),
        ...query.must.map((clause) => `+${showQuery(clause)}`),
        ...query.mustNot.map((clause) => `-${showQuery(clause)}`),
      ].join(' ')})`;
    case 'date':
      return `[${query.from === undefined ? '' : formatDay(query.from)}..${query.to === undefined ? '' : formatDay(query.to)}]`;
    case 'attribute':
      return `[${query.field}:${query.pattern}]`;
    case 'near':
      return `{${query.operands.map((operand, i) => `${i === 0 ? '' : ` ${showJoin(query.joins[i - 1]!)} `}${showQuery(operand)}`).join('')}}${showBoost(query)}`;
    case 'alternatives':
      return `(${query.operands.map(showQuery).join('|')})`;
    default:
      return `${query.field === undefined ? '' : `${query.field}:`}${showWords(query)}${showBoost(query)}`;
  }
}

function showJoin({ ordered, distance }: NearJoin): string {
  return `${ordered ? 'pre' : 'near'}/${distance}`;
}

function showBoost({ boost }: { readonly boost?: number }): string {
  return boost === undefined ? '' : `^${boost}`;
}

function showWords(leaf: WordQuery): string {
  switch (leaf.kind) {
    case 'term':
      return leaf.term;
    case 'phrase': {
      const words = leaf.tokens.map(
        ({ position, form, term }) => `${position === 0 ? '' : ' '}${leaf.exact ? form : term}`,
      );
      return `${leaf.exact ? '=' : ''}"${words.join('')}"${leaf.slop === undefined ? '' : `~${leaf.slop}`}`;
    }
    case 'prefix':
      return `${leaf.prefix}*`;
    case 'wildcard':
      return leaf.pattern;
    case 'fuzzy':
      return `${leaf.form}~${leaf.edits}`;
    case 'exact':
      return `=${leaf.form}`;
  }
}
