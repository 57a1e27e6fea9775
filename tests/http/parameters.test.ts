import { describe, expect, test } from '@jest/globals';
import { SearchError } from '../../src/errors.js';
import { readBody, readQuery } from '../../src/http/parameters.js';
import { searchParameters } from '../../src/http/schemas.js';
import { DEFAULT_REQUEST } from '../../src/search.js';

function refusal(work: () => unknown): SearchError {
  try {
    work();
  } catch (error) {
    if (error instanceof SearchError) return error;
    throw error;
  }
  throw new Error('Nothing was refused.');
}

const read = (address: string) => readQuery(searchParameters, new URLSearchParams(address));

describe('an address that is read', () => {
  test.each([
    { address: '', expected: {} },
    { address: 'q=a+b%20c', expected: { q: 'a b c' } },
    { address: 'q=&limit=0&offset=100', expected: { limit: 0, offset: 100 } },
    { address: 'facets=year,folder', expected: { facets: ['year', 'folder'] } },
    { address: 'facets=year&facets=folder', expected: { facets: ['year', 'folder'] } },
    { address: 'facets=', expected: { facets: [] } },
    { address: 'fields=title,body', expected: { fields: ['title', 'body'] } },
    {
      address: 'filter=topics:a,b&filter=folder:x:y&filter=folder:',
      expected: {
        filter: [
          { field: 'topics', value: 'a,b' },
          { field: 'folder', value: 'x:y' },
          { field: 'folder', value: '' },
        ],
      },
    },
    { address: 'from=2021&to=2021-12-29', expected: { from: '2021', to: '2021-12-29' } },
    {
      address: 'prefix=true&match=all&typos=off&syntax=none',
      expected: { prefix: true, match: 'all', typos: 'off', syntax: 'none' },
    },
    { address: 'sort=date:asc&histogram=auto', expected: { sort: 'date:asc', histogram: 'auto' } },
    {
      address: 'snippets=5&snippetLength=1000&cursor=abc',
      expected: { snippets: 5, snippetLength: 1000, cursor: 'abc' },
    },
  ])('$address', ({ address, expected }) => {
    expect(read(address)).toEqual({ ...DEFAULT_REQUEST, ...expected });
  });
});

describe('an address that is refused', () => {
  const whole = (from: number, to: number) => `a whole number from ${from} to ${to}`;
  const date = 'a date such as 2021, 2021-12 or 2021-12-29';
  test.each([
    { address: 'limit=', parameter: 'limit', expected: whole(0, 100), found: '' },
    { address: 'limit=abc', parameter: 'limit', expected: whole(0, 100), found: 'abc' },
    { address: 'limit=101', parameter: 'limit', expected: whole(0, 100), found: '101' },
    { address: 'limit=-1', parameter: 'limit', expected: whole(0, 100), found: '-1' },
    { address: 'limit=1.5', parameter: 'limit', expected: whole(0, 100), found: '1.5' },
    { address: 'limit=1e1', parameter: 'limit', expected: whole(0, 100), found: '1e1' },
    { address: 'limit=%201', parameter: 'limit', expected: whole(0, 100), found: ' 1' },
    { address: 'limit=1&limit=2', parameter: 'limit', expected: `one value, ${whole(0, 100)}`, found: '2 values' },
    { address: 'q=a&q=b', parameter: 'q', expected: 'one value, a text', found: '2 values' },
    { address: 'snippets=6', parameter: 'snippets', expected: whole(0, 5), found: '6' },
    { address: 'snippetLength=39', parameter: 'snippetLength', expected: whole(40, 1000), found: '39' },
    { address: 'prefix=yes', parameter: 'prefix', expected: 'true or false', found: 'yes' },
    { address: 'sort=newest', parameter: 'sort', expected: 'one of relevance, date:desc, date:asc', found: 'newest' },
    { address: 'histogram=', parameter: 'histogram', expected: 'one of day, week, month, year, auto', found: '' },
    { address: 'from=', parameter: 'from', expected: date, found: '' },
    { address: 'from=2021-02-30', parameter: 'from', expected: date, found: '2021-02-30' },
    { address: 'to=29.12.2021', parameter: 'to', expected: date, found: '29.12.2021' },
    { address: 'filter=sport', parameter: 'filter', expected: 'field:value, such as folder:sport', found: 'sport' },
    { address: 'facets=year,,month', parameter: 'facets', expected: 'a list of texts', found: '' },
    {
      address: 'fields=title,size',
      parameter: 'fields',
      expected: 'a list of title, date, path, language, attributes, body',
      found: 'size',
    },
  ])('$address', ({ address, ...details }) => {
    expect(refusal(() => read(address))).toMatchObject({ code: 'invalid_parameter', ...details });
  });

  test('an unknown name is told with the accepted ones and the nearest', () => {
    const error = refusal(() => read('q=a&limt=3'));
    expect(error).toMatchObject({ code: 'unknown_parameter', parameter: 'limt', hint: 'Did you mean "limit"?' });
    for (const name of Object.keys(searchParameters.shape)) expect(error.expected).toContain(name);
  });

  test.each(['suggest', 'collapse', '__proto__', 'toString', ''])('the name "%s" is not known', (name) => {
    expect(refusal(() => read(`${encodeURIComponent(name)}=1`))).toMatchObject({
      code: 'unknown_parameter',
      parameter: name,
    });
  });

  test('a long value is cut where it is shown', () => {
    expect(refusal(() => read(`limit=${'9'.repeat(5000)}`)).found).toHaveLength(81);
  });
});

describe('a JSON body', () => {
  test.each([
    { body: undefined, expected: {} },
    { body: { q: 'a', limit: 3, prefix: true }, expected: { q: 'a', limit: 3, prefix: true } },
    { body: { facets: 'year,folder', fields: ['title'] }, expected: { facets: ['year', 'folder'], fields: ['title'] } },
    { body: { filter: 'a:b,c' }, expected: { filter: [{ field: 'a', value: 'b,c' }] } },
    { body: { q: 'a\ud800' }, expected: { q: 'a\ufffd' } },
  ])('$body', ({ body, expected }) => {
    expect(readBody(searchParameters, body)).toEqual({ ...DEFAULT_REQUEST, ...expected });
  });

  test.each([
    { body: { limit: '3' }, parameter: 'limit', found: '3' },
    { body: { limit: null }, parameter: 'limit', found: 'null' },
    { body: { q: 5 }, parameter: 'q', found: '5' },
    { body: { prefix: 'true' }, parameter: 'prefix', found: 'true' },
    { body: { facets: [1] }, parameter: 'facets', found: '1' },
    { body: { filter: { a: 'b' } }, parameter: 'filter', found: '{"a":"b"}' },
  ])('$body is refused', ({ body, parameter, found }) => {
    expect(refusal(() => readBody(searchParameters, body))).toMatchObject({
      code: 'invalid_parameter',
      parameter,
      found,
    });
  });

  test.each([[['q']], ['text'], [5], [null]])('%j is no object', (body) => {
    expect(refusal(() => readBody(searchParameters, body)).code).toBe('invalid_parameter');
  });

  test('an unknown key is refused, also one that objects have by nature', () => {
    for (const body of [{ limt: 1 }, JSON.parse('{"__proto__": 1}'), { constructor: 1 }])
      expect(refusal(() => readBody(searchParameters, body)).code).toBe('unknown_parameter');
  });
});
