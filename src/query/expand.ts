/**
 * Fills in which forms a leaf stands for in one index: the commonest ones, up to a cap that is named when it is hit.
 */
import {
  type ExpandedForm,
  type FormsQuery,
  type LimitHit,
  mapWords,
  type NearAlternatives,
  type Query,
} from './query.js';

/** The commonest forms of a leaf, and how many there are in all. */
export type Expansion = { readonly forms: readonly ExpandedForm[]; readonly count: number };

/** The forms of one index, looked up; each gives at most `maximum` forms, by document frequency, then by form. */
export interface FormSource {
  prefix(prefix: string, maximum: number): Expansion;
  wildcard(pattern: string, maximum: number): Expansion;
  fuzzy(form: string, edits: 1 | 2, maximum: number): Expansion;
  exact(form: string): Expansion;
}

export interface ExpansionLimits {
  /** Forms of a prefix or a wildcard. */
  readonly maxPrefixForms: number;
  /** Forms of a fuzzy word. */
  readonly maxFuzzyForms: number;
}

export interface Expanded {
  readonly query: Query;
  /** Leaves that stand for more forms than were taken. */
  readonly limitsHit: readonly LimitHit[];
}

export function expandForms(query: Query, source: FormSource, limits: ExpansionLimits): Expanded {
  const limitsHit: LimitHit[] = [];
  if (!hasForms(query)) return { query, limitsHit };
  const expanded = mapWords(query, (leaf) => {
    if (leaf.kind === 'term' || leaf.kind === 'phrase') return leaf;
    const { forms, count } = lookUp(leaf, source, limits);
    if (count > forms.length) limitsHit.push(describeCut(leaf, count, limits));
    return { ...leaf, forms };
  });
  return { query: expanded, limitsHit };
}

/** False for most queries, which need not be copied then. */
function hasForms(part: Query | NearAlternatives): boolean {
  switch (part.kind) {
    case 'boolean':
      return part.should.some(hasForms) || part.must.some(hasForms) || part.mustNot.some(hasForms);
    case 'near':
    case 'alternatives':
      return part.operands.some(hasForms);
    case 'prefix':
    case 'wildcard':
    case 'fuzzy':
    case 'exact':
      return true;
    default:
      return false;
  }
}

function lookUp(leaf: FormsQuery, source: FormSource, { maxPrefixForms, maxFuzzyForms }: ExpansionLimits): Expansion {
  switch (leaf.kind) {
    case 'prefix':
      return source.prefix(leaf.prefix, maxPrefixForms);
    case 'wildcard':
      return source.wildcard(leaf.pattern, maxPrefixForms);
    case 'fuzzy':
      return source.fuzzy(leaf.form, leaf.edits, maxFuzzyForms);
    case 'exact':
      return source.exact(leaf.form);
  }
}

function describeCut(leaf: FormsQuery, count: number, limits: ExpansionLimits): LimitHit {
  const limit = leaf.kind === 'fuzzy' ? 'maxFuzzyForms' : 'maxPrefixForms';
  const maximum = limits[limit];
  const verb = leaf.kind === 'prefix' ? 'begin like' : leaf.kind === 'fuzzy' ? 'are like' : 'fit';
  return { limit, maximum, message: `${count} words ${verb} ${leaf.text}; the ${maximum} commonest were searched.` };
}
