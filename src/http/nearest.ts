/**
 * The known name that a mistyped one is nearest to: by a small table of names that other search services use, else by
 * edit distance.
 */

/** What users of other services write for the same thing. */
const ELSEWHERE = new Map([
  ['query', 'q'],
  ['search', 'q'],
  ['size', 'limit'],
  ['per_page', 'limit'],
  ['hitsperpage', 'limit'],
  ['page', 'offset'],
  ['start', 'offset'],
  ['since', 'from'],
  ['until', 'to'],
  ['order', 'sort'],
]);

/** Undefined where nothing is near: more than half of the letters would have to change. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const elsewhere = ELSEWHERE.get(name.toLowerCase());
  if (elsewhere !== undefined && known.includes(elsewhere)) return elsewhere;
  if (name.length > LONGEST) return undefined;
  let nearest: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < least && distance <= Math.max(name.length, candidate.length) / 2) {
      nearest = candidate;
      least = distance;
    }
  }
  return nearest;
}

/** Bounds the work on a name that someone made long on purpose. */
const LONGEST = 40;

function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const above = row;
    row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replace = above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(replace, above[j]! + 1, row[j - 1]! + 1));
    }
  }
  return row[b.length]!;
}
