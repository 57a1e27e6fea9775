import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { Boilerplate, BoilerplateBuilder } from '../../src/index/boilerplate.js';
import { layOutSections, readSections } from '../../src/index/sections.js';
import { withIndex } from '../temporary-index.js';

/** The boilerplate of each body as texts; `firsts` tells which bodies are copies of earlier ones. */
function boilerplateOf(bodies: readonly string[], firsts: readonly number[] = [...bodies.keys()]): string[][] {
  const builder = new BoilerplateBuilder();
  for (const body of bodies) builder.add(body);
  const sections = builder.finish(Uint32Array.from(firsts));
  const bytes = new Uint8Array(Buffer.concat([...layOutSections('test', 1, sections)])).buffer;
  const boilerplate = new Boilerplate(readSections('test.bin', bytes, 'test', 1));
  return bodies.map((body, i) => boilerplate.rangesOf(i).map(([start, end]) => body.slice(start, end)));
}

function article(i: number): string {
  return `Article ${i} says something of its own.`;
}

const NOTE = 'Write to the editor at 12 Quay Street.';

function articles(count: number, make: (i: number) => string): string[] {
  return Array.from({ length: count }, (_, i) => make(i));
}

test('a paragraph of five documents is boilerplate in each of them', () => {
  const bodies = articles(7, (i) => (i < 5 ? `${article(i)}\n\n${NOTE}` : `${article(i)}\n\nThe end of ${i}.`));
  expect(boilerplateOf(bodies)).toEqual([[NOTE], [NOTE], [NOTE], [NOTE], [NOTE], [], []]);
});

test.each([
  { name: 'of four documents', bodies: articles(4, (i) => `${article(i)}\n\n${NOTE}`) },
  {
    name: 'of less than one in a hundred',
    bodies: articles(601, (i) => (i < 6 ? `${article(i)}\n\n${NOTE}` : article(i))),
  },
  { name: 'that is the whole body', bodies: articles(9, () => NOTE) },
  { name: 'that one document repeats', bodies: [articles(9, () => NOTE).join('\n\n'), article(1), article(2)] },
  { name: 'that differs by a character', bodies: articles(9, (i) => `${article(i)}\n\n${NOTE}${i}`) },
])('a paragraph $name is none', ({ bodies }) => {
  expect(boilerplateOf(bodies)).toEqual(bodies.map(() => []));
});

test('a whole body is none even where others end with it', () => {
  const bodies = [...articles(5, (i) => `${article(i)}\n\n${NOTE}`), NOTE];
  expect(boilerplateOf(bodies)).toEqual([[NOTE], [NOTE], [NOTE], [NOTE], [NOTE], []]);
});

test('copies of one document count once, and share what is found', () => {
  const same = articles(6, () => `${article(1)}\n\n${article(2)}`);
  const others = articles(4, (i) => `${article(10 + i)}\n\n${article(2)}`);
  const firsts = [0, 0, 0, 0, 0, 0, 6, 7, 8, 9];
  expect(boilerplateOf([...same, ...others.slice(0, 3)], firsts.slice(0, 9)).flat()).toEqual([]);
  expect(boilerplateOf([...same, ...others], firsts)).toEqual(firsts.map(() => [article(2)]));
});

test('neighbours are one range, in the beginning and at the end', () => {
  const bodies = articles(5, (i) => `By our staff\n\nAll rights reserved\n\n${article(i)}\n\n${NOTE}`);
  expect(boilerplateOf(bodies)).toEqual(bodies.map(() => ['By our staff\n\nAll rights reserved', NOTE]));
});

test('is what counting the paragraphs gives, in any collection', () => {
  const paragraph = fc.constantFrom('a', 'b', 'c', 'd', 'é', '😀', 'a b');
  const bodies = fc.array(
    fc.array(paragraph, { minLength: 1, maxLength: 4 }).map((list) => list.join('\n\n')),
    { maxLength: 30 },
  );
  fc.assert(
    fc.property(bodies, (list) => {
      const split = list.map((body) => body.split('\n\n'));
      const several = split.filter((paragraphs) => paragraphs.length > 1);
      const isRepeated = (text: string) => several.filter((paragraphs) => paragraphs.includes(text)).length >= 5;
      const expected = split.map((paragraphs) => (paragraphs.length > 1 ? paragraphs.filter(isRepeated) : []));
      expect(boilerplateOf(list).map((ranges) => ranges.flatMap((range) => range.split('\n\n')))).toEqual(expected);
    }),
  );
});

describe('in an index', () => {
  test('ranges belong to the stored bodies', async () => {
    const records = articles(6, (i) => `${article(i)}\n\n${NOTE}`).map((text, i) => ({ id: `${i}`, text }));
    await withIndex([...records, { id: 'alone', text: article(7) }], ({ boilerplate, columns, documents }) => {
      expect(boilerplate.documents).toBe(6);
      expect(boilerplate.rangesOf(columns.find('alone')!)).toEqual([]);
      const document = columns.find('3')!;
      const shown = boilerplate.rangesOf(document).map(([start, end]) => documents.body(document).slice(start, end));
      expect(shown).toEqual([NOTE]);
    });
  });
});
