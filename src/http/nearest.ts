/**
 * The known name that a mistyped one is nearest to: by a small table of names that other search services use, else by
 * edit distance.
 */

import { editDistance } from '../query/edit-distance.js';

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

/** Bounds the work on a name that someone made long on purpose. */
const LONGEST = 40;

/** Undefined where nothing is near: more than half of the letters would have to change. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const elsewhere = ELSEWHERE.get(name.toLowerCase());
  if (elsewhere !== undefined && known.includes(elsewhere)) return elsewhere;
  if (name.length > LONGEST) return undefined;
  let nearest: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of known) {
    const bound = Math.floor(Math.max(name.length, candidate.length) / 2);
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase(), bound);
    if (distance < least && distance <= bound) {
      nearest = candidate;
      least = distance;
    }
  }
  return nearest;
}
