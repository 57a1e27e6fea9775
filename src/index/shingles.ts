/**
 * How alike two texts are, by their shingles: the runs of five neighbouring words (Broder 1997, "On the resemblance and
 * containment of documents"). Words are numbers here, unstemmed and stop words included, as a token stream holds them.
 */

const SHINGLE = 5;

/**
 * Two texts are near copies when their shingles agree in this share of their union (their Jaccard coefficient) …
 */
const ALIKE = { numerator: 4, denominator: 5 };

/**
 * … or in this smaller share, where so many shingles are shared that no form explains it. Each changed word takes five
 * shingles along, so a report of 280 words that was brought up to date in a dozen places has only .68 left; but at .68
 * two notices of 40 words are the same form filled in twice. Among 21,578 Reuters articles 66 pairs have .6 to .8 and
 * at least 100 in common: 59 are one report, 7 are tables filled in anew. Of the 130 pairs with fewer in common more
 * than half are forms.
 */
const MANY = 100;
const ALIKE_IN_MANY = { numerator: 3, denominator: 5 };

/** Bins of a sketch, of which a band takes three neighbours: 63 of the 64 are used. */
const BIN_BITS = 6;
const BINS = 2 ** BIN_BITS;
const ROWS = 3;

/**
 * Two texts with Jaccard coefficient j agree in a band with probability j³, so that (1 − j³)²¹ of the pairs are missed:
 * 3 in ten million at .8, .6 % at .6. Texts that have nothing to do with each other seldom meet: 2 % at .1.
 */
export const BANDS = Math.floor(BINS / ROWS);

/** What a bin keeps of a hash: the bits that did not choose the bin. */
const VALUE_MASK = 2 ** (32 - BIN_BITS) - 1;
const EMPTY = 0xffff_ffff;

const sketch = new Uint32Array(BINS);
const bands = new Uint32Array(BANDS);

/**
 * The bands of a text, one hash each: near copies have one in common but for the share that is told at BANDS. The array
 * is reused for the next text.
 *
 * One permutation hashing: a single hash sorts each shingle into a bin, which keeps its smallest; an empty bin takes the
 * value of the next bin that is not, and the distance to it (Shrivastava, Li 2014, "Densifying one permutation hashing
 * via rotation"). It costs one hash a word, where a hash function for each of 63 values would cost 63.
 */
export function bandsOf(words: Uint32Array): Uint32Array {
  sketch.fill(EMPTY);
  const last = lastShingle(words);
  for (let start = 0; start <= last; start += 1) {
    const hash = hashRun(words, start, Math.min(words.length, start + SHINGLE), FIRST_SEED);
    const bin = hash >>> (32 - BIN_BITS);
    const value = hash & VALUE_MASK;
    if (value < sketch[bin]!) sketch[bin] = value;
  }
  fillEmptyBins();
  for (let band = 0; band < BANDS; band += 1) bands[band] = hashRun(sketch, ROWS * band, ROWS * (band + 1), band);
  return bands;
}

function fillEmptyBins(): void {
  const origin = sketch.findIndex((value) => value !== EMPTY);
  let value = sketch[origin]!;
  let distance = 0;
  for (let step = 1; step < BINS; step += 1) {
    const bin = (origin - step) & (BINS - 1);
    if (sketch[bin] === EMPTY) {
      distance += 1;
      sketch[bin] = ((distance << (32 - BIN_BITS)) | value) >>> 0;
    } else {
      value = sketch[bin]!;
      distance = 0;
    }
  }
}

/** The different shingles of a text as hashes of 53 bits, ascending; of fewer than five words: all of them as one. */
export function shinglesOf(words: Uint32Array): Float64Array {
  const hashes = new Float64Array(lastShingle(words) + 1);
  for (let start = 0; start < hashes.length; start += 1)
    hashes[start] = hashWords(words, start, Math.min(words.length, start + SHINGLE));
  hashes.sort();
  let count = 0;
  for (let i = 0; i < hashes.length; i += 1) {
    const hash = hashes[i]!;
    if (count > 0 && hash === hashes[count - 1]) continue;
    hashes[count] = hash;
    count += 1;
  }
  return hashes.slice(0, count);
}

/** Of 53 bits: among a million different runs of words two have the same with a probability of 1 in 18,000. */
export function hashWords(words: Uint32Array, start: number, end: number): number {
  return hashRun(words, start, end, FIRST_SEED) * 2 ** 21 + (hashRun(words, start, end, SECOND_SEED) >>> 11);
}

/** Compares what `shinglesOf` gave for two texts, and gives up as soon as too few are left. */
export function areNearCopies(a: Float64Array, b: Float64Array): boolean {
  const needed = neededInCommon(a.length + b.length);
  let [i, j, shared] = [0, 0, 0];
  while (shared + Math.min(a.length - i, b.length - j) >= needed) {
    if (i === a.length || j === b.length) return true;
    const [left, right] = [a[i]!, b[j]!];
    if (left <= right) i += 1;
    if (right <= left) j += 1;
    if (left === right) shared += 1;
  }
  return false;
}

/**
 * How many shingles two texts with so many together must share: s of a union of total − s is at least p/q where
 * s ≥ total · p/(p + q). In whole numbers, so that exactly .8 is enough.
 */
function neededInCommon(total: number): number {
  const least = ({ numerator, denominator }: typeof ALIKE) =>
    Math.ceil((numerator * total) / (numerator + denominator));
  return Math.min(least(ALIKE), Math.max(MANY, least(ALIKE_IN_MANY)));
}

function lastShingle(words: Uint32Array): number {
  return Math.max(0, words.length - SHINGLE);
}

const FIRST_SEED = 0x2545_f491;
const SECOND_SEED = 0x4cf5_ad43;

/** 32 bits, unsigned. Multiplications carry upwards only, so each is followed by a shift down. */
function hashRun(words: Uint32Array, start: number, end: number, seed: number): number {
  let hash = seed;
  for (let i = start; i < end; i += 1) {
    hash = Math.imul(hash ^ words[i]!, 0x9e37_79b1);
    hash ^= hash >>> 15;
  }
  hash = Math.imul(hash, 0x85eb_ca6b);
  return (hash ^ (hash >>> 13)) >>> 0;
}
