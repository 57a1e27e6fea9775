/**
 * Ctrl-C during long work: says so and ends with status 130. An index that is being built is simply not published;
 * the one that was there stays as it was.
 */
import type { ExitStatus } from './exit-status.js';
import type { Terminal } from './terminal.js';

export const INTERRUPTED: ExitStatus = 130;

/** The work must pause now and then, or the signal is heard only at its end. */
export async function interruptible<Result>(terminal: Terminal, work: () => Promise<Result>): Promise<Result> {
  const interrupt = () => {
    terminal.say('\nInterrupted. An index that was there is unchanged.');
    process.exit(INTERRUPTED);
  };
  process.once('SIGINT', interrupt);
  try {
    return await work();
  } finally {
    process.off('SIGINT', interrupt);
  }
}
