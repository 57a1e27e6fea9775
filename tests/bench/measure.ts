/**
 * How things are measured: CPU time of this process (all its threads, garbage collection included) beside wall time,
 * and the statistics over them. CPU time hardly moves with the load of the machine, wall time does.
 */
import { loadavg } from 'node:os';

/** Milliseconds. */
export interface Cost {
  readonly cpu: number;
  readonly wall: number;
}

/** Starts a clock; calling it gives the cost since then. */
export function startClock(): () => Cost {
  const wall = performance.now();
  const cpu = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(cpu);
    return { cpu: (user + system) / 1000, wall: performance.now() - wall };
  };
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** The smallest value that at least `percent` of the values do not exceed (nearest rank). NaN of nothing. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const rank = Math.max(1, Math.ceil((percent / 100) * sorted.length));
  return sorted[rank - 1] ?? Number.NaN;
}

/** Of the last minute; 0 on Windows, which keeps none. */
export function loadAverage(): number {
  return Math.round((loadavg()[0] ?? 0) * 100) / 100;
}
