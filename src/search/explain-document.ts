/**
 * Where one document is in the list of a search and why, or why it is not in it.
 */
import type { ExplainAnswer, ListRequest } from '../answer.js';
import type { OpenIndex } from '../backends/open-generation.js';
import { recipeWeights } from '../ranking/recipe.js';
import { DEFAULT_SETTINGS, type Settings } from '../settings.js';
import { explainHits, isListed } from './explanation.js';
import { numberOf, stamp } from './identity.js';
import { type ListOrder, openOrder } from './list-order.js';
import { askQuestion } from './question.js';
import { printReceipt } from './receipt.js';
import { Absence } from './why-not.js';

/** Throws `not_found`, and what a search throws. */
export function explainDocument(
  index: OpenIndex,
  id: string,
  request: ListRequest,
  settings: Settings = DEFAULT_SETTINGS,
  now = () => performance.now(),
): ExplainAnswer {
  const document = numberOf(index, id);
  const asked = askQuestion(index, request, settings, now);
  const { read, question } = asked;
  const weights = recipeWeights(settings);
  const order = openOrder(index, read, question, weights, 0);
  const { found } = order;
  const matches = isListed(found.matches, question.filter)(document);
  const before = matches ? countBefore(order, question.filter, document) : 0;
  const hits = matches ? order.take({ place: before }, 1) : [];
  const [explanation] = explainHits(index, asked, { found }, hits, weights);
  const absence = new Absence(index, question, document);
  return {
    id,
    query: printReceipt(index, read),
    total: found.total,
    matches,
    rank: matches ? before + 1 : null,
    score: hits[0]?.score ?? 0,
    ...(explanation === undefined ? {} : { explanation }),
    missing: absence.missing(),
    excludedBy: matches ? [] : absence.excludedBy(request),
    index: stamp(index),
  };
}

/** Counts through all that is in the list, which needs no order of it. */
function countBefore({ found, isBefore }: ListOrder, filter: Parameters<typeof isListed>[1], document: number): number {
  let count = 0;
  found.matches.forEach((other) => {
    if ((filter === undefined || filter.has(other)) && isBefore(other, document)) count += 1;
  });
  return count;
}
