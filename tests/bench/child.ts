/**
 * Measured child processes. Settings of the machine do not get through to them.
 */
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { Cost } from './measure.js';

/** A child that takes longer hangs. */
const TIMEOUT_MS = 3_600_000;

export const PROGRAM = fileURLToPath(new URL('../../src/cli/main.js', import.meta.url));

/** Path of a compiled file beside this one. */
export function scriptPath(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

export interface Ran extends Cost {
  /** Largest resident memory. */
  readonly peakBytes: number;
  readonly stdout: string;
}

/** Runs a Node program to its end; wall time includes the start of Node. Throws when it fails. */
export async function runMeasured(words: readonly string[]): Promise<Ran> {
  const aside = mkdtempSync(join(tmpdir(), 'broadsheet-bench-'));
  try {
    const file = join(aside, 'usage.json');
    const preload = new URL('./children/report-usage.js', import.meta.url).href;
    const started = performance.now();
    const child = startNode(['--import', preload, ...words], {
      cwd: aside,
      env: { ...cleanEnvironment(), BENCH_USAGE_FILE: file },
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: TIMEOUT_MS,
    });
    const [stdout, stderr, outcome] = await Promise.all([text(child.stdout!), text(child.stderr!), ended(child)]);
    const wall = performance.now() - started;
    if (outcome !== 0)
      throw new Error(`A measured process ended with ${outcome}: node ${words.join(' ')}\n${stderr.trimEnd()}`);
    return { ...(JSON.parse(readFileSync(file, 'utf8')) as Pick<Ran, 'cpu' | 'peakBytes'>), wall, stdout };
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

export function startNode(words: readonly string[], options: SpawnOptions): ChildProcess {
  return spawn(process.execPath, words, options);
}

export function cleanEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('BROADSHEET_')));
}

/** Its exit status, or the signal that ended it. */
function ended(child: ChildProcess): Promise<number | string> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });
}
