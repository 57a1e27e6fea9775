/**
 * Replaces words that no document holds in any form by the likeliest word that is there. A word that exists is never
 * replaced, so nothing that was found is lost.
 */
import type { Analyzer } from '../analysis/token.js';
import { editDistance } from './edit-distance.js';
import { type BooleanQuery, mapWords, type Query, scoringLeaves, type TermQuery, wordsWithin } from './query.js';
import { slipCost } from './slips.js';

/** The words of an index, as far as corrections need them. */
export interface Vocabulary {
  /** True where some document holds the term in any form. */
  hasTerm(term: string): boolean;
  /** Visits the unstemmed forms within so many edits that are in so many documents, with that number. */
  forEachWithin(
    form: string,
    edits: number,
    leastFrequency: number,
    visit: (form: string, documentFrequency: number) => void,
  ): void;
}

/** In how many documents a form, as any form of its term, stands together with all of the other words. */
export type Together = (form: string, others: readonly TermQuery[]) => number;

export interface CorrectionOptions {
  /** Omitted: words are corrected without a look at the others of the query. */
  readonly together?: Together;
  /** Unknown words that are looked at, from the left; the others stay as typed. */
  readonly mostWords?: number;
}

/** What a word is compared by, beside its letters. */
interface Circumstances {
  /** The word before folding. */
  readonly text: string;
  readonly mostEdits?: number;
  /** Forms in fewer documents are not considered. */
  readonly leastFrequency?: number;
  /** How many documents a form shares with the other words of the query. */
  readonly company?: (form: string) => number;
}

/** Shorter words have too many neighbours to guess among. */
const SHORTEST = 4;

/** From this length on, two slips are looked for where one is not enough. */
const TWO_SLIPS = 8;

/**
 * How much the logarithm of a number of documents counts against the cost of a slip. 1 would be right if people
 * searched for words as often as texts hold them; they search for rarer ones.
 */
const FREQUENCY = 0.5;

/** What it counts that some document holds the form together with all other words of the query: most of a slip. */
const COMPANY = 4;

/** Likeliest forms of which it is asked in what company they are: the right one is hardly ever behind them. */
const COMPARED = 8;

/** Other words of the query that a form is looked for in the company of: more are seldom together in one document. */
const COMPANIONS = 5;

export interface Corrected {
  readonly query: Query;
  /** The word that was typed, and the form that took its place. */
  readonly corrections: readonly { readonly word: TermQuery; readonly used: string }[];
  /** Unknown words that were not looked at, because there were more than `mostWords`. */
  readonly leftAlone: number;
}

export function correctQuery(
  query: Query,
  analyzer: Analyzer,
  vocabulary: Vocabulary,
  { together, mostWords = Number.POSITIVE_INFINITY }: CorrectionOptions = {},
): Corrected {
  const corrections: { word: TermQuery; used: string }[] = [];
  let others: TermQuery[] | undefined;
  let unknown = 0;
  const correctWord = (word: TermQuery): TermQuery => {
    if (word.stopWord || word.asTyped === true || vocabulary.hasTerm(word.term)) return word;
    unknown += 1;
    if (unknown > mostWords) return word;
    others ??= together === undefined ? [] : knownWords(query, vocabulary).slice(0, COMPANIONS);
    const company = others;
    const used = nearestForm(word.form, analyzer, vocabulary, {
      text: word.text,
      ...(together === undefined || company.length === 0 ? {} : { company: (form) => together(form, company) }),
    });
    if (used === undefined) return word;
    const { form, term, stopWord } = analyzer.word(used);
    corrections.push({ word, used });
    return { ...word, text: used, form, term, stopWord, correctedFrom: word.text };
  };
  const correct = (part: Query): Query => {
    if (part.kind === 'term') return correctWord(part);
    if (part.kind === 'near') return mapWords(part, (leaf) => (leaf.kind === 'term' ? correctWord(leaf) : leaf));
    if (part.kind !== 'boolean') return part;
    const should = part.should.map((child) => (isBeingTyped(child, part) ? child : correct(child)));
    return { ...part, must: part.must.map(correct), should };
  };
  const corrected = correct(query);
  return { query: corrected, corrections, leftAlone: Math.max(0, unknown - mostWords) };
}

/** A last word that begins a known word is not finished yet, and so not wrong. */
function isBeingTyped(word: Query, { should }: BooleanQuery): boolean {
  if (word.kind !== 'term') return false;
  return should.some(
    (other) => other.kind === 'prefix' && other.prefix === word.form && (other.forms ?? []).length > 0,
  );
}

function knownWords(query: Query, vocabulary: Vocabulary): TermQuery[] {
  return scoringLeaves(query)
    .flatMap(wordsWithin)
    .filter((leaf) => leaf.kind === 'term')
    .filter((word) => !word.stopWord && vocabulary.hasTerm(word.term));
}

/**
 * The form that was most likely meant, by the slips it takes, the documents that hold it, and those that hold it with
 * the other words of the query. Undefined where that is a stop word, which is not worth a correction, or nothing is
 * near enough. Words with digits are never guessed at: a number that is nearly right is another number.
 */
export function nearestForm(
  form: string,
  analyzer: Analyzer,
  vocabulary: Vocabulary,
  { text, mostEdits = 2, leastFrequency = 1, company }: Circumstances,
): string | undefined {
  const length = comparableLength(form, text);
  if (length < SHORTEST || /\p{N}/u.test(form)) return undefined;
  const found: Candidate[] = [];
  vocabulary.forEachWithin(
    form,
    Math.min(mostEdits, length < TWO_SLIPS ? 1 : 2),
    leastFrequency,
    (other, frequency) => {
      if (other === form || /\p{N}/u.test(other)) return;
      found.push({ form: other, score: FREQUENCY * Math.log(frequency) - slipCost(form, other) });
    },
  );
  // The order of forms decides between equals: the sort is stable.
  found.sort((a, b) => b.score - a.score);
  const best = company === undefined ? found[0] : bestInCompany(found.slice(0, COMPARED), company);
  return best === undefined || analyzer.word(best.form).stopWord ? undefined : best.form;
}

interface Candidate {
  readonly form: string;
  readonly score: number;
}

function bestInCompany(candidates: readonly Candidate[], company: (form: string) => number): Candidate | undefined {
  let best: Candidate | undefined;
  for (const { form, score } of candidates) {
    const documents = company(form);
    const total = documents === 0 ? score : score + COMPANY + FREQUENCY * Math.log(documents);
    if (best === undefined || total > best.score) best = { form, score: total };
  }
  return best;
}

/**
 * Letters that stand in the form as they were typed. What folding took away or put in cannot be compared: `l’été` has
 * become `lete`, of which only two letters say that it is not `let`.
 */
function comparableLength(form: string, text: string): number {
  if (form === text) return form.length;
  // The possessive is no part of the word.
  return form.length - editDistance(text.replace(/['’]s?$/u, ''), form, form.length);
}
