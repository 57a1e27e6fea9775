/**
 * Replaces words that no document holds in any form by the likeliest word that is there. A word that exists is never
 * replaced, so nothing that was found is lost.
 */
import type { Analyzer } from '../analysis/token.js';
import { editDistance } from './edit-distance.js';
import type { BooleanQuery, Query, TermQuery } from './query.js';

/** The words of an index, as far as corrections need them. */
export interface Vocabulary {
  /** True where some document holds the term in any form. */
  hasTerm(term: string): boolean;
  /** Visits at least the unstemmed forms within so many edits that are in so many documents, with that number. */
  forEachLike(
    word: string,
    edits: number,
    leastFrequency: number,
    visit: (form: string, documentFrequency: number) => void,
  ): void;
}

/** Shorter words have too many neighbours to guess among. */
const SHORTEST = 4;

/** From this length on, two slips are looked for where one is not enough. */
const TWO_SLIPS = 8;

export interface Corrected {
  readonly query: Query;
  /** The word that was typed, and the form that took its place. */
  readonly corrections: readonly { readonly word: TermQuery; readonly used: string }[];
}

export function correctQuery(query: Query, analyzer: Analyzer, vocabulary: Vocabulary): Corrected {
  const corrections: { word: TermQuery; used: string }[] = [];
  const correct = (part: Query): Query => {
    if (part.kind === 'boolean') {
      const should = part.should.map((child) => (isBeingTyped(child, part) ? child : correct(child)));
      return { ...part, must: part.must.map(correct), should };
    }
    if (part.kind !== 'term' || part.stopWord || part.asTyped === true || vocabulary.hasTerm(part.term)) return part;
    const used = nearestForm(part.form, vocabulary);
    const token = used === undefined ? undefined : analyzer.analyze(used)[0];
    if (used === undefined || token === undefined) return part;
    corrections.push({ word: part, used });
    return {
      ...part,
      text: used,
      form: token.form,
      term: token.term,
      stopWord: token.stopWord,
      correctedFrom: part.text,
    };
  };
  return { query: correct(query), corrections };
}

/** A last word that begins a known word is not finished yet, and so not wrong. */
function isBeingTyped(word: Query, { should }: BooleanQuery): boolean {
  if (word.kind !== 'term') return false;
  return should.some(
    (other) => other.kind === 'prefix' && other.prefix === word.form && (other.forms ?? []).length > 0,
  );
}

/**
 * The form at the least edit distance; among equals one with the same first letter, then the one in most documents.
 * Words with digits are never guessed at: a number that is nearly right is another number.
 */
export function nearestForm(form: string, vocabulary: Vocabulary, leastFrequency = 1): string | undefined {
  if (form.length < SHORTEST || /\p{N}/u.test(form)) return undefined;
  const allowed = form.length >= TWO_SLIPS ? 2 : 1;
  let best: { form: string; distance: number; sameStart: boolean; frequency: number } | undefined;
  vocabulary.forEachLike(form, allowed, leastFrequency, (candidate, frequency) => {
    if (candidate === form) return;
    const distance = editDistance(form, candidate, best?.distance ?? allowed);
    if (distance > allowed || /\p{N}/u.test(candidate)) return;
    const found = { form: candidate, distance, sameStart: candidate[0] === form[0], frequency };
    if (best === undefined || isBetter(found, best)) best = found;
  });
  return best?.form;
}

type Found = { distance: number; sameStart: boolean; frequency: number };

function isBetter(a: Found, b: Found): boolean {
  if (a.distance !== b.distance) return a.distance < b.distance;
  if (a.sameStart !== b.sameStart) return a.sameStart;
  return a.frequency > b.frequency;
}
