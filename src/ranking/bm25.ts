/**
 * BM25 (Robertson, Walker, Jones, Hancock-Beaulieu, Gatford 1995) over title and body as one field of one length, in
 * which a title word counts as often as `titleWeight` says (BM25F: Robertson, Zaragoza, Taylor 2004):
 *
 *   Σ_t  qf · ln(1 + (N − df + ½)/(df + ½)) · tf / (tf + k1·(1 − b + b·len/avglen))
 *
 * qf: how often t stands in the query; N: documents; df: documents that hold t; tf: occurrences of t in the document;
 * len: its content words; avglen: their mean. The factor (k1 + 1) is left out: it changes no order.
 */

/** Values from a study over nine judged collections; none was chosen on a single one. */
export const BM25 = {
  /** How slowly repeated words stop to count. 0 and up; 1.2 to 2 is usual. */
  k1: 1.6,
  /** Influence of the length, 0 to 1, for queries of more than `shortQuery` distinct terms … */
  bLong: 0.75,
  /** … and for those of fewer, where every word is meant. */
  bShort: 0.4,
  shortQuery: 3,
  /** How often a title word counts. */
  titleWeight: 2,
  /** Weight of a prefix, a wildcard and a fuzzy word, which are guesses, against a word that is as rare. */
  guessWeight: 0.8,
} as const;

export interface RankingParameters {
  readonly k1: number;
  readonly b: number;
  readonly titleWeight: number;
}

/** The parameters for a query of so many distinct positive leaves. */
export function rankingFor(distinctLeaves: number): RankingParameters {
  return { k1: BM25.k1, b: distinctLeaves > BM25.shortQuery ? BM25.bLong : BM25.bShort, titleWeight: BM25.titleWeight };
}

/** ln(1 + (N − df + ½)/(df + ½)): above 0 for every df from 0 to N. */
export function idf(documents: number, documentFrequency: number): number {
  return Math.log(1 + (documents - documentFrequency + 0.5) / (documentFrequency + 0.5));
}

/** tf of a term over both fields. */
export function weightedFrequency(title: number, body: number, titleWeight: number): number {
  return titleWeight * title + body;
}

/** For each document k1·(1 − b + b·len/avglen): what tf is held against. `lengths` counts title words weighted. */
export function lengthNorms(lengths: Float64Array, parameters: RankingParameters): Float64Array {
  const { k1, b } = parameters;
  let sum = 0;
  for (let i = 0; i < lengths.length; i += 1) sum += lengths[i]!;
  const average = sum / Math.max(1, lengths.length) || 1;
  // The first question waits for this: a loop, because a function called for each document takes ten times as long.
  const norms = new Float64Array(lengths.length);
  for (let i = 0; i < lengths.length; i += 1) norms[i] = k1 * (1 - b + (b * lengths[i]!) / average);
  return norms;
}

/** The norms of one collection for any parameters, worked out when they are first asked for. */
export function rememberNorms(lengths: Float64Array): (parameters: RankingParameters) => Float64Array {
  const known = new Map<string, Float64Array>();
  return (parameters) => {
    const key = `${parameters.k1} ${parameters.b}`;
    const norms = known.get(key) ?? lengthNorms(lengths, parameters);
    known.set(key, norms);
    return norms;
  };
}

/** tf / (tf + norm): from 0 for no occurrence towards 1. */
export function saturate(tf: number, norm: number): number {
  return tf / (tf + norm);
}
