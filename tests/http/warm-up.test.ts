import { expect, test } from '@jest/globals';
import { warmUp } from '../../src/http/warm-up.js';
import { DEFAULT_SETTINGS } from '../../src/settings.js';
import { withIndex } from '../temporary-index.js';

test.each([
  { name: 'an empty index', records: [] },
  { name: 'an index of stop words only', records: [{ id: 'a', text: 'to be or not to be' }] },
  { name: 'an index of one word', records: [{ id: 'a', text: 'storm' }] },
  { name: 'an index of words that operators are made of', records: [{ id: 'a', text: 'AND OR NOT near 東京 “-+*”' }] },
])('$name is searched without a failure', async ({ records }) => {
  await withIndex(records, (index) => expect(() => warmUp(index, DEFAULT_SETTINGS)).not.toThrow());
});

test('a slow index is given up after a while', async () => {
  await withIndex([{ id: 'a', text: 'storm' }], (index) => {
    let looks = 0;
    warmUp(index, DEFAULT_SETTINGS, () => {
      looks += 1;
      return looks * 200;
    });
    expect(looks).toBeLessThan(20);
  });
});
