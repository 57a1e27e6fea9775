import { expect, test } from '@jest/globals';
import { openIndex } from '../../src/backends/open.js';
import { pageFacets, readPage } from '../../src/http/page-state.js';
import { DEFAULT_SETTINGS } from '../../src/settings.js';
import type { Files } from '../documents/temp-folder.js';
import { buildIndex, makePlace } from './service.js';

async function facetsOf(files: Files): Promise<string[]> {
  const place = makePlace(files);
  await buildIndex(place);
  const index = await openIndex(place.directory);
  const fields = pageFacets(index);
  index.close();
  return fields;
}

const record = (fields: object) => JSON.stringify({ body: 'Text.', ...fields });

test.each([
  {
    name: 'one year, one folder',
    files: { 'a/x.txt': ' date 2021-01-01 X', 'a/y.txt': ' date 2021-12-31 Y' },
    facets: [],
  },
  { name: 'two years', files: { 'x.txt': ' date 2021-01-01 X', 'y.txt': ' date 2022-12-31 Y' }, facets: ['year'] },
  { name: 'two folders', files: { 'a/x.txt': 'X', 'b/y.txt': 'Y' }, facets: ['folder'] },
  {
    name: 'attributes with a choice, at most four groups',
    files: {
      'a/x.json': record({ date: '2021-01-01', one: 'same', c: '1', d: '1', b: '1' }),
      'b/y.json': record({ date: '2022-01-01', one: 'same', c: '2', d: '2', b: '2' }),
    },
    facets: ['year', 'folder', 'b', 'c'],
  },
])('$name', async ({ files, facets }) => {
  expect(await facetsOf(files)).toEqual(facets);
});

test('before there is an index filters are kept', () => {
  const { state, notices } = readPage(new URLSearchParams('filter=topics:x&q=a'), DEFAULT_SETTINGS, undefined);
  expect(state).toMatchObject({ q: 'a', filter: [{ field: 'topics', value: 'x' }] });
  expect(notices).toEqual([]);
});

test('a window that this server does not allow is given up', () => {
  const settings = { ...DEFAULT_SETTINGS, maxWindow: 100 };
  const { state, notices } = readPage(new URLSearchParams('offset=91'), settings, undefined);
  expect(state.offset).toBe(0);
  expect(notices).toHaveLength(1);
});
