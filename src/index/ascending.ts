/**
 * Places in ascending arrays, found by halving.
 */

/** The first place from `from` on, before `to`, at which an ascending array is not below `value`; `to` where it is. */
export function lowerBound(ascending: Uint32Array, value: number, from = 0, to = ascending.length): number {
  let [low, high] = [from, to];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ascending[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The same, found in growing steps: quick where it is near `from`. */
export function gallop(ascending: Uint32Array, value: number, from: number, to: number): number {
  let step = 1;
  let low = from;
  while (low + step < to && ascending[low + step]! < value) {
    low += step;
    step *= 2;
  }
  return lowerBound(ascending, value, low, Math.min(to, low + step + 1));
}
