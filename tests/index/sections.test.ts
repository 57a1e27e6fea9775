import { expect, test } from '@jest/globals';
import { SearchError } from '../../src/errors.js';
import { layOutSections, readSections, type SectionArray } from '../../src/index/sections.js';

const SECTIONS: Record<string, SectionArray> = {
  bytes: Uint8Array.of(1, 2, 3),
  empty: new Uint32Array(0),
  days: Int32Array.of(-0x8000_0000, -1, 7),
  offsets: Float64Array.of(0, 2 ** 40, 0.5),
};

function file(): Buffer {
  return Buffer.concat([...layOutSections('test', 3, SECTIONS)]);
}

function open(bytes: Buffer, kind = 'test', version = 3) {
  return readSections('test.bin', new Uint8Array(bytes).buffer, kind, version);
}

function codeOf(action: () => unknown): string {
  try {
    action();
    return 'fine';
  } catch (error) {
    return error instanceof SearchError ? error.code : String(error);
  }
}

test('gives back what was written', () => {
  const sections = open(file());
  expect(sections.get('bytes', 'u8')).toEqual(SECTIONS.bytes);
  expect(sections.get('empty', 'u32')).toEqual(SECTIONS.empty);
  expect(sections.get('days', 'i32')).toEqual(SECTIONS.days);
  expect(sections.get('offsets', 'f64')).toEqual(SECTIONS.offsets);
});

test('a missing section or one of another type is damage', () => {
  const sections = open(file());
  expect(codeOf(() => sections.get('nothing', 'u8'))).toBe('index_damaged');
  expect(codeOf(() => sections.get('days', 'u32'))).toBe('index_damaged');
});

test('another kind or version is incompatible', () => {
  expect(codeOf(() => open(file(), 'other'))).toBe('index_incompatible');
  expect(codeOf(() => open(file(), 'test', 4))).toBe('index_incompatible');
});

test('every flipped bit, every truncation and every extension is refused', () => {
  const bytes = file();
  for (let bit = 0; bit < bytes.length * 8; bit += 1) {
    const flipped = Buffer.from(bytes);
    flipped[bit >> 3]! ^= 1 << (bit & 7);
    expect(codeOf(() => open(flipped))).toBe('index_damaged');
  }
  for (let length = 0; length < bytes.length; length += 1)
    expect(codeOf(() => open(bytes.subarray(0, length)))).toBe('index_damaged');
  for (let more = 1; more < 20; more += 1)
    expect(codeOf(() => open(Buffer.concat([bytes, Buffer.alloc(more)])))).toBe('index_damaged');
});
