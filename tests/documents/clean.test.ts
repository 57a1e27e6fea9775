import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cleanLine, cleanText, decodeUtf8 } from '../../src/documents/clean.js';

describe('decodeUtf8', () => {
  test.each([
    { name: 'plain', bytes: Buffer.from('fog'), text: 'fog' },
    { name: 'more than ASCII', bytes: Buffer.from('Zoë – “fog” 霧 🌫'), text: 'Zoë – “fog” 霧 🌫' },
    { name: 'a byte order mark', bytes: Buffer.from('\ufefffog'), text: 'fog' },
    { name: 'one NUL', bytes: Buffer.from('fog\0bank'), text: 'fog\0bank' },
    { name: 'nothing', bytes: Buffer.alloc(0), text: '' },
  ])('$name is text', ({ bytes, text }) => expect(decodeUtf8(bytes)).toEqual({ text }));

  test.each([
    { name: 'a bad byte', bytes: Buffer.from('fog bank at sea, \xff dawn', 'latin1'), problem: 'byte 18' },
    { name: 'a bad first byte', bytes: Buffer.from([0x80]), problem: 'byte 1' },
    { name: 'an overlong form', bytes: Buffer.from([0x61, 0xc0, 0xaf]), problem: 'byte 2' },
    { name: 'a surrogate', bytes: Buffer.from([0x61, 0xed, 0xa0, 0x80, 0x62]), problem: 'byte 2' },
    { name: 'a sequence that is cut off', bytes: Buffer.from([0x61, 0xe2, 0x80]), problem: 'byte 2' },
    { name: 'Latin-1', bytes: Buffer.from('Zoë said', 'latin1'), problem: 'byte 3' },
    { name: 'gzip', bytes: Buffer.from([0x1f, 0x8b, 0x08, 0x00]), problem: 'byte 2' },
    { name: 'UTF-16 little-endian', bytes: Buffer.from('\ufefffog', 'utf16le'), problem: 'UTF-16' },
    { name: 'UTF-16 big-endian', bytes: Buffer.from('\ufefffog', 'utf16le').swap16(), problem: 'UTF-16' },
    { name: 'UTF-16 without a mark', bytes: Buffer.from('fog at dawn', 'utf16le'), problem: 'NUL bytes' },
    { name: 'NULs only', bytes: Buffer.alloc(64), problem: 'NUL bytes' },
  ])('$name is no text', ({ bytes, problem }) => {
    expect(decodeUtf8(bytes)).toEqual({ problem: `not UTF-8 text (${problem})` });
  });
});

describe('cleanText', () => {
  test.each([
    { name: 'Windows line ends', input: 'a\r\nb\r\n', expected: 'a\nb\n' },
    { name: 'old Mac line ends', input: 'a\rb', expected: 'a\nb' },
    { name: 'line ends of all kinds', input: 'a\vb\fc\u0085d\u2028e', expected: 'a\nb\nc\nd\ne' },
    { name: 'a paragraph separator', input: 'a\u2029b', expected: 'a\n\nb' },
    {
      name: 'tabs and wide, narrow and unbreakable spaces',
      input: 'a\tb\u00a0c\u2009d\u202fe\u3000f',
      expected: 'a b c d e f',
    },
    { name: 'information separators', input: 'a\x1cb\x1fc', expected: 'a b c' },
    { name: 'control characters', input: 'a\0b\x08c\x1bd\x7fe\x9ff', expected: 'abcdef' },
    { name: 'zero-width characters', input: 'cli\u200bma\u00adte\u2060\ufeff', expected: 'climate' },
    { name: 'changes of direction', input: '\u202eevil\u202c \u2066x\u2069\u200f', expected: 'evil x' },
    { name: 'lone surrogates', input: 'a\ud800b\udc00', expected: 'a\ufffdb\ufffd' },
    { name: 'decomposed letters', input: 'Zoe\u0308', expected: 'Zoë' },
    { name: 'letters parted by a joiner', input: 'e\u200d\u0301', expected: 'é' },
    { name: 'only combining marks', input: '\u0301\u0308', expected: '\u0301\u0308'.normalize('NFC') },
    { name: 'compatibility forms, which are kept', input: 'ﬁve ²', expected: 'ﬁve ²' },
    { name: 'plain text, which is kept', input: '“Fog” – at\n\ndawn… 5 €', expected: '“Fog” – at\n\ndawn… 5 €' },
  ])('$name', ({ input, expected }) => expect(cleanText(input)).toBe(expected));

  test('leaves neither controls nor foreign spaces nor lone surrogates, and changes nothing twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (input) => {
        const text = cleanText(input);
        expect(text).not.toMatch(/(?![\n])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]|(?! )\p{Zs}/u);
        expect(text.isWellFormed()).toBe(true);
        expect(text.normalize('NFC')).toBe(text);
        expect(cleanText(text)).toBe(text);
      }),
      { numRuns: 3000 },
    );
  });

  test('no character that is passed over quickly needs cleaning', () => {
    const slow = (text: string) => cleanText(`\t${text}`).slice(1);
    const codes = Array.from({ length: 0x1_0000 }, (_, code) => code);
    const wrong = codes.filter((code) => {
      const text = `x${String.fromCharCode(code)}x`;
      return cleanText(text) !== slow(text);
    });
    expect(wrong).toEqual([]);
  });
});

test.each([
  { input: '  Fog \n at\t\u00a0 dawn ', expected: 'Fog at dawn' },
  { input: '\n\n', expected: '' },
  { input: 'a  b', expected: 'a b' },
])('cleanLine gives $expected', ({ input, expected }) => expect(cleanLine(input)).toBe(expected));
