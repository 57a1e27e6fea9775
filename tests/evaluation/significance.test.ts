import { describe, expect, test } from '@jest/globals';
import { bootstrapInterval, testByRandomisation } from '../../src/evaluation/significance.js';

describe('the randomisation test', () => {
  test.each([
    // Of the 2^n equally likely labellings, only all plus and all minus are as large as the observed sum.
    { name: 'three equal gains', differences: [0.1, 0.1, 0.1], expected: 2 / 8 },
    { name: 'five equal losses', differences: [-0.2, -0.2, -0.2, -0.2, -0.2], expected: 2 / 32 },
    { name: 'ties do not count', differences: [0, 0.1, 0, 0.1, 0.1, 0], expected: 2 / 8 },
    // Sums of (±3 ±1): 4, 2, -2, -4; at least 2 in size are all of them.
    { name: 'a gain and a smaller loss', differences: [3, -1], expected: 1 },
    { name: 'no difference at all', differences: [0, 0], expected: 1 },
  ])('the p-value of $name', ({ differences, expected }) => {
    const pValue = testByRandomisation(differences, 7);
    // Four standard errors of 10,000 rounds at p = 0.25 are 0.017.
    expect(Math.abs(pValue - expected)).toBeLessThan(0.017);
    expect(testByRandomisation(differences, 7)).toBe(pValue);
  });

  test('another seed gives another sample', () => {
    const differences = Array.from({ length: 30 }, (_, index) => Math.sin(index) + 0.1);
    expect(testByRandomisation(differences, 1)).not.toBe(testByRandomisation(differences, 2));
  });

  test('the p-value is never 0', () => {
    expect(testByRandomisation(new Array(60).fill(1), 3, 99)).toBe(1 / 100);
  });
});

describe('the bootstrap interval', () => {
  test('of equal differences is a point', () => {
    expect(bootstrapInterval([0.25, 0.25, 0.25], 1)).toEqual([0.25, 0.25]);
    expect(bootstrapInterval([], 1)).toEqual([0, 0]);
  });

  test('is near that of the normal distribution for many topics', () => {
    // 100 differences, half 0 and half 1: the mean is 0.5, its standard error √(0.25 / 100) = 0.05, and 1.96 of these
    // on each side are 0.098. Means come in steps of 0.01.
    const differences = Array.from({ length: 100 }, (_, topic) => topic % 2);
    const [low, high] = bootstrapInterval(differences, 5);
    expect(Math.abs(low - 0.402)).toBeLessThan(0.015);
    expect(Math.abs(high - 0.598)).toBeLessThan(0.015);
    expect(bootstrapInterval(differences, 5)).toEqual([low, high]);
  });
});
