/**
 * Where a text satisfies the query: found on the text's own tokens with the leaves of the query, so what is marked is
 * what was asked, under stemming, accents and prefixes alike.
 */
import type { Token } from '../analysis/token.js';
import type { Leaf, PhraseQuery } from '../query/query.js';

/** A range of the text that satisfies one leaf. */
export interface Match {
  readonly start: number;
  readonly end: number;
  /** Index of the leaf among those that were looked for. */
  readonly leaf: number;
}

export type Matcher = (tokens: readonly Token[]) => Match[];

/** Prepares the leaves once; the matcher gives the matches of a text by start, longer ones first. */
export function createMatcher(leaves: readonly Leaf[]): Matcher {
  const terms = new Map<string, number>();
  const stopTerms = new Map<string, number>();
  const forms = new Map<string, number>();
  const phrases: { readonly query: PhraseQuery; readonly leaf: number }[] = [];
  leaves.forEach((leaf, i) => {
    if (leaf.kind === 'term') putFirst(leaf.stopWord ? stopTerms : terms, leaf.term, i);
    else if (leaf.kind === 'prefix') for (const form of leaf.forms ?? []) putFirst(forms, form, i);
    else if (leaf.kind === 'phrase') phrases.push({ query: leaf, leaf: i });
  });

  return (tokens) => {
    const matches: Match[] = [];
    tokens.forEach((token, at) => {
      for (const { query, leaf } of phrases) {
        const last = phraseEnd(query, tokens, at);
        if (last !== undefined) matches.push({ start: token.start, end: last.end, leaf });
      }
      const leaf =
        (token.stopWord ? undefined : (terms.get(token.term) ?? forms.get(token.form))) ?? stopTerms.get(token.term);
      if (leaf !== undefined) matches.push({ start: token.start, end: token.end, leaf });
    });
    return matches;
  };
}

function putFirst(map: Map<string, number>, key: string, leaf: number): void {
  if (!map.has(key)) map.set(key, leaf);
}

/** The last token of the phrase when it begins at a token, else undefined. */
function phraseEnd(query: PhraseQuery, tokens: readonly Token[], at: number): Token | undefined {
  let last: Token | undefined;
  for (const word of query.tokens) {
    last = tokens[at + word.position];
    if (last?.term !== word.term) return undefined;
  }
  return last;
}
