/**
 * Fills in which forms a prefix stands for in one index: the commonest ones, up to a cap that is named when it is hit.
 */
import type { PrefixQuery, Query } from './query.js';

export interface FormCount {
  readonly form: string;
  readonly documentFrequency: number;
}

export interface Expanded {
  readonly query: Query;
  /** Prefixes that more forms begin with than were taken. */
  readonly cut: readonly { readonly text: string; readonly forms: number }[];
}

/** `withPrefix` lists the forms that begin with a prefix. */
export function expandPrefixes(
  query: Query,
  withPrefix: (prefix: string) => readonly FormCount[],
  maximum: number,
): Expanded {
  const cut: { text: string; forms: number }[] = [];
  const expandLeaf = (leaf: PrefixQuery): PrefixQuery => {
    const forms = [...withPrefix(leaf.prefix)];
    if (forms.length > maximum) cut.push({ text: leaf.text, forms: forms.length });
    // Forms come in alphabetical order and the sort is stable: equal counts stay in that order.
    const commonest = forms.sort((a, b) => b.documentFrequency - a.documentFrequency).slice(0, maximum);
    return { ...leaf, forms: commonest.map((form) => form.form) };
  };
  const expand = (part: Query): Query => {
    if (part.kind === 'prefix') return expandLeaf(part);
    if (part.kind !== 'boolean') return part;
    return { ...part, must: part.must.map(expand), should: part.should.map(expand), mustNot: part.mustNot.map(expand) };
  };
  return { query: expand(query), cut };
}
