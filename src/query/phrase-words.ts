/**
 * The words of a phrase as leaves of their own.
 */
import type { ExactQuery, PhraseQuery, TermQuery } from './query.js';

/**
 * What a phrase weighs and what the receipt lists: one for each token, in order, in the field of the phrase, and in one
 * form only where the phrase is exact.
 */
export function wordsOfPhrase({ tokens, exact, field, span }: PhraseQuery): (TermQuery | ExactQuery)[] {
  const inField = field === undefined ? {} : { field };
  return tokens.map(({ form, term, stopWord }) =>
    exact === true
      ? { kind: 'exact', text: `=${form}`, form, span, ...inField }
      : { kind: 'term', text: form, form, term, stopWord, span, ...inField },
  );
}

/** What a phrase is found by: each word is every word of its stem, as if it were a stop word. */
export function foundWords(phrase: PhraseQuery): (TermQuery | ExactQuery)[] {
  return wordsOfPhrase(phrase).map((word) => (word.kind === 'term' ? { ...word, stopWord: true } : word));
}
