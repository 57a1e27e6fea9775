/**
 * Both indexes hold the same numbers: what `MiniSearch.search` says over `minisearch.json` and the same sum over the
 * fields, computed from `postings.bin`, are one.
 */
import { describe, expect, test } from '@jest/globals';
import type { IndexOnDisk } from '../../src/backends/open.js';
import { withIndex } from '../temporary-index.js';
import { readReuters, seedRecords, withSeeds } from './collections.js';
import { compareScores } from './parity.js';

const PER_KIND = 1000;
/** Thousands of queries to the slower of the two. */
const TIMEOUT = 180_000;

function expectParity(index: IndexOnDisk): void {
  for (const [kind, figures] of Object.entries(compareScores(index, PER_KIND))) {
    expect({ kind, ...figures }).toEqual({ kind, asked: PER_KIND, found: expect.any(Number), mismatches: [] });
    // Words that go together less often than not would compare nothing with nothing.
    expect(figures.found).toBeGreaterThan(PER_KIND / 2);
  }
}

describe('the packed index scores as MiniSearch does over its own file', () => {
  test('in the folder seeds', () => withSeeds(expectParity), TIMEOUT);

  test('in its documents with titles', async () => withIndex(await seedRecords(), expectParity), TIMEOUT);

  const reuters = readReuters(1500);
  const isHere = reuters === undefined ? ', skipped: ../shared/collections/reuters is not here' : '';
  test(
    `in 1,500 articles of Reuters${isHere}`,
    async () => {
      if (reuters === undefined) process.stderr.write('skipped: the articles of Reuters are not beside the project\n');
      else await withIndex(reuters, expectParity);
    },
    TIMEOUT,
  );
});
