/**
 * Where a leaf of a query stands in a text, by its definition word for word, trying everything: what back ends and
 * highlights are compared with. It shares nothing with them but the analyzer.
 */
import type { Token } from '../src/analysis/token.js';
import type { Field } from '../src/documents/document.js';
import type { FormsQuery, NearAlternatives, PhraseQuery, ScoringLeaf, TermQuery } from '../src/query/query.js';
import { slowDistance } from './slow-distance.js';

export interface Occurrence {
  readonly first: number;
  readonly last: number;
  /** Positions that take part. */
  readonly words: readonly number[];
}

/** All of them in one field, those with the same ends as one. */
export function occurrencesOf(
  tokens: readonly Token[],
  leaf: ScoringLeaf | NearAlternatives,
  field: Field,
): Occurrence[] {
  if (leaf.kind === 'alternatives')
    return gather(leaf.operands.flatMap((operand) => occurrencesOf(tokens, operand, field)));
  if (leaf.kind === 'near') {
    const [first, ...others] = leaf.operands.map((operand) => occurrencesOf(tokens, operand, field));
    return others.reduce((left, right, i) => joinAll(left, right, leaf.joins[i]!), first!);
  }
  if (leaf.field !== undefined && leaf.field !== field) return [];
  if (leaf.kind === 'phrase')
    return leaf.slop === undefined ? adjacent(tokens, leaf) : withSlop(tokens, leaf, leaf.slop);
  return [...tokens.keys()].filter((at) => isWord(tokens[at]!, leaf)).map((at) => range(at, at));
}

/** Those that hold no other. */
export function countMinimal(occurrences: readonly Occurrence[]): number {
  // Of one length none holds another.
  if (new Set(occurrences.map(({ first, last }) => last - first)).size < 2) return occurrences.length;
  const holds = (a: Occurrence, b: Occurrence): boolean => a !== b && a.first <= b.first && b.last <= a.last;
  return occurrences.filter((one) => !occurrences.some((other) => holds(one, other))).length;
}

export function isWord(token: Token, leaf: TermQuery | FormsQuery): boolean {
  if (leaf.kind === 'term') return token.term === leaf.term && (leaf.stopWord || !token.stopWord);
  // A leaf that stands for more forms than are searched is what was chosen of them.
  const isChosen = (leaf.forms ?? []).length < 20 || leaf.forms!.some(({ form }) => form === token.form);
  if (leaf.kind === 'exact') return token.form === leaf.form;
  return isChosen && !token.stopWord && fits(token.form, leaf);
}

function fits(form: string, leaf: Exclude<FormsQuery, { kind: 'exact' }>): boolean {
  switch (leaf.kind) {
    case 'prefix':
      return form.startsWith(leaf.prefix);
    case 'wildcard': {
      const pattern = leaf.pattern.replace(/[.]/g, '\\$&').replaceAll('?', '.').replaceAll('*', '.*');
      return new RegExp(`^${pattern}$`, 'su').test(form);
    }
    case 'fuzzy':
      return knownDistance(form, leaf.form) <= leaf.edits;
  }
}

/** The same few words are compared again and again. */
const distances = new Map<string, number>();
function knownDistance(one: string, other: string): number {
  const known = distances.get(`${one} ${other}`) ?? slowDistance(one, other);
  distances.set(`${one} ${other}`, known);
  return known;
}

function adjacent(tokens: readonly Token[], phrase: PhraseQuery): Occurrence[] {
  const last = phrase.tokens.at(-1)!.position;
  return [...tokens.keys()]
    .filter((at) => phrase.tokens.every((word) => isPhraseWord(tokens[at + word.position], word, phrase)))
    .map((at) => range(at, at + last));
}

/** Every way to give each word a position of its own. */
function withSlop(tokens: readonly Token[], phrase: PhraseQuery, slop: number): Occurrence[] {
  const places = phrase.tokens.map((word) => [...tokens.keys()].filter((at) => isPhraseWord(tokens[at], word, phrase)));
  const found: Occurrence[] = [];
  const choose = (chosen: readonly number[]): void => {
    const [first, last] = [Math.min(...chosen), Math.max(...chosen)];
    if (chosen.length > 0 && last - first > phrase.tokens.length + slop - 1) return;
    if (chosen.length === places.length) found.push({ first, last, words: chosen });
    else for (const place of places[chosen.length]!) if (!chosen.includes(place)) choose([...chosen, place]);
  };
  choose([]);
  return gather(found);
}

function isPhraseWord(token: Token | undefined, word: PhraseQuery['tokens'][number], { exact }: PhraseQuery): boolean {
  return exact === true ? token?.form === word.form : token?.term === word.term;
}

function joinAll(
  left: readonly Occurrence[],
  right: readonly Occurrence[],
  { distance, ordered }: { readonly distance: number; readonly ordered: boolean },
): Occurrence[] {
  const found: Occurrence[] = [];
  for (const a of left) {
    for (const b of right) {
      const isBefore = a.last < b.first && b.first - a.last - 1 < distance;
      const isBehind = b.last < a.first && a.first - b.last - 1 < distance;
      if (!isBefore && !(isBehind && !ordered)) continue;
      found.push({
        first: Math.min(a.first, b.first),
        last: Math.max(a.last, b.last),
        words: [...a.words, ...b.words],
      });
    }
  }
  return gather(found);
}

function gather(occurrences: readonly Occurrence[]): Occurrence[] {
  const words = new Map<number, Set<number>>();
  for (const one of occurrences) {
    const key = one.first * FAR + one.last;
    const known = words.get(key) ?? new Set();
    words.set(key, known);
    for (const word of one.words) known.add(word);
  }
  return [...words].map(([key, set]) => ({ first: Math.floor(key / FAR), last: key % FAR, words: [...set] }));
}

/** More words than a text has. */
const FAR = 1_000_000;

function range(first: number, last: number): Occurrence {
  return { first, last, words: Array.from({ length: last - first + 1 }, (_, i) => first + i) };
}
