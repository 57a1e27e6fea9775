import { expect, test } from '@jest/globals';
import { BM25, idf, lengthNorms, rankingFor, saturate, weightedFrequency } from '../../src/ranking/bm25.js';

test('idf by hand', () => {
  // ln(1 + (10 − 2 + 0.5) / (2 + 0.5)) = ln 4.4
  expect(idf(10, 2)).toBeCloseTo(Math.log(4.4), 12);
  expect(idf(10, 10)).toBeGreaterThan(0);
  expect(idf(10, 0)).toBeGreaterThan(idf(10, 1));
});

test('length norms by hand', () => {
  // avglen = 20; k1·(1 − b + b·len/avglen) with k1 1.6, b 0.75: 1.6·(0.25 + 0.75·0.5) and 1.6·(0.25 + 0.75·1.5)
  const norms = lengthNorms(Float64Array.of(10, 30), { k1: 1.6, b: 0.75, titleWeight: 2 });
  expect(norms[0]).toBeCloseTo(1, 12);
  expect(norms[1]).toBeCloseTo(2.2, 12);
});

test('a collection without words has finite norms', () => {
  expect([...lengthNorms(Float64Array.of(0, 0), rankingFor(1))].every(Number.isFinite)).toBe(true);
});

test('more occurrences never reach 1', () => {
  expect(saturate(0, 1)).toBe(0);
  expect(saturate(1, 1)).toBe(0.5);
  expect(saturate(1e9, 1)).toBeLessThan(1);
});

test('short queries lean less on the length of documents', () => {
  expect(rankingFor(BM25.shortQuery).b).toBe(0.4);
  expect(rankingFor(BM25.shortQuery + 1).b).toBe(0.75);
});

test('a title word counts twice', () => expect(weightedFrequency(3, 4, BM25.titleWeight)).toBe(10));
