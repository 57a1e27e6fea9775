import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { correlation, gateBlend } from '../../../src/ranking/signals/gate.js';

describe('how far neighbours are believed', () => {
  test.each([
    { name: 'they agree', p: [5, 4, 3], a: [9, 8, 7], lambda: 0.4 },
    { name: 'they say the opposite', p: [5, 4, 3], a: [1, 2, 3], lambda: 0 },
    { name: 'they are all alike', p: [5, 4, 3], a: [2, 2, 2], lambda: 0 },
    { name: 'the documents are all alike', p: [5, 5, 5], a: [1, 2, 3], lambda: 0 },
    { name: 'there are only two documents', p: [5, 4], a: [5, 4], lambda: 0 },
    { name: 'there are none', p: [], a: [], lambda: 0 },
    // ρ = 1/√19 ≈ .2294: less than the half from which all is believed.
    {
      name: 'they agree a little',
      p: [3, 2, 1, 0],
      a: [5, 0, 4, 2],
      lambda: 0.4 * 2 * correlationOf([3, 2, 1, 0], [5, 0, 4, 2]),
    },
  ])('$name', ({ p, a, lambda }) => {
    expect(gateBlend(Float64Array.from(p), Float64Array.from(a)).lambda).toBeCloseTo(lambda, 12);
  });

  /** By the other formula: (n·Σab − Σa·Σb) / √(…). */
  function correlationOf(a: readonly number[], b: readonly number[]): number {
    const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
    const products = (x: readonly number[], y: readonly number[]) => sum(x.map((value, i) => value * y[i]!));
    const n = a.length;
    return (
      (n * products(a, b) - sum(a) * sum(b)) /
      Math.sqrt((n * products(a, a) - sum(a) ** 2) * (n * products(b, b) - sum(b) ** 2))
    );
  }

  test('only the best 50 are asked', () => {
    const p = Float64Array.from({ length: 200 }, (_, i) => 200 - i);
    const a = p.map((score, i) => (i < 50 ? score : -1000 * score));
    expect(gateBlend(p, a).lambda).toBeCloseTo(0.4, 12);
    const { agreement, lambda } = gateBlend(
      p.subarray(0, 60),
      p.map((score, i) => (i < 49 ? score : -1000)).subarray(0, 60),
    );
    expect(agreement).toBeLessThan(0.5);
    expect(lambda).toBeLessThan(0.4);
  });
});

test('a correlation is between −1 and 1, and that of a list with itself is 1', () => {
  const values = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 2, maxLength: 20 });
  fc.assert(
    fc.property(values, values, (one, other) => {
      const n = Math.min(one.length, other.length);
      const [a, b] = [Float64Array.from(one.slice(0, n)), Float64Array.from(other.slice(0, n))];
      expect(Math.abs(correlation(a, b))).toBeLessThanOrEqual(1 + 1e-12);
      expect(correlation(a, a)).toBeCloseTo(new Set(a).size > 1 ? 1 : 0, 9);
    }),
  );
});
