import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { chooseFragments } from '../../src/snippets/fragments.js';
import type { Range } from '../../src/snippets/highlight.js';
import type { Match } from '../../src/snippets/matches.js';
import { WordPlaces } from '../../src/snippets/word-places.js';

interface Marked {
  readonly text: string;
  readonly avoid: readonly Range[];
}

/** What stands between braces is to be avoided. */
function readMarked(marked: string): Marked {
  const avoid: Range[] = [];
  let text = '';
  for (const [i, piece] of marked.split(/[{}]/).entries()) {
    if (i % 2 === 1) avoid.push([text.length, text.length + piece.length]);
    text += piece;
  }
  return { text, avoid };
}

/** Fragments for the word `ferry`, or for those that have a weight. */
function choose({ text, avoid }: Marked, count: number, length: number, weights: Weights = { ferry: 1 }): Range[] {
  const matches = matchesOf(text, weights);
  return chooseFragments(text, new WordPlaces(text), matches, Object.values(weights), count, length, avoid);
}

type Weights = Readonly<Record<string, number>>;

function matchesOf(text: string, weights: Weights): Match[] {
  return [...text.matchAll(/\w+/g)].flatMap(({ 0: word, index }) => {
    const leaf = Object.keys(weights).indexOf(word);
    return leaf === -1 ? [] : [{ start: index, end: index + word.length, leaf }];
  });
}

