import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { chooseEncoding, pack } from '../../src/http/compress.js';

const LONG = 'word '.repeat(1000);

describe('what the client likes best is chosen, and of equals the quickest', () => {
  test.each([
    { accepts: undefined, expected: undefined },
    { accepts: '', expected: undefined },
    { accepts: 'identity', expected: undefined },
    { accepts: 'zstd', expected: undefined },
    { accepts: 'gzip', expected: 'gzip' },
    { accepts: 'deflate', expected: 'deflate' },
    { accepts: 'gzip, deflate', expected: 'gzip' },
    { accepts: 'gzip, deflate, br, zstd', expected: 'br' },
    { accepts: 'GZIP', expected: 'gzip' },
    { accepts: '*', expected: 'br' },
    { accepts: 'br;q=0, *', expected: 'gzip' },
    { accepts: 'br;q=0.5, gzip;q=0.8', expected: 'gzip' },
    { accepts: 'gzip;q=0', expected: undefined },
    { accepts: 'gzip ; q=0.001', expected: 'gzip' },
    { accepts: 'identity, gzip;q=0.5', expected: undefined },
    { accepts: 'identity, gzip', expected: 'gzip' },
    { accepts: 'gzip;q=x', expected: undefined },
    { accepts: ';;q=1,,=,', expected: undefined },
  ])('$accepts', ({ accepts, expected }) => {
    expect(chooseEncoding(accepts, 'application/json', LONG)).toBe(expected);
  });
});

test.each([
  { type: 'text/html', isPacked: true },
  { type: 'text/javascript; charset=utf-8', isPacked: true },
  { type: 'text/plain; version=0.0.4; charset=utf-8', isPacked: true },
  { type: 'application/json', isPacked: true },
  { type: 'application/problem+json', isPacked: true },
  { type: 'image/svg+xml', isPacked: true },
  { type: 'image/png', isPacked: false },
  { type: 'font/woff2', isPacked: false },
])('$type', ({ type, isPacked }) => {
  expect(chooseEncoding('gzip', type, LONG) !== undefined).toBe(isPacked);
});

test('a short answer is not worth it', () => {
  expect(chooseEncoding('gzip', 'text/html', 'x'.repeat(1023))).toBeUndefined();
  expect(chooseEncoding('gzip', 'text/html', 'x'.repeat(1024))).toBe('gzip');
  expect(chooseEncoding('gzip', 'text/html', '語'.repeat(342))).toBe('gzip');
});

test.each([
  { encoding: 'br', unpack: brotliDecompressSync },
  { encoding: 'gzip', unpack: gunzipSync },
  { encoding: 'deflate', unpack: inflateSync },
] as const)('$encoding gives the same text back, short or long', async ({ encoding, unpack }) => {
  for (const text of [LONG, '語 '.repeat(100_000)]) {
    const packed = await pack(text, encoding);
    expect(packed.length).toBeLessThan(Buffer.byteLength(text) / 10);
    expect(unpack(packed).toString()).toBe(text);
  }
});
