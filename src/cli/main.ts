#!/usr/bin/env node
/**
 * The program `broadsheet`: the list of its commands, and the process around them. A pipe that closes early is no
 * error, and the process ends by itself once its output is written: `process.exit` would cut off what a pipe has not
 * taken yet.
 */
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isSystemError } from '../errors.js';
import { readVersion } from '../version.js';
import type { Command } from './command.js';
import { analyze } from './commands/analyze.js';
import { diff } from './commands/diff.js';
import { evaluation } from './commands/eval.js';
import { explain } from './commands/explain.js';
import { index, reindex } from './commands/index.js';
import { search } from './commands/search.js';
import { serve } from './commands/serve.js';
import { show } from './commands/show.js';
import { stats } from './commands/stats.js';
import { verify } from './commands/verify.js';
import { listenToParent } from './parent.js';
import { runProgram } from './program.js';

export const COMMANDS: readonly Command[] = [
  serve,
  index,
  reindex,
  search,
  show,
  explain,
  analyze,
  stats,
  verify,
  evaluation,
  diff,
];

async function main(): Promise<void> {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', leaveQuietly);
  const hangUp = listenToParent();
  process.exitCode = await runProgram(COMMANDS, process.argv.slice(2), {
    stdout: process.stdout,
    stderr: process.stderr,
    environment: process.env,
    workingFolder: process.cwd(),
    version: readVersion(),
  });
  hangUp();
}

/** `broadsheet search … | head`: who reads has seen enough. */
function leaveQuietly(error: Error): void {
  if (isSystemError(error, 'EPIPE')) process.exit();
  throw error;
}

/** The name in a package's `bin` folder is a link to this file. */
function isProgram(): boolean {
  const [, started] = process.argv;
  return started !== undefined && realpathSync(started) === fileURLToPath(import.meta.url);
}

if (isProgram()) await main();
