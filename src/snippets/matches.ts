/**
 * Where a text satisfies the query: found on the text's own words with the leaves of the query, so what is marked is
 * what was asked, under stemming, accents and prefixes alike.
 *
 * Most of a text is passed over by a loop over character codes that looks only at the first two letters of each run
 * between blanks; what may begin like a wanted word is read by the tokenizer. No word holds a blank, so a run read
 * alone gives the same words as the whole text would.
 */
import type { Analyzer, Word } from '../analysis/token.js';
import { tokenize } from '../analysis/tokenizer.js';
import type { Field } from '../documents/document.js';
import type { Leaf, NearQuery, PhraseQuery } from '../query/query.js';
import { Beginnings } from './beginnings.js';
import { formsOf, NearMatcher } from './near-matches.js';
import { WordPlaces } from './word-places.js';

/** A range of the text that satisfies one leaf, or of NEAR and phrases with slop one of the words that do. */
export interface Match {
  readonly start: number;
  readonly end: number;
  /** Index of the leaf among those that were looked for. */
  readonly leaf: number;
}

export interface Matched {
  /** By start; a phrase comes before the single words in it. */
  readonly matches: readonly Match[];
  readonly words: WordPlaces;
}

/** Finds the matches in a text that is one field of a document. */
export type Matcher = (text: string, field: Field) => Matched;

/** Prepares the leaves once for all texts. */
export function createMatcher(analyzer: Pick<Analyzer, 'word'>, leaves: readonly Leaf[]): Matcher {
  const prepared = new Map<Field, (text: string) => Match[]>();
  return (text, field) => {
    const find = prepared.get(field) ?? prepare(analyzer, leaves, field);
    prepared.set(field, find);
    return { matches: find(text), words: new WordPlaces(text) };
  };
}

interface Numbered<Kind> {
  readonly query: Kind;
  /** Its index. */
  readonly leaf: number;
}

function prepare(analyzer: Pick<Analyzer, 'word'>, leaves: readonly Leaf[], field: Field): (text: string) => Match[] {
  const terms = new Map<string, number>();
  const stopTerms = new Map<string, number>();
  const forms = new Map<string, number>();
  const phrases: (Numbered<PhraseQuery> & { readonly firstWord: string })[] = [];
  const nears: Numbered<NearQuery | PhraseQuery>[] = [];
  for (const [leaf, query] of leaves.entries()) {
    if (query.kind === 'date' || query.kind === 'attribute') continue;
    if (query.kind === 'near') nears.push({ query, leaf });
    else if (query.field !== undefined && query.field !== field) continue;
    else if (query.kind === 'phrase' && query.slop !== undefined) nears.push({ query, leaf });
    else if (query.kind === 'phrase') phrases.push({ query, leaf, firstWord: keyOf(query.tokens[0]!, query) });
    else if (query.kind === 'term') putFirst(query.stopWord ? stopTerms : terms, query.term, leaf);
    else for (const form of formsOf(query)) putFirst(forms, form, leaf);
  }
  const firstWords = phrases.map(({ firstWord }) => firstWord);
  const beginnings = new Beginnings([...terms.keys(), ...stopTerms.keys(), ...forms.keys(), ...firstWords]);
  const near = nears.length === 0 ? undefined : nearFinder(analyzer, nears, field);

  function leafOf({ term, form, stopWord }: Word): number | undefined {
    return (stopWord ? undefined : terms.get(term)) ?? forms.get(form) ?? stopTerms.get(term);
  }

  return (text) => {
    const matches: Match[] = [];
    beginnings.forEachRun(text, (from, to) => {
      tokenize(
        text,
        (start, end) => {
          if (!beginnings.fits(text, start, end)) return;
          const word = analyzer.word(text.slice(start, end));
          for (const { query, leaf, firstWord } of phrases) {
            if (keyOf(word, query) !== firstWord) continue;
            const phraseEnd = endOfPhrase(query, text, start, analyzer);
            if (phraseEnd !== undefined) matches.push({ start, end: phraseEnd, leaf });
          }
          const leaf = leafOf(word);
          if (leaf !== undefined) matches.push({ start, end, leaf });
        },
        from,
        to,
      );
    });
    return near === undefined ? matches : inOrder(matches.concat(near(text)));
  };
}

function nearFinder(
  analyzer: Pick<Analyzer, 'word'>,
  nears: readonly Numbered<NearQuery | PhraseQuery>[],
  field: Field,
): (text: string) => Match[] {
  const matcher = new NearMatcher(
    analyzer,
    nears.map(({ query }) => query),
    field,
  );
  return (text) =>
    matcher.find(text).flatMap((ranges, i) => ranges.map(([start, end]) => ({ start, end, leaf: nears[i]!.leaf })));
}

/** By place, none twice. */
function inOrder(matches: Match[]): Match[] {
  matches.sort((a, b) => a.start - b.start || b.end - a.end || a.leaf - b.leaf);
  return matches.filter(({ start, end, leaf }, i) => {
    const before = matches[i - 1];
    return before === undefined || before.start !== start || before.end !== end || before.leaf !== leaf;
  });
}

function putFirst(map: Map<string, number>, key: string, leaf: number): void {
  if (!map.has(key)) map.set(key, leaf);
}

/** What the words of a phrase are compared by. */
function keyOf({ form, term }: Pick<Word, 'form' | 'term'>, { exact }: PhraseQuery): string {
  return exact === true ? form : term;
}

/** The end of the phrase whose first word begins at a place of the text, or undefined where it does not go on so. */
function endOfPhrase(
  phrase: PhraseQuery,
  text: string,
  start: number,
  analyzer: Pick<Analyzer, 'word'>,
): number | undefined {
  const wanted = new Map(phrase.tokens.map((token) => [token.position, keyOf(token, phrase)]));
  const last = phrase.tokens.at(-1)!.position;
  let position = 0;
  let phraseEnd: number | undefined;
  tokenize(
    text,
    (wordStart, wordEnd) => {
      const key = wanted.get(position);
      if (key !== undefined && keyOf(analyzer.word(text.slice(wordStart, wordEnd)), phrase) !== key) return false;
      if (position === last) phraseEnd = wordEnd;
      position += 1;
      return position <= last;
    },
    start,
  );
  return phraseEnd;
}
