/**
 * What a command of the program is. A command says what it takes and what it does; how settings are found, how
 * errors become exit statuses and how help is printed is the same for all of them and lives in `program.ts`.
 */
import type { Command as CommanderCommand } from 'commander';
import type { SettingName } from '../settings.js';
import type { Configuration } from './configuration.js';
import type { ExitStatus } from './exit-status.js';
import type { Terminal } from './terminal.js';

export interface Command<Options = unknown> {
  readonly name: string;
  /** One line for the list of commands. */
  readonly summary: string;
  /** Lines to try, each with what it does. */
  readonly examples: readonly (readonly [line: string, meaning: string])[];
  /** Settings that are flags of this command. */
  readonly settings: readonly SettingName[];
  /** Adds the command's own arguments and options. */
  define(command: CommanderCommand): void;
  run(invocation: Invocation<Options>): Promise<ExitStatus>;
}

export interface Invocation<Options> extends Configuration {
  readonly arguments: readonly string[];
  /** Only what was declared is here, checked by its parser. */
  readonly options: Options;
  readonly terminal: Terminal;
}

/** The flag of a setting: `maxFileBytes` is `--max-file-bytes`. */
export function flagName(setting: SettingName): string {
  return `--${setting.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}
