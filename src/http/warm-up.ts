/**
 * The first searches of a process take ten times as long as later ones, because the engine compiles code while it
 * runs. They are asked here, of the index's own words, before a person does.
 */
import type { OpenIndex } from '../backends/open.js';
import { DEFAULT_REQUEST, search } from '../search.js';
import type { Settings } from '../settings.js';

/** Rounds of all kinds of queries; a third takes a tenth of the first, and a fourth hardly less than that. */
const ROUNDS = 3;

/** Milliseconds after which a large index is left as warm as it is. */
const ENOUGH = 200;

/** Cold searches of a large index take longer than a request may. */
const DEADLINE = 60_000;

/** Holds the process for some tens of milliseconds. `now` gives milliseconds that only grow. */
export function warmUp(index: OpenIndex, settings: Settings, now = () => performance.now()): void {
  const end = now() + ENOUGH;
  const words = index.forms.withPrefix('', 4).forms.map(({ form }) => form);
  const [a = '', b = '', c = '', d = ''] = words;
  const queries = [a, `${a} ${b}`, `"${a} ${b}"`, `${c} AND ${d}`, `${c} -${a}`, `${d.slice(0, 2)}*`, `${a}x`];
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const q of queries) {
      if (now() > end) return;
      const request = { ...DEFAULT_REQUEST, q, facets: ['year'], histogram: 'auto' } as const;
      search(index, request, { ...settings, deadlineMs: DEADLINE }, now);
    }
  }
}
