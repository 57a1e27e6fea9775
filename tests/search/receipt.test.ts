import { describe, expect, test } from '@jest/globals';
import type { ReceiptTerm } from '../../src/answer.js';
import { DEFAULT_REQUEST, search } from '../../src/search.js';
import { withIndex } from '../temporary-index.js';

const RECORDS = [
  { id: 'a', title: 'Ferry strike', text: 'The ferries were late, and so was the tram.' },
  { id: 'b', title: 'Trams', text: 'A ferry of the north; the women of the north strike.' },
  { id: 'c', text: 'One woman, two trams.' },
];

function termsOf(q: string, prefix = false): Promise<readonly ReceiptTerm[]> {
  return withIndex(RECORDS, (index) => search(index, { ...DEFAULT_REQUEST, q, prefix, typos: 'off' }).query.terms);
}

const FERRY = { typed: 'ferry', term: 'ferri', documentFrequency: 2, forms: { ferry: 2, ferries: 1 } };
const TRAM = { typed: 'tram', term: 'tram', documentFrequency: 3, forms: { trams: 2, tram: 1 } };

describe('the receipt lists', () => {
  test.each([
    { name: 'words', q: 'ferry', terms: [FERRY] },
    { name: 'a word once', q: 'ferry "ferry strike" ferry', terms: [FERRY, { typed: 'strike', documentFrequency: 2 }] },
    {
      name: 'the content words of a phrase',
      q: '"ferry of the tram"~3',
      terms: [FERRY, TRAM],
    },
    {
      name: 'the words of NEAR',
      q: '(ferry OR wom?n) NEAR/3 "the tram"',
      terms: [FERRY, { typed: 'wom?n', term: 'wom?n', documentFrequency: 2, forms: { woman: 1, women: 1 } }, TRAM],
    },
    {
      name: 'a word of a field with the documents of that field',
      q: 'title:ferry body:ferry',
      terms: [
        { ...FERRY, typed: 'title:ferry', documentFrequency: 1 },
        { ...FERRY, typed: 'body:ferry', documentFrequency: 2 },
      ],
    },
    {
      name: 'a beginning with its forms',
      q: 'Tra*',
      terms: [{ typed: 'tra*', term: 'tra*', documentFrequency: 3, forms: { trams: 2, tram: 1 } }],
    },
    {
      name: 'a word with slips',
      q: 'ferrry~ strke~2',
      terms: [
        { typed: 'ferrry~', term: 'ferrry~', documentFrequency: 2, forms: { ferry: 2 } },
        { typed: 'strke~2', term: 'strke~2', documentFrequency: 2, forms: { strike: 2 } },
      ],
    },
    {
      name: 'a form, a stop word too',
      q: '=ferries =the',
      terms: [
        { typed: '=ferries', term: '=ferries', documentFrequency: 1, forms: { ferries: 1 } },
        { typed: '=the', term: '=the', documentFrequency: 2, forms: { the: 2 } },
      ],
    },
    {
      name: 'the forms of a phrase that is exact',
      q: '="ferry strike"',
      terms: [
        { typed: '=ferry', term: '=ferry', documentFrequency: 2 },
        { typed: '=strike', term: '=strike', documentFrequency: 2 },
      ],
    },
    {
      name: 'what no document holds',
      q: 'zeppelin* =zeppelin zepp?lin title:women',
      terms: [
        { typed: 'zeppelin*', documentFrequency: 0, forms: {} },
        { typed: '=zeppelin', documentFrequency: 0, forms: {} },
        { typed: 'zepp?lin', documentFrequency: 0, forms: {} },
        { typed: 'title:women', documentFrequency: 0, forms: { women: 1 } },
      ],
    },
    { name: 'nothing of what excludes or selects', q: 'ferry -tram -(a NEAR/2 b) year:2021', terms: [FERRY] },
  ])('$name: $q', async ({ q, terms }) => expect(await termsOf(q)).toMatchObject(terms));

  test('the last word as a beginning, unless nothing goes on so', async () => {
    expect(await termsOf('ferr', true)).toMatchObject([{ typed: 'ferr' }, { typed: 'ferr*', documentFrequency: 2 }]);
    expect(await termsOf('zepp', true)).toMatchObject([{ typed: 'zepp', documentFrequency: 0 }]);
  });
});
