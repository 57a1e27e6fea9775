/**
 * Where a text satisfies the query: found on the text's own words with the leaves of the query, so what is marked is
 * what was asked, under stemming, accents and prefixes alike. A term begins with the letter that its words begin with,
 * so only words with the right first letter are looked at; of the others nothing but their places is needed.
 */
import type { Analyzer, Word } from '../analysis/token.js';
import { tokenize } from '../analysis/tokenizer.js';
import type { Leaf, PhraseQuery } from '../query/query.js';

/** A range of the text that satisfies one leaf. */
export interface Match {
  readonly start: number;
  readonly end: number;
  /** Index of the leaf among those that were looked for. */
  readonly leaf: number;
}

/** Where the words of a text begin and end, ascending. */
export interface WordPlaces {
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

export interface Matched {
  /** By start; a phrase comes before the single words in it. */
  readonly matches: readonly Match[];
  readonly words: WordPlaces;
}

interface Candidate {
  readonly position: number;
  readonly start: number;
  readonly end: number;
  readonly word: Word;
}

/** Prepares the leaves once; the matcher finds their matches in a text. */
export function createMatcher(analyzer: Pick<Analyzer, 'word'>, leaves: readonly Leaf[]): (text: string) => Matched {
  const terms = new Map<string, number>();
  const stopTerms = new Map<string, number>();
  const forms = new Map<string, number>();
  const phrases: { readonly query: PhraseQuery; readonly leaf: number }[] = [];
  leaves.forEach((leaf, i) => {
    if (leaf.kind === 'term') putFirst(leaf.stopWord ? stopTerms : terms, leaf.term, i);
    else if (leaf.kind === 'prefix') for (const { form } of leaf.forms ?? []) putFirst(forms, form, i);
    else if (leaf.kind === 'phrase') phrases.push({ query: leaf, leaf: i });
  });
  const phraseTerms = phrases.flatMap(({ query }) => query.tokens.map(({ term }) => term));
  const isInitial = initialsOf([...terms.keys(), ...stopTerms.keys(), ...forms.keys(), ...phraseTerms]);

  function leafOf({ term, form, stopWord }: Word): number | undefined {
    return (stopWord ? undefined : (terms.get(term) ?? forms.get(form))) ?? stopTerms.get(term);
  }

  return (text) => {
    const [starts, ends]: [number[], number[]] = [[], []];
    const candidates: Candidate[] = [];
    tokenize(text, (start, end) => {
      const first = text.charCodeAt(start);
      if (first >= 128 || isInitial[first] === 1) {
        candidates.push({ position: starts.length, start, end, word: analyzer.word(text.slice(start, end)) });
      }
      starts.push(start);
      ends.push(end);
    });
    const matches: Match[] = [];
    for (const [i, { start, end, word }] of candidates.entries()) {
      for (const { query, leaf } of phrases) {
        const last = phraseEnd(query, candidates, i);
        if (last !== undefined) matches.push({ start, end: last.end, leaf });
      }
      const leaf = leafOf(word);
      if (leaf !== undefined) matches.push({ start, end, leaf });
    }
    return { matches, words: { starts, ends } };
  };
}

function putFirst(map: Map<string, number>, key: string, leaf: number): void {
  if (!map.has(key)) map.set(key, leaf);
}

/** 1 at the ASCII letters, small and capital, and digits that words of these terms can begin with. */
function initialsOf(terms: readonly string[]): Uint8Array {
  const isInitial = new Uint8Array(128);
  for (const term of terms) {
    for (const letter of [term.charAt(0), term.charAt(0).toUpperCase()]) {
      if (letter !== '' && letter.charCodeAt(0) < 128) isInitial[letter.charCodeAt(0)] = 1;
    }
  }
  return isInitial;
}

/** The last word of the phrase when it begins at a candidate, else undefined. */
function phraseEnd(query: PhraseQuery, candidates: readonly Candidate[], first: number): Candidate | undefined {
  const origin = candidates[first]!.position;
  let at = first;
  for (const { term, position } of query.tokens) {
    while (at < candidates.length && candidates[at]!.position < origin + position) at += 1;
    const candidate = candidates[at];
    if (candidate?.position !== origin + position || candidate.word.term !== term) return undefined;
  }
  return candidates[at];
}
