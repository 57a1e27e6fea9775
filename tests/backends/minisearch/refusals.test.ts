/** What MiniSearch cannot answer exactly it refuses, wherever in the query it stands; nothing is left out in silence. */
import { expect, test } from '@jest/globals';
import { minisearchBackend } from '../../../src/backends/minisearch/backend.js';
import { SearchError } from '../../../src/errors.js';
import { ask, read, withBackend } from '../comparing.js';

const RECORDS = [
  { id: 'a', title: 'ferry strike', text: 'The ferry strike is over.' },
  { id: 'b', title: 'tram', text: 'No strike of trams.' },
];

test.each([
  'title:ferry',
  'title:ferry^2',
  '"ferry strike"~2',
  '="ferry strike"',
  '=ferry',
  'ferry~',
  'fer?y',
  'ferry NEAR/5 strike',
  'path:docs* ferry~',
  'tram -title:ferry',
  'tram AND (strike OR body:"ferry strike")',
])('%s is refused', async (text) => {
  await withBackend(RECORDS, minisearchBackend, (index) => {
    const found = () => ask(index, read(index, text));
    expect(found).toThrow(SearchError);
    expect(found).toThrow(expect.objectContaining({ code: 'unsupported', parameter: 'q' }));
  });
});

test('words, phrases, prefixes, dates and attributes are answered', async () => {
  await withBackend(RECORDS, minisearchBackend, (index) => {
    expect(ask(index, read(index, 'tram "ferry strike" fer* -date:2021 path:docs*')).total).toBe(2);
  });
});
