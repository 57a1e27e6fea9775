/**
 * `--min metric=value`: a line that a mean must reach.
 */
import { InvalidArgumentError } from 'commander';
import { METRICS, type MetricName } from '../evaluation/metrics.js';

export interface Minimum {
  readonly metric: MetricName;
  /** From 0 to 1. */
  readonly value: number;
}

/** The name of a metric in any case. */
export function parseMinimum(text: string): Minimum {
  const [name = '', value = '', ...rest] = text.split('=');
  const metric = METRICS.find((known) => known.name.toLowerCase() === name.trim().toLowerCase());
  const number = value.trim() === '' ? Number.NaN : Number(value);
  if (metric !== undefined && number >= 0 && number <= 1 && rest.length === 0)
    return { metric: metric.name, value: number };
  const names = METRICS.map((known) => known.name).join(', ');
  throw new InvalidArgumentError(
    `Expected metric=value, such as map=0.4, with one of ${names} and a value from 0 to 1.`,
  );
}
