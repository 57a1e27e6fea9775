import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { deriveTitle, TITLE_LENGTH } from '../../src/documents/title.js';

describe('the first sentence', () => {
  test.each([
    ['Fog closed the harbour. Boats waited.', 'Fog closed the harbour.'],
    ['Fog closed the harbour', 'Fog closed the harbour'],
    ['Fog closed the harbour\n\nBoats waited.', 'Fog closed the harbour'],
    ['Eleven. That is how many votes parted them.', 'Eleven.'],
    ['Will it rain? Nobody knows.', 'Will it rain?'],
    ['“Stay ashore.” The pilot left.', '“Stay ashore.”'],
    ['“Is it fog?” he asked. It was.', '“Is it fog?” he asked.'],
    ['The U.S. Senate voted. It rained.', 'The U.S. Senate voted.'],
    ['Troops left the U.S. The Senate voted.', 'Troops left the U.S.'],
    ['The U.S . first proposed talks . Europe waited .', 'The U.S . first proposed talks .'],
    ['Dr. Moor and Mrs. Tansy spoke. It rained.', 'Dr. Moor and Mrs. Tansy spoke.'],
    ['A meeting on Jan. 10 in St. Louis failed. It rained.', 'A meeting on Jan. 10 in St. Louis failed.'],
    ['Sen. J. R. Ewing, No. 10 on the list, won. It rained.', 'Sen. J. R. Ewing, No. 10 on the list, won.'],
    ['The answer was no. Nobody left.', 'The answer was no.'],
    ['It opened at 9 a.m. Thursday. It rained.', 'It opened at 9 a.m. Thursday.'],
    ['Corvane Inc. Chairman Lucian left. It rained.', 'Corvane Inc. Chairman Lucian left.'],
    ['It rose 3.5 percent. It fell.', 'It rose 3.5 percent.'],
    ['It rose... then fell. It rained.', 'It rose... then fell.'],
    ['霧が出た。船は待った。', '霧が出た。'],
    ['...', '...'],
    ['', ''],
  ])('of %j', (body, expected) => expect(deriveTitle(body)).toBe(expected));
});

describe('a title that is too long', () => {
  const words = (count: number) => 'word '.repeat(count).trim();

  test('ends after a whole word, with a mark', () => {
    expect(deriveTitle(words(40))).toBe(`${words(24)}…`);
  });
  test('loses no word that fits', () => {
    expect(deriveTitle(`${'x'.repeat(119)} y`)).toBe(`${'x'.repeat(119)}…`);
    expect(deriveTitle('x'.repeat(120))).toBe('x'.repeat(120));
  });
  test('does not end in a comma or a dash', () => {
    expect(deriveTitle(`${'x'.repeat(110)}, — ${'y'.repeat(30)}`)).toBe(`${'x'.repeat(110)}…`);
  });
  test('cuts a single long word, but no character', () => {
    expect(deriveTitle('x'.repeat(500))).toBe(`${'x'.repeat(119)}…`);
    expect(deriveTitle('🌫'.repeat(100))).toBe(`${'🌫'.repeat(59)}…`);
  });
  test('is cut, though a sentence ends soon behind', () => {
    expect(deriveTitle(`${words(25)}. Then.`)).toBe(`${words(24)}…`);
  });
});

test('a title is short, well-formed, and the beginning of the body', () => {
  const unit = fc.constantFrom('a', 'B', ' ', '.', '?', '”', '🌫', '3', 'Mr', '\n\n');
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 200 }), (text) => {
      const body = text.trim();
      const title = deriveTitle(body);
      expect(title.length).toBeLessThanOrEqual(TITLE_LENGTH);
      expect(title.isWellFormed()).toBe(true);
      expect(body.startsWith(title.replace(/…$/, ''))).toBe(true);
      expect(title === '').toBe(body === '');
    }),
    { numRuns: 2000 },
  );
});
