/**
 * The number of insertions, deletions, replacements and swaps of neighbours between two words (optimal string
 * alignment: Damerau 1964, without edits inside a swap), counted only as far as a bound.
 */

/** The distance, or `bound + 1` where it is larger. Costs about `length · (2 · bound + 1)` steps. */
export function editDistance(a: string, b: string, bound: number): number {
  if (Math.abs(a.length - b.length) > bound) return bound + 1;
  const far = bound + 1;
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row: number[] = new Array(b.length + 1).fill(far);
    if (i <= bound) row[0] = i;
    let least = row[0]!;
    for (let j = Math.max(1, i - bound); j <= Math.min(b.length, i + bound); j += 1) {
      const same = a[i - 1] === b[j - 1];
      let steps = Math.min(above[j - 1]! + (same ? 0 : 1), above[j]! + 1, row[j - 1]! + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) steps = Math.min(steps, before[j - 2]! + 1);
      row[j] = steps;
      if (steps < least) least = steps;
    }
    // A swap reaches back two rows, so one row beyond the bound is not enough to stop; the rows stay far if both are.
    if (least > bound && Math.min(...above) > bound) return far;
    before = above;
    above = row;
  }
  return Math.min(far, above[b.length]!);
}
