import { expect, test } from '@jest/globals';
import { markRanges } from '../../src/cli/marks.js';
import { parseMinimum } from '../../src/cli/minimum.js';
import { alignColumns } from '../../src/cli/table.js';
import { collect, parseFilter, wholeNumber } from '../../src/cli/values.js';

test.each(['0', '7', '100'])('%s is a whole number', (text) => expect(wholeNumber(0, 100)(text)).toBe(Number(text)));

test.each(['', ' ', '-1', '1.5', '101', '1e2', '0x10', 'ten', '99999999999999999999'])('%j is refused', (text) => {
  expect(() => wholeNumber(0, 100)(text)).toThrow('from 0 to 100');
});

test.each([
  { text: 'year:2021', expected: { field: 'year', value: '2021' } },
  { text: 'place:a:b', expected: { field: 'place', value: 'a:b' } },
  { text: 'folder:', expected: { field: 'folder', value: '' } },
])('the filter $text', ({ text, expected }) => expect(parseFilter(text)).toEqual(expected));

test.each(['year', ':2021', ''])('%j is no filter', (text) => expect(() => parseFilter(text)).toThrow('field:value'));

test('an option that is repeated collects its values', () => {
  const parse = collect(Number);
  expect(parse('2', parse('1', undefined))).toEqual([1, 2]);
});

test.each([
  { text: 'map=0.4', expected: { metric: 'MAP', value: 0.4 } },
  { text: 'NDCG@10=1', expected: { metric: 'nDCG@10', value: 1 } },
  { text: 'recall@100=0', expected: { metric: 'recall@100', value: 0 } },
])('the minimum $text', ({ text, expected }) => expect(parseMinimum(text)).toEqual(expected));

test.each(['map', 'map=', 'map=2', 'map=-1', 'mapp=0.4', 'map=0.4=1', 'map=x'])('%j is no minimum', (text) => {
  expect(() => parseMinimum(text)).toThrow('nDCG@10, MAP, P@10, recall@100');
});

test('each piece of a marked text is made safe on its own, so ranges stay true', () => {
  const safe = (text: string) => text.replaceAll('\n', '\\n');
  const strong = (text: string) => `<${text}>`;
  expect(
    markRanges(
      '\nferry\nstorm',
      [
        [1, 6],
        [7, 12],
      ],
      safe,
      strong,
    ),
  ).toBe('\\n<ferry>\\n<storm>');
  expect(markRanges('none', [], safe, strong)).toBe('none');
});

test('columns are as wide as their widest cell', () => {
  expect(
    alignColumns(
      [
        ['a', '1', ''],
        ['long', '100', 'end'],
      ],
      [1],
    ),
  ).toEqual(['a       1', 'long  100  end']);
});
