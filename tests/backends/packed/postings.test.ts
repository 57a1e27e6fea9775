import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { PostingList } from '../../../src/backends/invert.js';
import { formBit, POSTINGS } from '../../../src/backends/packed/format.js';
import { PackedPostings } from '../../../src/backends/packed/postings.js';
import { PackedWriter } from '../../../src/backends/packed/writer.js';
import { TokenStream } from '../../../src/backends/token-stream.js';
import { gallop, lowerBound } from '../../../src/index/ascending.js';
import { readSections } from '../../../src/index/sections.js';
import { createRandom } from '../../bench/queries.js';

interface SampleList {
  readonly forms: number;
  readonly postings: readonly SamplePosting[];
}

interface SamplePosting {
  readonly document: number;
  readonly title: readonly Occurrence[];
  readonly body: readonly Occurrence[];
}

interface Occurrence {
  readonly position: number;
  readonly form: number;
}

/** Around one and two skips, and what a byte can hold. */
const COUNTS = [0, 1, 2, 31, 32, 33, 64, 65, 100];
const FORMS = [1, 2, 7, 8, 9, 12, 130];
const TITLES = [0, 0, 0, 1, 2, 3, 4];
const BODIES = [0, 1, 1, 1, 2, 3];
/** One posting in 15. */
const MANY = [62, 63, 64, 255, 256, 300];
const FURTHEST = 100_000;

/** Four terms, of each its content words and its stop words. */
const lists: fc.Arbitrary<readonly SampleList[]> = fc
  .record({
    seed: fc.integer({ min: 1 }),
    shapes: fc.array(fc.record({ forms: fc.constantFrom(...FORMS), count: fc.constantFrom(...COUNTS) }), {
      minLength: 8,
      maxLength: 8,
    }),
  })
  .map(({ seed, shapes }) => {
    const random = createRandom(seed);
    return shapes.map(({ forms, count }) => ({ forms, postings: drawPostings(count, forms, random) }));
  });

function drawPostings(count: number, forms: number, random: (limit: number) => number): SamplePosting[] {
  let document = -1;
  return Array.from({ length: count }, () => {
    document += 1 + random(random(20) === 0 ? 5000 : 3);
    const title = TITLES[random(TITLES.length)]!;
    const bodies = random(15) === 0 ? MANY : BODIES;
    const body = Math.max(title === 0 ? 1 : 0, bodies[random(bodies.length)]!);
    return { document, title: drawOccurrences(title, forms, random), body: drawOccurrences(body, forms, random) };
  });
}

/** Next to each other, or spread over a long field. */
function drawOccurrences(count: number, forms: number, random: (limit: number) => number): Occurrence[] {
  const step = random(2) === 0 ? 1 : Math.floor(FURTHEST / Math.max(1, count));
  let position = -1;
  return Array.from({ length: count }, () => {
    position += 1 + random(step);
    return { position, form: random(forms) };
  });
}

/** What the inverter would give. */
function listOf({ postings }: SampleList, key: number): PostingList {
  const occurrences = postings.flatMap(({ title, body }) => [...title, ...body]);
  return {
    key,
    documents: Uint32Array.from(postings, ({ document }) => document),
    title: Uint32Array.from(postings, ({ title }) => title.length),
    body: Uint32Array.from(postings, ({ body }) => body.length),
    positions: Uint32Array.from(occurrences, ({ position }) => position),
    forms: Uint16Array.from(occurrences, ({ form }) => form),
  };
}

/** Writes `postings.bin` and reads it. */
function write(samples: readonly SampleList[], lengths = { title: new Uint32Array(1), body: new Uint32Array(1) }) {
  const chunks: Uint8Array[] = [];
  const [termOf, stopWords] = [samples, samples].map((_, half) =>
    samples.flatMap(({ forms }, key) => Array<number>(forms).fill(half === 0 ? key >> 1 : key & 1)),
  );
  const writer = new PackedWriter(
    {
      documents: lengths.body.length,
      words: 0,
      idOf: String,
      lengths,
      vocabulary: {
        places: new Uint32Array(0),
        terms: Array.from({ length: samples.length / 2 }, (_, term) => `term${term}`),
        termOf: Uint32Array.from(termOf!),
        stopWords: Uint8Array.from(stopWords!),
      },
      stream: new TokenStream(),
    },
    () => ({ write: (bytes) => chunks.push(bytes.slice()), close: () => {} }),
  );
  for (const [key, sample] of samples.entries()) if (sample.postings.length > 0) writer.list(listOf(sample, key));
  writer.finish();
  const bytes = new Uint8Array(Buffer.concat(chunks)).buffer;
  return new PackedPostings(readSections(POSTINGS.file, bytes, POSTINGS.kind, POSTINGS.version));
}

