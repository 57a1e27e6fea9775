import { crc32 as nativeCrc32 } from 'node:zlib';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { crc32 } from '../src/checksum.js';

test('of the nine digits it is the number that every description of CRC-32 gives', () => {
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf4_3926);
});

test('it is that of zlib, at any length and any place in memory', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), fc.nat(20), (bytes, skipped) => {
      const view = bytes.subarray(skipped);
      expect(crc32(view)).toBe(nativeCrc32(view));
    }),
    { numRuns: 500 },
  );
});
