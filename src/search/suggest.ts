/**
 * What a person may go on to type: completions of the last word, and titles whose words begin so. Both come from the
 * index itself; nothing of what others have searched is kept.
 */
import type { Completion, SuggestAnswer, SuggestRequest } from '../answer.js';
import type { OpenIndex } from '../backends/open-generation.js';
import type { Form } from '../index/forms.js';
import { DEFAULT_SETTINGS, type Settings } from '../settings.js';
import { fittingTitles } from './fitting-titles.js';
import { refuseTooLong } from './read-query.js';
import { readTypedWords, type TypedWords } from './typed-words.js';

export const DEFAULT_SUGGEST_REQUEST: SuggestRequest = { q: '', limit: 6 };

/** Commonest forms of which it is asked in how many documents they stand with the words before. */
const COMPARED = 12;

/** Words before the last one that are looked at for that, the nearest ones: what stands farther off says less. */
const COMPANY = 4;

/**
 * Documents that each word is taken to be in besides those that hold it: or a word of one document would come first
 * because this one happens to hold the words before.
 */
const UNSEEN = 10;

/** Throws `query_too_long`, or `index_damaged` where a title cannot be read. */
export function suggest(
  index: OpenIndex,
  { q, limit }: SuggestRequest,
  settings: Settings = DEFAULT_SETTINGS,
): SuggestAnswer {
  refuseTooLong(q, settings);
  const typed = limit === 0 ? undefined : readTypedWords(q, index.columns.facets, settings);
  if (typed === undefined) return { q, completions: [], titles: [] };
  return { q, completions: complete(index, q, typed, limit), titles: fittingTitles(index, typed, limit) };
}

/**
 * Those that go best with the words before come first, then those in most documents. Of the forms of one term, which
 * are searched alike, only the commonest comes before all others.
 */
function complete(index: OpenIndex, q: string, { last, others }: TypedWords, limit: number): Completion[] {
  if (last === undefined) return [];
  const typed = q.slice(last.start, last.end);
  const before = q.slice(0, last.start);
  const forms = index.forms.completions(last.form, Math.max(limit, COMPARED));
  const company = others.filter((term) => index.forms.hasTerm(term)).slice(-COMPANY);
  return firstOfTerms(company.length === 0 ? forms : orderByCompany(index, forms, company))
    .slice(0, limit)
    .map(({ form, documentFrequency, together }) => ({
      text: before + spell(typed, last.form, form),
      form,
      documentFrequency,
      ...(together === undefined ? {} : { together }),
    }));
}

type Counted = Form & { readonly together?: number };

/**
 * By the cosine of the two sets of documents, leaving out the size of the one that all have in common: the bare count
 * would give `boil now` for `boil no` wherever every article has a `now`. The sort is stable: equals stay in order.
 */
function orderByCompany({ backend }: OpenIndex, forms: readonly Form[], company: readonly string[]): Counted[] {
  const known = new Map<string, { together: number; fit: number }>();
  const counted = forms.map((form) => {
    let count = known.get(form.term);
    if (count === undefined) {
      const together = backend.countTogether([form.term, ...company]);
      const documents = backend.documentFrequency({ term: form.term, stopWord: true });
      count = { together, fit: together / Math.sqrt(documents + UNSEEN) };
      known.set(form.term, count);
    }
    return { ...form, ...count };
  });
  return counted.sort((a, b) => b.fit - a.fit);
}

function firstOfTerms(forms: readonly Counted[]): Counted[] {
  const terms = new Set<string>();
  const [first, others]: [Counted[], Counted[]] = [[], []];
  for (const form of forms) {
    (terms.has(form.term) ? others : first).push(form);
    terms.add(form.term);
  }
  return [...first, ...others];
}

/** Letters stay as they were typed where that makes a word: `Ukr` goes on as `Ukraine`, but `UKR` as `ukraine`. */
function spell(typed: string, prefix: string, form: string): string {
  if (form === prefix) return typed;
  const isPlain = typed.length === prefix.length && typed.slice(1) === prefix.slice(1);
  return isPlain ? typed + form.slice(prefix.length) : form;
}
