import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { TextFile } from '../../src/index/text-file.js';

/** What a file holds after something was added to it, and how many pieces it was written in. */
function written(add: (text: TextFile) => void): { text: string; pieces: number } {
  const pieces: Buffer[] = [];
  let isOpen = true;
  const text = new TextFile({
    // The bytes are used again for the next piece.
    write: (bytes) => pieces.push(Buffer.from(bytes)),
    close: () => {
      isOpen = false;
    },
  });
  add(text);
  text.close();
  expect(isOpen).toBe(false);
  return { text: Buffer.concat(pieces).toString(), pieces: pieces.length };
}

test('holds the texts that were added, one after the other', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' })), (texts) => {
      const { text } = written((file) => {
        for (const each of texts) file.add(each);
      });
      expect(text).toBe(texts.join(''));
    }),
  );
});

test('holds entries of any whole numbers below 2³²', () => {
  const number = fc.oneof(
    fc.nat(1000),
    fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    fc.constantFrom(0, 9, 10, 2 ** 32 - 1),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(number, number), { minLength: 1 }), (entries) => {
      const { text } = written((file) => {
        for (const [i, [key, value]] of entries.entries()) file.addEntry(key, value, i === 0);
      });
      expect(text).toBe(entries.map(([key, value]) => `"${key}":${value}`).join(','));
    }),
  );
});

test('is written in large pieces, a text that is larger than one as well', () => {
  const long = 'aé'.repeat(600_000);
  const { text, pieces } = written((file) => {
    for (let i = 0; i < 300_000; i += 1) file.addEntry(i, 1, i === 0);
    file.add(long);
    file.add('end');
  });
  expect(text).toBe(`${Array.from({ length: 300_000 }, (_, i) => `"${i}":1`).join(',')}${long}end`);
  expect(pieces).toBeLessThan(8);
});

test('nothing added, nothing written', () => expect(written(() => {})).toEqual({ text: '', pieces: 0 }));
