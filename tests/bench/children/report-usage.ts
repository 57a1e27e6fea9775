/**
 * Loaded before the program of a measured process (`node --import`): at its end it writes down what the process has
 * used. Works on every platform, and counts worker threads, because Node counts them.
 */
import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const file = process.env.BENCH_USAGE_FILE;

if (isMainThread && file !== undefined) {
  process.on('exit', () => {
    const { user, system } = process.cpuUsage();
    // Kilobytes, on every platform.
    const { maxRSS } = process.resourceUsage();
    writeFileSync(file, JSON.stringify({ cpu: (user + system) / 1000, peakBytes: maxRSS * 1024 }));
  });
}
