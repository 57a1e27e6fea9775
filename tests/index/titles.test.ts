import { describe, expect, test } from '@jest/globals';
import { analyzer } from '../../src/analysis/analyzer.js';
import type { OpenIndex } from '../../src/backends/open.js';
import { SearchError } from '../../src/errors.js';
import { SectionReader } from '../../src/index/sections.js';
import { Titles } from '../../src/index/titles.js';
import { seedRecords, withSeeds } from '../backends/collections.js';
import { withIndex } from '../temporary-index.js';

/** The documents of each form, and where it first stands in their titles, by a look at every title. */
function slowTitles({ columns, documents }: OpenIndex): Map<string, Map<number, number>> {
  const byForm = new Map<string, Map<number, number>>();
  for (let document = 0; document < columns.documents; document += 1) {
    for (const { form, position } of analyzer.analyze(documents.card(document).title)) {
      const holding = byForm.get(form) ?? new Map<number, number>();
      if (!holding.has(document)) holding.set(document, position);
      byForm.set(form, holding);
    }
  }
  return byForm;
}

function expectWordsOfTitles(index: OpenIndex): void {
  const { forms, titles } = index;
  const slow = slowTitles(index);
  for (let place = 0; place < forms.size; place += 1) {
    const { form } = forms.at(place);
    const expected = slow.get(form) ?? new Map<number, number>();
    expect({ form, holding: [...titles.holding(place, place + 1).toArray()] }).toEqual({
      form,
      holding: [...expected.keys()],
    });
    for (const position of new Set(expected.values()))
      expect([...titles.holdingAt(position, place, place + 1).toArray()]).toEqual(
        [...expected].filter(([, at]) => at === position).map(([document]) => document),
      );
  }
  expect(titles.words).toBe([...slow.values()].reduce((sum, { size }) => sum + size, 0));
  expect(titles.words).toBeGreaterThan(0);
}

describe('holds the words of every title', () => {
  test('that was derived from a body', () => withSeeds(expectWordsOfTitles));

  test('that was given', async () => withIndex(await seedRecords(), expectWordsOfTitles));

  test('of both kinds, with long ones, wordless ones and words that are cut', () =>
    withIndex(
      [
        { id: 'a', title: 'Ferry, ferry late', text: 'The crew was gone.' },
        { id: 'b', text: 'A storm broke the ferry quay. The ferry sank.' },
        { id: 'c', title: '…', text: 'Ferry words that are no title.' },
        { id: 'd', title: `${'word '.repeat(300)}last`, text: 'x' },
        { id: 'e', text: `Ferry ${'of many, many words '.repeat(20)}` },
      ],
      (index) => {
        const { forms, titles } = index;
        const idsOf = (documents: Uint32Array) => [...documents].map((document) => index.columns.ids.get(document));
        const place = (form: string) => forms.find(form)!.place;
        expect(idsOf(titles.holding(place('ferry'), place('ferry') + 1).toArray())).toEqual(['a', 'b', 'e']);
        expect(idsOf(titles.holdingAny([place('late'), place('storm')]).toArray())).toEqual(['a', 'b']);
        expect(idsOf(titles.holdingAt(0, place('ferry'), place('ferry') + 1).toArray())).toEqual(['a', 'e']);
        expect(idsOf(titles.holding(place('sank'), place('sank') + 1).toArray())).toEqual([]);
        expect(idsOf(titles.holding(place('last'), place('last') + 1).toArray())).toEqual(['d']);
        expect(idsOf(titles.holding(...forms.rangeOf('l')).toArray())).toEqual(['a', 'd']);
      },
    ));
});

test.each([
  { name: 'another number of forms', starts: [0, 1], documents: [0], positions: [0] },
  { name: 'a document too few', starts: [0, 1, 2], documents: [0], positions: [0, 0] },
  { name: 'a position too few', starts: [0, 1, 2], documents: [0, 1], positions: [0] },
])('$name is damage', ({ starts, documents, positions }) => {
  const sections = new SectionReader(
    'columns.bin',
    new Map<string, Uint32Array | Uint8Array>([
      ['titles.starts', Uint32Array.from(starts)],
      ['titles.documents', Uint32Array.from(documents)],
      ['titles.positions', Uint8Array.from(positions)],
    ]),
  );
  expect(() => new Titles('columns.bin', sections, 2, 2)).toThrow(SearchError);
});
