/**
 * The address is the state: what is written can be read again, and equal states have equal addresses.
 */
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  apiUrl,
  documentUrl,
  type PageState,
  pageUrl,
  readState,
  toggleFilter,
} from '../../src/page/templates/state.js';

const read = (search: string): ReturnType<typeof readState> => readState(new URLSearchParams(search));

describe('addresses', () => {
  test.each([
    { name: 'nothing asked', search: '', url: '/' },
    { name: 'defaults', search: 'q=a&sort=relevance&offset=0&limit=10&from=&to=', url: '/?q=a' },
    { name: 'newest first is no default with words', search: 'q=a&sort=date:desc', url: '/?q=a&sort=date:desc' },
    {
      name: 'newest first is the default without',
      search: 'sort=date:desc&filter=year:2021',
      url: '/?filter=year:2021',
    },
    {
      name: 'a fixed order',
      search: 'limit=20&filter=b:2&to=2022&filter=a:1&q=x&from=2021',
      url: '/?q=x&from=2021&to=2022&filter=a:1&filter=b:2&limit=20',
    },
    { name: 'readable characters', search: 'q=%22a+b%22+c%2Bd+e%26f', url: '/?q=%22a+b%22+c%2Bd+e%26f' },
  ])('$name', ({ search, url }) => expect(pageUrl(read(search).state)).toBe(url));

  test.each([
    ['from=yesterday', ['from']],
    ['to=2021-1', ['to']],
    ['sort=title', ['sort']],
    ['filter=year', ['filter']],
    ['offset=-1&limit=x', ['limit', 'offset']],
    ['limit=0', ['limit']],
    ['offset=10000', ['offset']],
    ['from=&to=&sort=&filter=&offset=&limit=', []],
  ])('%s cannot be read: %s', (search, problems) => {
    expect(read(`q=a&${search}`).problems.sort()).toEqual(problems);
    expect(pageUrl(read(`q=a&${search}`).state)).toBe('/?q=a');
  });

  test('reading what was written gives the same state', () => {
    const word = fc.string({ unit: 'grapheme', maxLength: 8 });
    const period = fc.option(fc.constantFrom('2021', '2021-12', '2021-12-29'), { nil: undefined });
    const filter = fc.record({ field: word.filter((text) => text !== '' && !text.includes(':')), value: word });
    fc.assert(
      fc.property(
        word,
        period,
        period,
        fc.array(filter, { maxLength: 3 }),
        fc.nat(90),
        (q, from, to, filters, offset) => {
          const state = {
            q,
            ...(from === undefined ? {} : { from }),
            ...(to === undefined ? {} : { to }),
            filter: filters,
            offset,
            limit: 10,
          };
          const url = pageUrl(state);
          const again = readState(new URL(url, 'http://page').searchParams).state;
          expect(pageUrl(again)).toBe(url);
          expect(again.q.trim()).toBe(q.trim());
          expect(new Set(again.filter.map(({ field, value }) => `${field}:${value}`))).toEqual(
            new Set(filters.map(({ field, value }) => `${field}:${value}`)),
          );
        },
      ),
    );
  });

  test('a filter is set and taken away, and the list begins anew', () => {
    const state: PageState = { q: 'a', filter: [], offset: 30, limit: 10 };
    const filter = { field: 'topics', value: 'a:b, c/d' };
    const once = toggleFilter(state, filter);
    expect(pageUrl(once)).toBe('/?q=a&filter=topics:a:b,+c/d');
    expect(readState(new URL(pageUrl(once), 'http://page').searchParams).state).toEqual(once);
    expect(pageUrl(toggleFilter(once, filter))).toBe('/?q=a');
  });

  test('the JSON twin asks for what the page shows', () => {
    const { state } = read('q=a+b&from=2021&filter=year:2021&offset=10');
    expect(apiUrl(state, ['year', 'folder'], true)).toBe(
      '/api/v1/search?q=a+b&from=2021&filter=year:2021&offset=10&facets=year,folder&histogram=auto&prefix=true',
    );
    expect(apiUrl(state, [], false)).not.toMatch(/facets|prefix/);
  });

  test.each([
    ['2021/12/a.txt', 'a b', '/documents/2021%2F12%2Fa.txt?q=a+b'],
    ['100% sure?#1 .. é.txt', '', '/documents/100%25%20sure%3F%231%20..%20%C3%A9.txt'],
  ])('the document %s', (id, q, url) => expect(documentUrl(id, q)).toBe(url));
});
