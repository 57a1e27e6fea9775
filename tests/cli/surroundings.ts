/** A program in a test: the commands run in this process, and what they write is kept. */
import type { Command } from '../../src/cli/command.js';
import { runProgram } from '../../src/cli/program.js';

export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Setting {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly environment?: Readonly<Record<string, string>>;
  readonly workingFolder?: string;
}

/** A worker of Jest has a channel to Jest, which the commands would take for one to the server that waits for a build. */
delete process.send;

export async function runHere(
  commands: readonly Command[],
  words: readonly string[],
  setting: Setting = {},
): Promise<Outcome> {
  const { environment = {}, workingFolder = '/nowhere', ...stream } = setting;
  const [stdout, stderr] = [collect(stream), collect(stream)];
  const status = await runProgram(commands, words, { stdout, stderr, environment, workingFolder, version: '1.2.3' });
  return { status, stdout: stdout.text, stderr: stderr.text };
}

export function collect(stream: { isTTY?: boolean; columns?: number } = {}) {
  return {
    ...stream,
    text: '',
    write(text: string) {
      this.text += text;
    },
  };
}
