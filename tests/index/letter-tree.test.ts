import { describe, expect, test } from '@jest/globals';
import { editAutomaton } from '../../src/index/edit-automaton.js';
import { LetterTree } from '../../src/index/letter-tree.js';
import { StringTable, sortByCodePoint } from '../../src/index/strings.js';
import { createRandom } from '../bench/queries.js';
import { slowDistance } from '../slow-distance.js';

/** Few letters, so that tree are many; those of several bytes share their first ones. */
const ALPHABETS = [
  ['a', 'b'],
  ['a', 'b', 'c', 'd'],
  ['a', 'é', 'è', '漢', '漣', '😀', '😁'],
];

function drawWords(alphabet: readonly string[], count: number, longest: number, seed: number): string[] {
  const random = createRandom(seed);
  const letter = () => alphabet[random(alphabet.length)]!;
  return Array.from({ length: count }, () => Array.from({ length: random(longest + 1) }, letter).join(''));
}

function makeTable(words: readonly string[]): { words: string[]; table: StringTable } {
  const sorted = sortByCodePoint([...new Set(words)], (word) => word);
  return { words: sorted, table: StringTable.from(sorted) };
}

function find(tree: LetterTree, word: string, edits: number): [number, number][] {
  const found: [number, number][] = [];
  tree.forEachWithin(word, edits, (place, distance) => found.push([place, distance]));
  return found;
}

function scan(words: readonly string[], word: string, edits: number): [number, number][] {
  return words
    .map((other, place): [number, number] => [place, slowDistance(word, other)])
    .filter(([, distance]) => distance <= edits);
}

test.each(ALPHABETS)('finds what a look at every word finds (%s, %s …)', (...alphabet) => {
  const { words, table } = makeTable(drawWords(alphabet, 120, 8, 1));
  const isTaken = (place: number): boolean => place % 3 === 1;
  const all = Uint32Array.from(words.keys());
  const [inAll, inSome] = [new LetterTree(table, all), new LetterTree(table, all.filter(isTaken))];
  for (const word of drawWords(alphabet, 700, 9, 2)) {
    const near = scan(words, word, 2);
    const nearer = near.filter(([, distance]) => distance <= 1);
    expect({ word, one: find(inAll, word, 1), two: find(inAll, word, 2) }).toEqual({ word, one: nearer, two: near });
    expect({ word, one: find(inSome, word, 1), two: find(inSome, word, 2) }).toEqual({
      word,
      one: nearer.filter(([place]) => isTaken(place)),
      two: near.filter(([place]) => isTaken(place)),
    });
  }
});

describe.each([1, 2])('within %d', (edits) => {
  test('finds each word itself among thousands, and what was made of it', () => {
    const { words, table } = makeTable(drawWords(Array.from('abcdefghij'), 2000, 12, 3));
    const tree = new LetterTree(table, Uint32Array.from(words.keys()));
    const isFound = (word: string, place: number): boolean =>
      find(tree, word, edits).some(([other]) => other === place);
    expect(words.filter((word, place) => !isFound(word, place))).toEqual([]);
    expect(words.filter((word, place) => !isFound(`${word}x`, place))).toEqual([]);
    expect(words.filter((word, place) => !isFound(word.slice(1), place))).toEqual([]);
    for (const word of words.filter((_, i) => i % 500 === 0))
      expect(find(tree, word, edits)).toEqual(scan(words, word, edits));
  });

  test('is right about words longer than what can be shared', () => {
    const long = 'x'.repeat(300);
    const { words, table } = makeTable([long, `${long}a`, `${long}abc`, `${long.slice(0, 254)}é`, 'x', `y${long}`]);
    const tree = new LetterTree(table, Uint32Array.from(words.keys()));
    for (const word of [`${long}a`, `${long}ab`, `y${long.slice(1)}a`, `yy${long.slice(2)}`])
      expect(find(tree, word, edits)).toEqual(scan(words, word, edits));
  });
});

test('finds nothing where nothing is', () => {
  expect(find(new LetterTree(StringTable.from([]), new Uint32Array()), 'word', 2)).toEqual([]);
});

test('the machines are as small as their page says', () => {
  expect([1, 2].map((bound) => editAutomaton(bound).leftmost.length)).toEqual([12, 124]);
});
