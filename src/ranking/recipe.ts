/**
 * The constants of what follows BM25: near words, neighbours and the push. Each was settled on nine judged collections
 * together, none on a single one; `ranking/signals/` says what each signal does with them, `ranking/rerank.ts` in which
 * order.
 */
export const RECIPE = {
  /** Documents of the first stage that are ranked anew; those behind them keep their order. */
  window: 200,
  /** What two words side by side are worth against the rarer one of them. 0 switches the signal off. */
  nearWeight: 0.25,
  /** Words further apart than so many content words are not near. */
  nearDistance: 5,
  /** Up to so many distinct words each is paired with each; in longer queries only with the one beside it. */
  nearWords: 6,
  /** The largest share of a score that comes from a document's neighbours, 0 to 1. 0 switches the signal off. */
  lambda: 0.4,
  /** Documents on which words and neighbours must agree for that. */
  gateDepth: 50,
  /** How fast that share grows with their correlation: all of it from 1 / `gateSlope` on. */
  gateSlope: 2,
  /** What closeness to the best documents is worth against the best score. 0 switches the signal off. */
  pushWeight: 0.1,
  /** How many documents are the best ones. */
  pushDepth: 3,
  /** Neighbours that the graph keeps of each document … */
  neighbours: 10,
  /** … found by so many of its heaviest terms. 20 are nearly as good and a third of the work. */
  neighbourTerms: 40,
} as const;

/** The weights that may be changed, for one search: each 0 leaves its signal out. */
export interface RecipeWeights {
  readonly nearWeight: number;
  readonly lambda: number;
  readonly pushWeight: number;
}

/** As the settings have them. */
export function recipeWeights(settings: {
  readonly nearWeight: number;
  readonly neighbourWeight: number;
  readonly pushWeight: number;
}): RecipeWeights {
  return { nearWeight: settings.nearWeight, lambda: settings.neighbourWeight, pushWeight: settings.pushWeight };
}