describe('boilerplate', () => {
  test.each([
    {
      name: 'gives way to a match elsewhere, though it has more of them',
      marked: '{The ferry news: a ferry a day.}\n\nThe ferry sank off Skerrow.',
      expected: ['The ferry sank off Skerrow.'],
    },
    {
      name: 'gives way to other text, though only it matches',
      marked: '{The ferry news.}\n\nA storm came. It was over by noon.',
      expected: ['A storm came. It was over by noon.'],
    },
    {
      name: 'is not where a fragment ends',
      marked: 'The ferry sank.\n\n{Write to the editor.}',
      expected: ['The ferry sank.'],
    },
    {
      name: 'is not where a fragment ends, nor is the space behind it',
      marked: 'The ferry sank.\n\n{Write to us.}\n\nA storm that came in the night was over by noon.',
      expected: ['The ferry sank.'],
    },
    {
      name: 'is not where a fragment begins',
      marked: '{By our staff.}\n\nThe ferry sank.',
      expected: ['The ferry sank.'],
    },
    {
      name: 'is not where a fragment begins, though its sentence does',
      marked: '{SKERROW (Northern Wire) —} The ferry sank.',
      expected: ['The ferry sank.'],
    },
    {
      name: 'may stand inside of a fragment',
      marked: 'The ferry was late.\n\n{Year}\n\nA ferry sank.',
      expected: ['The ferry was late.\n\nYear\n\nA ferry sank.'],
    },
    {
      name: 'is shown where there is nothing else',
      marked: '{Write to us.}\n\n{The ferry news.}\n',
      expected: ['The ferry news.'],
    },
    {
      name: 'is not taken where more fragments are wanted than there are',
      marked: '{The ferry news.}\n\nThe ferry sank.\n\n{A ferry a day.}\n\n{The end.}',
      count: 3,
      expected: ['The ferry sank.'],
    },
  ])('$name', ({ marked, count = 1, expected }) => {
    const read = readMarked(marked);
    expect(choose(read, count, 50).map(([start, end]) => read.text.slice(start, end))).toEqual(expected);
  });

  const piece = fc
    .array(fc.constantFrom('ferry', 'storm', 'quay', 'the', 'sank.', 'Ends.'), { minLength: 1, maxLength: 8 })
    .map((words) => words.join(' '));
  const paragraphs = fc.array(fc.tuple(piece, fc.boolean()), { minLength: 1, maxLength: 8 });

  test('is never where a fragment begins or ends, in any text that holds something else', () => {
    fc.assert(
      fc.property(paragraphs, fc.nat(3), fc.integer({ min: 20, max: 90 }), (list, count, length) => {
        const marked = readMarked(list.map(([text, isAvoided]) => (isAvoided ? `{${text}}` : text)).join('\n\n'));
        const fragments = choose(marked, count, length);
        expect(fragments.length > 0).toBe(count > 0);
        for (const [start, end] of fragments) {
          expect(end - start).toBeLessThanOrEqual(length);
          expect(end).toBeGreaterThan(start);
          if (list.every(([, isAvoided]) => isAvoided)) continue;
          for (const [from, to] of marked.avoid) {
            expect(start >= from && start < to).toBe(false);
            expect(end > from && end <= to).toBe(false);
          }
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('changes nothing where there is none', () => {
    fc.assert(
      fc.property(piece, (text) => {
        expect(choose({ text, avoid: [] }, 2, 30)).toEqual(
          choose({ text, avoid: [[text.length, text.length]] }, 2, 30),
        );
      }),
    );
  });
});

test('a text of spaces has one empty fragment', () => {
  expect(choose(readMarked('  \n'), 1, 50).map(([start, end]) => end - start)).toEqual([0]);
});

describe('several fragments', () => {
  const FILLER = 'Nothing of note was heard all day. Nor the next day. ';
  const WEIGHTS = { ferry: 2, storm: 2, quay: 1 };

  test.each([
    {
      name: 'a fragment that shows a new word goes before one that repeats better words',
      text: `The ferry met a storm. ${FILLER}A quay. ${FILLER}The ferry met a storm.`,
      expected: ['ferry storm', 'quay'],
    },
    {
      name: 'of equal ones the first is first, and where every word is shown, the next best place follows',
      text: `One ferry. ${FILLER}A ferry met a storm. ${FILLER}A storm met a ferry.`,
      expected: ['ferry storm', 'storm ferry'],
    },
    {
      name: 'a fragment may begin where the one before it ends',
      text: `The ferry met a storm at noon; on the old stone quay a crowd waited. ${FILLER}`,
      expected: ['ferry storm', 'quay'],
    },
    {
      name: 'a short rest is shown for a new word',
      text: 'A quay was here. The ferry there met the storm at sea.',
      expected: ['ferry storm', 'quay'],
    },
    {
      name: 'a short rest is not shown for a word that is shown',
      text: 'A ferry was here. The ferry there met the storm at sea.',
      expected: ['ferry storm'],
    },
  ])('$name', ({ text, expected }) => {
    const ranges = choose({ text, avoid: [] }, 2, 40, WEIGHTS);
    expect(ranges.map(([start, end]) => wordsOf(text.slice(start, end)).join(' '))).toEqual(expected);
  });

  const wordsOf = (text: string) => (text.match(/\w+/g) ?? []).filter((word) => word in WEIGHTS);
  const word = fc.constantFrom('ferry', 'storm', 'quay', 'the', 'of', 'sank.', 'Ends.');
  const text = fc
    .array(fc.tuple(word, fc.constantFrom(' ', '\n\n')), { minLength: 1, maxLength: 60 })
    .map((list) => list.flat().join(''));
  const lengths = fc.integer({ min: 20, max: 90 });

  test('never overlap, and hold no word by halves', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 5 }), lengths, (body, count, length) => {
        const ranges = choose({ text: body, avoid: [] }, count, length, WEIGHTS).sort(([a], [b]) => a - b);
        expect(ranges.length).toBeLessThanOrEqual(count);
        for (const [i, [start, end]] of ranges.entries()) {
          expect(end - start).toBeLessThanOrEqual(length);
          expect(start).toBeGreaterThanOrEqual(ranges[i - 1]?.[1] ?? 0);
          expect(/\w\w/.test(body.slice(start - 1, start + 1)) && start > 0).toBe(false);
          expect(/\w\w/.test(body.slice(end - 1, end + 1))).toBe(false);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test('the second of two shows a word that the first one lacks, where there is one', () => {
    fc.assert(
      fc.property(text, lengths, (body, length) => {
        const [first, second] = choose({ text: body, avoid: [] }, 2, length, { ferry: 1, storm: 1, quay: 1 });
        const shown = new Set(wordsOf(body.slice(...first!)));
        if (wordsOf(body).every((one) => shown.has(one))) return;
        expect(wordsOf(body.slice(...second!)).some((one) => !shown.has(one))).toBe(true);
      }),
      { numRuns: 1000 },
    );
  });

  test('each holds the best window of what those before it leave, as found by looking at every window', () => {
    fc.assert(
      fc.property(text, lengths, (body, length) => {
        const ranges = choose({ text: body, avoid: [] }, 3, length, WEIGHTS);
        if (matchesOf(body, WEIGHTS).length === 0) return;
        for (const i of [0, 1, 2]) {
          const best = bestWindows(body, ranges.slice(0, i), length);
          const range = ranges[i];
          expect(range === undefined).toBe(best.length === 0);
          if (range === undefined) return;
          expect(best.some((window) => range[0] <= window[0]!.start && range[1] >= window.at(-1)!.end)).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });

  /** The matches in each of the windows that are worth most. */
  function bestWindows(body: string, earlier: readonly Range[], length: number): Match[][] {
    const matches = matchesOf(body, WEIGHTS);
    const within = ([from, to]: Range) => matches.filter(({ start, end }) => start >= from && end <= to);
    const shown = new Set(earlier.flatMap(within).map(({ leaf }) => leaf));
    const bounds = [0, ...earlier.flat().sort((a, b) => a - b), body.length];
    const windows = bounds.flatMap((from, i) => {
      const gap: Range = [from, bounds[i + 1] ?? from];
      const isRest = gap[1] - gap[0] < length / 2 && within(gap).every(({ leaf }) => shown.has(leaf));
      if (i % 2 === 1 || isRest) return [];
      return within(gap).map(({ start }) => within([start, Math.min(start + length, gap[1])]));
    });
    const values = windows.map((inside) => worthOf(inside, shown, length));
    // What is equal may differ in its last digits.
    return windows.filter((_, i) => values[i]! > Math.max(...values) - 1e-6);
  }

  /** A tenth for each repeat, and of all that was shown; up to 30 % more the closer together different words are. */
  function worthOf(matches: readonly Match[], shown: ReadonlySet<number>, length: number): number {
    const leaves = matches.map(({ leaf }) => leaf);
    const sum = leaves.reduce((value, leaf, i) => {
      const weight = Object.values(WEIGHTS)[leaf]! * (shown.has(leaf) ? 0.1 : 1);
      return value + (leaves.indexOf(leaf) < i ? 0.1 * weight : weight);
    }, 0);
    const width = matches.at(-1)!.end - matches[0]!.start;
    return new Set(leaves).size < 2 ? sum : sum * (1 + 0.3 * (1 - width / length));
  }
});
