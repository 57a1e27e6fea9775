import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CutText, findChanges, MOST_EFFORT } from '../../src/documents/changes.js';

function compare(earlier: string, later: string) {
  const [before, after] = [new CutText(earlier), new CutText(later)];
  const { changes, effort } = findChanges(before, after);
  const pieces = changes?.map(({ kind, first, count }) => {
    return { kind, text: (kind === 'removed' ? before : after).slice(first, count) };
  });
  return { pieces, effort };
}

/** `[-removed-]`, `{+added+}`, and what was kept as it stands. */
function show(earlier: string, later: string): string | undefined {
  return compare(earlier, later)
    .pieces?.map(({ kind, text }) => {
      if (kind === 'removed') return `[-${text.trim()}-] `;
      return kind === 'added' ? `{+${text.trim()}+} ` : text;
    })
    .join('');
}

test.each([
  { name: 'nothing', earlier: 'The ferry sank.', later: 'The ferry sank.', expected: 'The ferry sank.' },
  { name: 'nothing at all', earlier: '', later: '', expected: '' },
  {
    name: 'a number',
    earlier: 'At least 17 people died.',
    later: 'At least 41 people died.',
    expected: 'At least [-17-] {+41+} people died.',
  },
  {
    name: 'a comma',
    earlier: 'The ferry sank here.',
    later: 'The ferry, sank here.',
    expected: 'The [-ferry-] {+ferry,+} sank here.',
  },
  {
    name: 'a sentence more at the end',
    earlier: 'The ferry sank.',
    later: 'The ferry sank.\n\nNobody was hurt.',
    expected: 'The ferry sank.\n\n{+Nobody was hurt.+} ',
  },
  { name: 'a sentence less', earlier: 'So. It sank.', later: 'It sank.', expected: '[-So.-] It sank.' },
  {
    name: 'a word beside a new sentence',
    earlier: 'It sank late. Then came rain.',
    later: 'Nobody was hurt. It sank early. Then came rain.',
    expected: '{+Nobody was hurt.+} It sank [-late.-] {+early.+} Then came rain.',
  },
  {
    name: 'a sentence in place of one that has little in common with it',
    earlier: 'The end. The mayor of Ossel said on Monday that he would go. That was all.',
    later: 'The end. Eleven boats were lost in the storm of that night, and with them the catch. That was all.',
    expected:
      'The end. [-The mayor of Ossel said on Monday that he would go.-] ' +
      '{+Eleven boats were lost in the storm of that night, and with them the catch.+} That was all.',
  },
  {
    name: 'the end of one, which shares nothing but small words',
    earlier: 'At 900 the fleet of the port went out and the mayor said to all the crews that they should turn back.',
    later: 'At 950 the fleet of the port went out while nets of finest yarn hung in the old sail loft above the quay.',
    expected:
      'At [-900-] {+950+} the fleet of the port went out ' +
      '[-and the mayor said to all the crews that they should turn back.-] ' +
      '{+while nets of finest yarn hung in the old sail loft above the quay.+} ',
  },
  { name: 'only spaces', earlier: 'It sank.\n\nSo.', later: 'It sank. So.', expected: 'It sank. So.' },
  {
    name: 'a paragraph where there was no sentence',
    earlier: 'Ferry sunk\n\nIt went down fast.',
    later: 'Ferry sunk It went down fast.',
    expected: 'Ferry sunk It went down fast.',
  },
  { name: 'all', earlier: 'a b', later: 'c', expected: '[-a b-] {+c+} ' },
  { name: 'from nothing', earlier: '', later: 'c', expected: '{+c+} ' },
  { name: 'to nothing', earlier: 'c', later: '', expected: '[-c-] ' },
  {
    name: 'scripts with and without spaces in one run',
    earlier: 'iPhone手机，very好。',
    later: 'iPad手机，very𠮷。',
    expected: '[-iPhone-] {+iPad+} 手机，very[-好-] {+𠮷+} 。',
  },
  { name: 'a script without spaces', earlier: '今天天气好', later: '今天天气不好', expected: '今天天气{+不+} 好' },
])('$name', ({ earlier, later, expected }) => expect(show(earlier, later)).toBe(expected));

describe('what is bounded', () => {
  const numbered = (letter: string, count: number, end: string) =>
    Array.from({ length: count }, (_, i) => `${letter}${i}${end}`).join(' ');

  test('sentences that have too little in common are changed as a whole, at no cost', () => {
    const { pieces, effort } = compare(numbered('a', 900, ''), numbered('b', 900, ''));
    expect(pieces?.map(({ kind }) => kind)).toEqual(['removed', 'added']);
    expect(effort).toBeLessThan(10);
  });

  test('a text is not compared when too many of its sentences differ', () => {
    const { pieces, effort } = compare(numbered('A', 300, '.'), numbered('B', 300, '.'));
    expect(pieces).toBeUndefined();
    expect(effort).toBe(0);
  });

  test('words in another order take no more than all the effort', () => {
    const words = Array.from({ length: 3000 }, (_, i) => `w${(i * 7919) % 3000}`);
    const { pieces, effort } = compare(words.join(' '), words.toReversed().join(' '));
    expect(pieces?.map(({ kind }) => kind)).toEqual(['removed', 'added']);
    expect(effort).toBeLessThanOrEqual(MOST_EFFORT);
    expect(effort).toBeGreaterThan(0.9 * MOST_EFFORT);
  });

  test('200 sentences more are found, however many words they have', () => {
    const story = numbered('Then came boat', 100, '.');
    const { pieces } = compare(story, `${story} ${numbered('Now came one more of the boats', 200, '.')}`);
    expect(pieces?.map(({ kind }) => kind)).toEqual(['kept', 'added']);
  });
});

test('the pieces make up both texts, whatever they are', () => {
  const text = fc
    .array(fc.constantFrom('port', 'ferry', 'A', 'It', '😀', '港', ' ', '\n\n', '.', '. '), { maxLength: 40 })
    .map((list) => list.join(' '));
  fc.assert(
    fc.property(text, text, (earlier, later) => {
      const pieces = compare(earlier, later).pieces!;
      const textsOf = (...kinds: string[]) =>
        pieces.filter(({ kind }) => kinds.includes(kind)).map((piece) => piece.text);
      expect(textsOf('kept', 'added').join('')).toBe(/\S/.test(later) ? later : '');
      expect(wordsOf(textsOf('kept', 'removed').join(' '))).toEqual(wordsOf(earlier));
      const kinds = pieces.map(({ kind }) => kind);
      expect(kinds.filter((kind, i) => kind === kinds[i - 1])).toEqual([]);
      expect(kinds.filter((kind, i) => kind === 'removed' && kinds[i - 1] === 'added')).toEqual([]);
    }),
  );
});

function wordsOf(text: string): string[] {
  return text.match(/\S+/g) ?? [];
}
