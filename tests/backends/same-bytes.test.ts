import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { generationPath } from '../../src/index/directory.js';
import { withSeeds } from './collections.js';

test('the same documents give the same bytes in the file of each back end', async () => {
  const readFiles = () =>
    withSeeds(({ directory, generation }) =>
      ['postings.bin', 'minisearch.json'].map((file) =>
        readFileSync(join(generationPath(directory, generation), file)),
      ),
    );
  const [first, second] = [await readFiles(), await readFiles()];
  for (const [i, bytes] of first.entries()) {
    expect(bytes.length).toBeGreaterThan(100_000);
    expect(bytes.equals(second[i]!)).toBe(true);
  }
});
