/** Prints queries for comparison: structure, terms and dates, without offsets and without the words as typed. */
import { formatDay } from '../../src/documents/date.js';
import type { ParsedQuery, ParseOptions } from '../../src/query/parser.js';
import type { Query } from '../../src/query/query.js';
import { fakeAnalyzer } from './fake-analyzer.js';

export const OPTIONS: ParseOptions = {
  analyzer: fakeAnalyzer,
  syntax: 'full',
  match: 'any',
  prefix: false,
  maxTerms: 256,
  maxDepth: 20,
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

export function showQuery(query: Query): string {
  switch (query.kind) {
    case 'term':
      return query.term;
    case 'phrase':
      return `"${query.tokens.map((token) => `${token.position === 0 ? '' : ' '}${token.term}`).join('')}"`;
    case 'prefix':
      return `${query.prefix}*`;
    case 'date':
      return `[${query.from === undefined ? '' : formatDay(query.from)}..${query.to === undefined ? '' : formatDay(query.to)}]`;
    case 'boolean':
      return `(${[
        ...query.should.map(showQuery),
        ...query.must.map((clause) => `+${showQuery(clause)}`),
        ...query.mustNot.map((clause) => `-${showQuery(clause)}`),
      ].join(' ')})`;
  }
}
