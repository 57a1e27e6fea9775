import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formOrdinals, invert, listKey, type PostingList } from '../../src/backends/invert.js';
import { TokenStream } from '../../src/backends/token-stream.js';
import type { Vocabulary } from '../../src/index/forms-builder.js';

/** A word by its place in the sorted forms. */
type Field = readonly number[];

interface Sample {
  /** By place: the term of each form, and whether it is a stop word. */
  readonly forms: readonly { readonly term: number; readonly stopWord: boolean }[];
  /** The number that each place was met under. */
  readonly numbers: readonly number[];
  readonly documents: readonly { readonly title: Field; readonly body: Field }[];
}

const TERMS = 5;

const sample: fc.Arbitrary<Sample> = fc.integer({ min: 1, max: 12 }).chain((size) => {
  const field = fc.array(fc.nat(size - 1), { maxLength: 15 });
  return fc.record({
    forms: fc.array(fc.record({ term: fc.nat(TERMS - 1), stopWord: fc.boolean() }), {
      minLength: size,
      maxLength: size,
    }),
    numbers: fc.shuffledSubarray([...Array(size).keys()], { minLength: size, maxLength: size }),
    documents: fc.array(fc.record({ title: field, body: field }), { maxLength: 10 }),
  });
});

function vocabularyOf({ forms, numbers }: Pick<Sample, 'forms' | 'numbers'>): Vocabulary {
  const places = new Uint32Array(numbers.length);
  for (const [place, number] of numbers.entries()) places[number] = place;
  return {
    places,
    terms: Array.from({ length: TERMS }, (_, term) => `term${term}`),
    termOf: Uint32Array.from(forms, ({ term }) => term),
    stopWords: Uint8Array.from(forms, ({ stopWord }) => (stopWord ? 1 : 0)),
  };
}

function streamOf({ documents, numbers }: Sample): TokenStream {
  const stream = new TokenStream();
  for (const { title, body } of documents) {
    for (const field of [title, body]) {
      for (const place of field) stream.add(numbers[place]!);
      stream.endField();
    }
  }
  return stream;
}

/** The lists as plain arrays, which are not reused. */
function invertAll(of: Sample, budget?: number) {
  const lists: unknown[] = [];
  for (const list of invert(streamOf(of), vocabularyOf(of), budget)) lists.push(plain(list));
  return lists;
}

function plain({ key, documents, title, body, positions, forms }: PostingList) {
  return {
    key,
    documents: [...documents],
    title: [...title],
    body: [...body],
    positions: [...positions],
    forms: [...forms],
  };
}

/** Looks for each list through all documents. */
function invertSlowly({ forms, documents }: Sample) {
  return Array.from({ length: 2 * TERMS }, (_, key) => {
    const own = [...forms.keys()].filter((place) => 2 * forms[place]!.term + Number(forms[place]!.stopWord) === key);
    const found = documents.map((document) =>
      [document.title, document.body].map((field) =>
        field.flatMap((place, position) => (own.includes(place) ? [{ position, form: own.indexOf(place) }] : [])),
      ),
    );
    const held = [...found.keys()].filter((document) => found[document]!.flat().length > 0);
    return {
      key,
      documents: held,
      title: held.map((document) => found[document]![0]!.length),
      body: held.map((document) => found[document]![1]!.length),
      positions: held.flatMap((document) => found[document]!.flat().map(({ position }) => position)),
      forms: held.flatMap((document) => found[document]!.flat().map(({ form }) => form)),
    };
  }).filter(({ documents: held }) => held.length > 0);
}

test('inverts as looking for each list would, whatever is sorted at a time', () => {
  fc.assert(
    fc.property(sample, fc.constantFrom(0, 1, 2, 3, 7, 20, undefined), (of, budget) => {
      expect(invertAll(of, budget)).toEqual(invertSlowly(of));
    }),
    { numRuns: 200 },
  );
});

test('sorts no more at a time than the budget, but for one list that is larger', () => {
  fc.assert(
    fc.property(sample, fc.integer({ min: 1, max: 40 }), (of, budget) => {
      for (const { positions } of invert(streamOf(of), vocabularyOf(of), budget)) {
        // A list is a view of all that was sorted with it.
        const sorted = positions.buffer.byteLength / positions.BYTES_PER_ELEMENT;
        expect(sorted).toBeLessThanOrEqual(Math.max(budget, positions.length));
      }
    }),
  );
});

describe('one list', () => {
  const forms = [
    { term: 0, stopWord: false },
    { term: 3, stopWord: false },
  ];

  test('may be larger than the budget', () => {
    const of = { forms, numbers: [0, 1], documents: [{ title: [1, 1], body: [0, ...Array<number>(50).fill(1), 0] }] };
    expect(invertAll(of, 10)).toEqual(invertSlowly(of));
  });

  test('may be longer than the buffer it is gathered in, more than once', () => {
    const documents = Array.from({ length: 5000 }, (_, i) => ({ title: i % 2 === 0 ? [1] : [], body: [0, 1, 1] }));
    const lists = invertAll({ forms, numbers: [1, 0], documents });
    expect(lists).toEqual([
      expect.objectContaining({ key: 0, documents: [...documents.keys()], title: Array(5000).fill(0) }),
      expect.objectContaining({
        key: 6,
        documents: [...documents.keys()],
        title: documents.map(({ title }) => title.length),
        body: Array(5000).fill(2),
      }),
    ]);
  });
});

test.each([
  { name: 'no document', documents: [] },
  { name: 'documents without a word', documents: [{ title: [], body: [] }] },
])('$name gives no list', ({ documents }) => {
  expect(invertAll({ forms: [{ term: 0, stopWord: false }], numbers: [0], documents })).toEqual([]);
  expect(invertAll({ forms: [], numbers: [], documents })).toEqual([]);
});

test('forms of a list are numbered in alphabetical order, content words and stop words apart', () => {
  const forms = [
    { term: 1, stopWord: false },
    { term: 0, stopWord: false },
    { term: 1, stopWord: true },
    { term: 1, stopWord: false },
  ];
  const { keys, ordinals } = formOrdinals(vocabularyOf({ forms, numbers: [0, 1, 2, 3] }));
  expect([...keys]).toEqual([2, 0, 3, 2]);
  expect([...ordinals]).toEqual([0, 0, 0, 1]);
  expect([listKey(0, false), listKey(0, true), listKey(7, false)]).toEqual([0, 1, 14]);
});

test('a stream counts its documents and words', () => {
  const stream = streamOf({
    forms: [],
    numbers: [0],
    documents: [
      { title: [], body: [0, 0] },
      { title: [0], body: [] },
    ],
  });
  expect([stream.documents, stream.words]).toEqual([2, 3]);
});