describe('what was written is read', () => {
  test('documents, frequencies and forms of any lists', () => {
    fc.assert(
      fc.property(lists, (samples) => {
        const postings = write(samples);
        for (const [key, { postings: expected }] of samples.entries()) {
          const list = postings.list(key);
          const found = expected.map((_, i) => ({
            document: postings.documentsOf(list)[i],
            title: postings.titleFrequency(list.from + i),
            body: postings.bodyFrequency(list.from + i),
            weighted: postings.weightedFrequency(list.from + i, 2),
            bits: postings.forms[list.from + i],
          }));
          expect(list.to - list.from).toBe(expected.length);
          expect(found).toEqual(
            expected.map(({ document, title, body }) => ({
              document,
              title: title.length,
              body: body.length,
              weighted: 2 * title.length + body.length,
              bits: [...title, ...body].reduce((all, { form }) => all | formBit(form), 0),
            })),
          );
        }
      }),
      { numRuns: 20 },
    );
  });

  test.each([
    { order: 'one after the other', arrange: (count: number) => [...Array(count).keys()] },
    { order: 'each twice', arrange: (count: number) => [...Array(count).keys()].flatMap((i) => [i, i]) },
    { order: 'backwards', arrange: (count: number) => [...Array(count).keys()].toReversed() },
    { order: 'every fifth', arrange: (count: number) => [...Array(count).keys()].filter((i) => i % 5 === 4) },
    {
      order: 'anyhow',
      arrange: (count: number) => {
        const random = createRandom(count + 1);
        return Array.from({ length: 2 * count }, () => random(count));
      },
    },
  ])('positions, read $order', ({ arrange }) => {
    fc.assert(
      fc.property(lists, (samples) => {
        const postings = write(samples);
        for (const [key, { forms, postings: expected }] of samples.entries()) {
          const list = postings.list(key);
          const reader = postings.positionsOf(list, forms);
          const order = arrange(expected.length);
          const found = order.map((i) => {
            reader.read(list.from + i);
            const all = Array.from({ length: reader.title + reader.body }, (_, j) => ({
              position: reader.positions[j],
              form: reader.forms[j],
            }));
            return { i, title: all.slice(0, reader.title), body: all.slice(reader.title) };
          });
          expect(JSON.stringify(found)).toBe(
            JSON.stringify(order.map((i) => ({ i, title: expected[i]!.title, body: expected[i]!.body }))),
          );
        }
      }),
      { numRuns: 20 },
    );
  });

  test('field lengths', () => {
    const lengths = { title: Uint32Array.of(0, 3, 1), body: Uint32Array.of(7, 0, 70_000) };
    const postings = write([], lengths);
    expect(postings.count).toBe(3);
    expect(postings.lengths).toEqual(lengths);
  });

  test('a position far away in a list of many forms', () => {
    const occurrence = { position: 90_000_000, form: 59_999 };
    const postings = write([
      { forms: 60_000, postings: [{ document: 0, title: [], body: [occurrence] }] },
      { forms: 1, postings: [] },
    ]);
    const reader = postings.positionsOf(postings.list(0), 60_000);
    reader.read(0);
    expect([reader.positions[0], reader.forms[0]]).toEqual([occurrence.position, occurrence.form]);
  });
});

describe('a place in an ascending list', () => {
  const ascending = fc
    .uniqueArray(fc.nat(300), { maxLength: 120 })
    .map((list) => Uint32Array.from(list.toSorted((a, b) => a - b)));

  test.each([
    { name: 'gallop', find: gallop },
    { name: 'lowerBound', find: lowerBound },
  ])('is found by $name as by looking at each', ({ find }) => {
    fc.assert(
      fc.property(ascending, fc.nat(310), fc.nat(130), fc.nat(130), (list, value, a, b) => {
        const [from, to] = [Math.min(a, b, list.length), Math.min(Math.max(a, b), list.length)];
        let expected = from;
        while (expected < to && list[expected]! < value) expected += 1;
        expect(find(list, value, from, to)).toBe(expected);
      }),
      { numRuns: 2000 },
    );
  });
});
