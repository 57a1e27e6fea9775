/**
 * Do both indexes in a generation hold the same numbers? Queries of each kind that MiniSearch can answer are scored
 * over `minisearch.json` by MiniSearch, and over `postings.bin` by the same formula; tests do the same with fewer
 * documents.
 */

import { openIndex } from '../../../src/backends/open.js';
import { compareScores } from '../../backends/parity.js';
import { type Answer, type Figure, figuresOf } from '../figure.js';
import type { Workbench } from '../workbench.js';

export async function measureParity(bench: Workbench): Promise<Answer> {
  const { directory } = await bench.builds();
  const index = await openIndex(directory);
  try {
    bench.say('comparing scores');
    const kinds = Object.entries(compareScores(index, bench.scale.alike));
    const figure = figuresOf(bench.documents().length);
    const rows = kinds.map(
      ([kind, { asked, mismatches }]): Figure =>
        figure(`Score parity, ${kind}, queries answered alike`, 'queries', 'more', asked - mismatches.length, asked),
    );
    const asked = kinds.reduce((sum, [, kind]) => sum + kind.asked, 0);
    const wrong = kinds.reduce((sum, [, kind]) => sum + kind.mismatches.length, 0);
    const name = `Score parity, queries answered alike, of ${asked} in ${kinds.length} kinds`;
    const shown = figure(name, '%', 'more', (100 * (asked - wrong)) / asked, undefined, '100 % of ≥ 1,000 a kind');
    return { figures: [shown, ...rows], shown: [shown] };
  } finally {
    index.close();
  }
}
