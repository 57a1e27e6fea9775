/**
 * Titles that hold every word typed so far, the last one as a beginning: those that begin with just these words first,
 * then the newest.
 */
import type { TitleSuggestion } from '../answer.js';
import type { OpenIndex } from '../backends/open-generation.js';
import { Best } from '../backends/top.js';
import type { Bitmap } from '../index/bitmap.js';
import type { TypedWords } from './typed-words.js';

/** Documents whose titles are compared, so that equal ones are shown once. */
const COMPARED = 256;

/** Above all differences of days. */
const BEGINNING = 2 ** 33;

/** Throws `index_damaged` where a title cannot be read. */
export function fittingTitles(index: OpenIndex, typed: TypedWords, limit: number): TitleSuggestion[] {
  const found = findFitting(index, typed);
  if (found === undefined || found.count() === 0) return [];
  const beginning = findBeginning(index, typed, found);
  const { dates, idRank } = index.columns;
  const best = new Best(COMPARED, idRank);
  found.forEach((document) => {
    best.offer(document, dates[document]! + (beginning.has(document) ? BEGINNING : 0));
  });
  const byTitle = new Map<string, TitleSuggestion>();
  for (const { document } of best.take((_document, key) => key)) {
    if (byTitle.size === limit) break;
    const { id, title, date } = index.documents.card(document);
    if (!byTitle.has(title)) byTitle.set(title, date === undefined ? { id, title } : { id, title, date });
  }
  return [...byTitle.values()];
}

/** Stop words before the last word need not be there, as they need not be in the text. */
function findFitting({ forms, titles }: OpenIndex, { last, others }: TypedWords): Bitmap | undefined {
  let found = last === undefined ? undefined : titles.holding(...forms.rangeOf(last.form));
  for (const term of others) {
    const number = forms.termNumber(term);
    if (number === undefined) return undefined;
    const holding = titles.holdingAny(forms.placesOf(number));
    found = found === undefined ? holding : found.and(holding);
  }
  return found;
}

/** Each word at its place from the first on, as it was typed, and the last one begun there. */
function findBeginning({ forms, titles }: OpenIndex, { tokens, last }: TypedWords, found: Bitmap): Bitmap {
  const beginning = found.clone();
  for (const token of tokens) {
    const place = token === last ? undefined : forms.find(token.form)?.place;
    const [from, to] = place === undefined ? forms.rangeOf(token.form) : [place, place + 1];
    beginning.and(titles.holdingAt(token.position, from, to));
  }
  return beginning;
}
