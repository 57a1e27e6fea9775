/**
 * Whether chance alone could explain that one system did better than another on a set of topics, and how large the
 * difference is then. Both methods draw lots thousands of times and assume nothing about how differences are spread;
 * a seed makes them repeatable.
 */

/** Below it a difference is the rounding of sums, not of rankings. */
export const TIE = 1e-9;

/** With 10,000 rounds a p-value near 0.05 has a standard error of 0.002 (Smucker, Allan and Carterette use 100,000). */
const ROUNDS = 10_000;

/**
 * Fisher's paired randomisation test, two-sided (Smucker, Allan, Carterette 2007, "A comparison of statistical
 * significance tests for information retrieval evaluation"): if the two systems were the same, each topic's
 * difference could as well have the other sign. The observed labelling counts as one of the rounds, so the p-value is
 * never 0.
 */
export function testByRandomisation(differences: readonly number[], seed: number, rounds = ROUNDS): number {
  const steps = differences.filter((difference) => Math.abs(difference) > TIE);
  const observed = Math.abs(sum(steps)) - TIE;
  const random = createRandom(seed);
  let asLarge = 1;
  for (let round = 0; round < rounds; round += 1) {
    let total = 0;
    for (const step of steps) total += random() < 0.5 ? step : -step;
    if (Math.abs(total) >= observed) asLarge += 1;
  }
  return asLarge / (rounds + 1);
}

/**
 * Where the mean difference lies with 95 % confidence, by the paired bootstrap (percentiles: Efron, Tibshirani 1993;
 * on topics: Sakai 2006): topics are drawn with replacement, as many as there are, and the mean is taken each time.
 */
export function bootstrapInterval(
  differences: readonly number[],
  seed: number,
  rounds = ROUNDS,
): readonly [low: number, high: number] {
  if (differences.length === 0) return [0, 0];
  const random = createRandom(seed);
  const means = new Float64Array(rounds);
  for (let round = 0; round < rounds; round += 1) {
    let total = 0;
    for (let draw = 0; draw < differences.length; draw += 1)
      total += differences[Math.floor(random() * differences.length)]!;
    means[round] = total / differences.length;
  }
  means.sort();
  return [means[Math.floor(0.025 * (rounds - 1))]!, means[Math.ceil(0.975 * (rounds - 1))]!];
}

/** Mulberry32 (Tommy Ettinger, public domain): 32 bits of state are plenty for some million draws. */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
