/**
 * Why hits have the scores that they have: the words of the query, those that stand near each other, the neighbours of
 * a document, and how close it is to the top answers. The values of these add up to the score.
 */
import type { Explanation } from '../answer.js';
import type { OpenIndex } from '../backends/open-generation.js';
import type { Bitmap } from '../index/bitmap.js';
import { canScore } from '../query/query.js';
import { RECIPE, type RecipeWeights } from '../ranking/recipe.js';
import { type NearPair, nearPairs, pairsOf } from '../ranking/signals/near.js';
import { explainLeaf, fact } from './leaf-explanation.js';
import type { List, ListedHit } from './list.js';
import type { Asked, OpenQuestion } from './question.js';
import type { ReadQuery } from './read-query.js';
import { createWords, fillWords, nearTerms } from './second-stage.js';

/** One for each hit. Throws what a back end throws that is asked for scores. */
export function explainHits(
  index: OpenIndex,
  { read, question }: Pick<Asked, 'read' | 'question'>,
  { found }: Pick<List, 'found'>,
  hits: readonly ListedHit[],
  weights: RecipeWeights,
): Explanation[] {
  const leaves = index.backend.explain(
    question,
    hits.map(({ document }) => document),
  );
  const near = explainNear(index, read, hits, weights.nearWeight);
  const isHit = isListed(found.matches, question.filter);
  const withoutGraph = explainNoGraph(index, question, weights);
  return hits.map((hit, i) => ({
    value: hit.score,
    description: 'sum of',
    combine: 'sum',
    details: [
      ...leaves[i]!.filter(({ tf }) => tf > 0).map((leaf) => explainLeaf(index, leaf)),
      ...(near.get(hit.document) ?? []),
      ...(hit.parts === undefined || index.neighbours === undefined
        ? withoutGraph
        : explainNeighbours(index, hit, isHit)),
      ...(hit.parts === undefined || hit.parts.push === 0 ? [] : [fact(hit.parts.push, 'close to the top answers')]),
    ],
  }));
}

/** Whether a document is in the list. */
export function isListed(matches: Bitmap, filter: Bitmap | undefined): (document: number) => boolean {
  return (document) => matches.has(document) && (filter === undefined || filter.has(document));
}

/** For the hits that have a near bonus, by document: the pairs that it is for. */
function explainNear(
  index: OpenIndex,
  read: ReadQuery,
  hits: readonly ListedHit[],
  nearWeight: number,
): Map<number, Explanation[]> {
  const found = new Map<number, Explanation[]>();
  const documents = hits.filter(({ parts }) => (parts?.near ?? 0) > 0).map(({ document }) => document);
  if (documents.length === 0) return found;
  const terms = nearTerms(read);
  const typed = terms.map((wanted) => read.leaves.find((leaf) => leaf.kind === 'term' && leaf.term === wanted)!.text);
  const words = createWords(index, terms);
  const ascending = Uint32Array.from(documents).sort();
  index.backend.positions?.forEachDocument(terms, ascending, (i, occurrences) => {
    const pairs = nearPairs(fillWords(words, occurrences), nearWeight, pairsOf(terms.length));
    found.set(
      ascending[i]!,
      pairs.map((pair) =>
        explainPair(pair, typed, Math.min(words[pair.first]!.idf, words[pair.second]!.idf), nearWeight),
      ),
    );
  });
  return found;
}

function explainPair(
  { first, second, distance, field, bonus }: NearPair,
  typed: readonly string[],
  rarity: number,
  nearWeight: number,
): Explanation {
  const apart = distance === 1 ? 'side by side' : `${distance} words apart`;
  return {
    value: bonus,
    description: `“${typed[first]}” and “${typed[second]}” stand ${apart} in the ${field}`,
    combine: 'product',
    details: [
      fact(nearWeight, 'what nearness counts (nearWeight)'),
      fact(rarity, 'idf of the commoner of the two'),
      fact(1 / (1 + distance), '1 / (1 + m), m words apart; stop words do not count'),
    ],
  };
}

/** λ · (A − P); behind the window A is 0. */
function explainNeighbours(
  { neighbours }: OpenIndex,
  { document, parts, gate }: ListedHit,
  isHit: (document: number) => boolean,
): Explanation[] {
  if (parts === undefined || gate === undefined || neighbours === undefined) return [];
  const { agreement, lambda } = gate;
  const correlation = fact(agreement, 'ρ: how words and neighbours agree on the best articles');
  if (lambda === 0) {
    const description = 'the articles nearest to it do not count: words and neighbours do not agree here';
    return [{ value: 0, description, details: [correlation] }];
  }
  const p = parts.bm25 + parts.near;
  const a = p + parts.neighbours / lambda;
  const near = [...neighbours.neighboursOf(document).documents];
  return [
    {
      value: parts.neighbours,
      description: describeNeighbours(parts.neighbours, near.filter(isHit).length, near.length, a > NOTHING * p),
      combine: 'product',
      details: [
        {
          value: lambda,
          description: 'λ: the share of a score that comes from neighbours',
          details: [correlation],
        },
        {
          value: a - p,
          description: 'A − P: what its neighbours score more than its own words',
          combine: 'sum',
          details: [fact(a, 'A: the mean of its neighbours, by their likeness'), fact(-p, 'P: its own words')],
        },
      ],
    },
  ];
}

/** A mean that is only rounding, against P. */
const NOTHING = 1e-9;

/** Neighbours that match have a score, and so has their mean, unless the document is behind the window. */
function describeNeighbours(value: number, matching: number, all: number, haveScore: boolean): string {
  if (all === 0) return 'no article is near to it, while those near to others match too';
  if (matching > 0 && !haveScore)
    return `it is not among the best ${RECIPE.window}, so that its neighbours do not count`;
  const count = `${matching} of ${all} match`;
  return value > 0
    ? `the articles nearest to it also match, and better (${count})`
    : `the articles nearest to it match less (${count})`;
}

/** Said where a ranked list had to do without. */
function explainNoGraph(
  { neighbours, manifest }: OpenIndex,
  { query, sort }: OpenQuestion,
  weights: RecipeWeights,
): Explanation[] {
  const isWanted = sort.keys === undefined && canScore(query) && (weights.lambda > 0 || weights.pushWeight > 0);
  if (neighbours !== undefined || !isWanted) return [];
  const reason = manifest.neighbours.leftOut ?? 'they cannot be read';
  return [fact(0, `the articles nearest to it do not count: ${reason}`)];
}
