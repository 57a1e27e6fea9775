/**
 * Fills in which forms a prefix stands for in one index: the commonest ones, up to a cap that is named when it is hit.
 */
import type { ExpandedForm, PrefixQuery, Query } from './query.js';

/** The commonest forms of a prefix, and how many there are in all. */
export type Expansion = { readonly forms: readonly ExpandedForm[]; readonly count: number };

export interface Expanded {
  readonly query: Query;
  /** Prefixes that more forms begin with than were taken. */
  readonly cut: readonly { readonly text: string; readonly forms: number }[];
}

export function expandPrefixes(query: Query, expand: (prefix: string) => Expansion): Expanded {
  const cut: { text: string; forms: number }[] = [];
  const expandLeaf = (leaf: PrefixQuery): PrefixQuery => {
    const { forms, count } = expand(leaf.prefix);
    if (count > forms.length) cut.push({ text: leaf.text, forms: count });
    return { ...leaf, forms };
  };
  const visit = (part: Query): Query => {
    if (part.kind === 'prefix') return expandLeaf(part);
    if (part.kind !== 'boolean') return part;
    return { ...part, must: part.must.map(visit), should: part.should.map(visit), mustNot: part.mustNot.map(visit) };
  };
  return { query: visit(query), cut };
}
