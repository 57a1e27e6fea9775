/**
 * Makes a commander program out of the table of commands and runs it: the frame that all commands share. Every wrong
 * usage ends with status 2, a hint and, where one is near, the command or option that was meant.
 */
import { Command as CommanderCommand, CommanderError, Option } from 'commander';
import { type ErrorCode, SearchError } from '../errors.js';
import { SETTINGS, type Setting, type SettingName } from '../settings.js';
import { type Command, flagName } from './command.js';
import { type Configuration, configure } from './configuration.js';
import { EXIT_STATUSES, type ExitStatus, exitStatusOf } from './exit-status.js';
import type { OutputStream } from './output-stream.js';
import { tellParent } from './parent.js';
import { createTerminal, escapeControls, escapeText, type Terminal } from './terminal.js';

export interface Surroundings {
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingFolder: string;
  readonly version: string;
}

/** `words` are the arguments behind the program's name. Never throws: what went wrong was said, and is the status. */
export async function runProgram(
  commands: readonly Command[],
  words: readonly string[],
  surroundings: Surroundings,
): Promise<ExitStatus> {
  const terminal = createTerminal(surroundings);
  let status: ExitStatus = 0;
  const program = createProgram(surroundings);
  for (const command of commands) {
    addCommand(program, command, surroundings).action(async (...input: unknown[]) => {
      const called = input.at(-1) as CommanderCommand;
      const options = called.opts<Record<string, unknown>>();
      status = await command.run({
        arguments: called.args,
        options,
        terminal,
        ...configureCommand(command, options, surroundings),
      });
    });
  }
  try {
    await program.parseAsync([...words], { from: 'user' });
    return status;
  } catch (error) {
    return await explainFailure(error, terminal, surroundings);
  }
}

function createProgram({ version, stdout, stderr }: Surroundings): CommanderCommand {
  return new CommanderCommand('broadsheet')
    .description('A folder of documents in, a ranked full-text search service with a page out.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .helpCommand('help [command]', 'print help of a command')
    .configureHelp({ showGlobalOptions: false })
    .configureOutput({
      writeOut: (text) => stdout.write(text),
      writeErr: (text) => stderr.write(text),
      outputError: (text, write) => write(escapeText(text.replace(/^error: /, 'broadsheet: '))),
    })
    .showHelpAfterError('See broadsheet --help.')
    .addHelpText('after', exitStatusHelp())
    .exitOverride();
}

function addCommand(program: CommanderCommand, command: Command, { stdout }: Surroundings): CommanderCommand {
  const added = program
    .command(command.name)
    .summary(command.summary)
    .description(`${command.summary[0]?.toUpperCase()}${command.summary.slice(1)}.`)
    .helpOption('-h, --help', 'print this help')
    .showHelpAfterError(
      `See broadsheet ${command.name} --help. What begins with a hyphen and is no option comes after --.`,
    );
  command.define(added);
  for (const setting of command.settings) added.addOption(settingOption(setting));
  added.option('--config <file>', 'settings file (default: broadsheet.json of the working folder, if it is there)');
  const width = Math.max(...command.examples.map(([line]) => line.length));
  const examples = command.examples.map(([line, meaning]) => `  ${line.padEnd(width)}  ${meaning}`);
  return added.addHelpText(
    'after',
    `\nExamples:\n${(stdout.columns ?? 100) < width + 24 ? shorten(command) : examples.join('\n')}`,
  );
}

/** On a narrow terminal the meaning stands above its line. */
function shorten(command: Command): string {
  return command.examples.map(([line, meaning]) => `  # ${meaning}\n  ${line}`).join('\n');
}

function settingOption(name: SettingName): Option {
  const setting: Setting = SETTINGS[name];
  const kind = setting.kind === 'number' ? '<n>' : name === 'index' ? '<dir>' : `<${name.toLowerCase()}>`;
  const choices = setting.kind === 'text' && setting.choices !== undefined ? ` (${setting.choices.join(', ')})` : '';
  // The default is only shown: as an option's default it would hide the environment and the settings file.
  const meaning = setting.meaning.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase()).replace(/\.$/, '');
  return new Option(`${flagName(name)} ${kind}`, `${meaning}${choices} (default: ${setting.default})`);
}

function configureCommand(
  command: Command,
  options: Readonly<Record<string, unknown>>,
  { environment, workingFolder }: Surroundings,
): Configuration {
  const flags = Object.fromEntries(command.settings.map((name) => [name, options[name]]));
  const { config } = options;
  return configure({
    flags,
    environment,
    workingFolder,
    ...(typeof config === 'string' ? { configFile: config } : {}),
  });
}

async function explainFailure(error: unknown, terminal: Terminal, { environment }: Surroundings): Promise<ExitStatus> {
  if (error instanceof CommanderError) {
    // Commander has printed its message already. Help and version that were asked for are no failure.
    return error.exitCode === 0 ? 0 : 2;
  }
  const status = exitStatusOf(error);
  await tellParent({ kind: 'error', ...describeForParent(error) });
  if (error instanceof SearchError) terminal.say(`broadsheet: ${escapeControls(error.explain())}`);
  else if (status !== 70) terminal.say(`broadsheet: ${escapeControls(messageOf(error))}`);
  else explainFault(error, terminal, environment.BROADSHEET_LOG_LEVEL === 'debug');
  return status;
}

function describeForParent(error: unknown): { code: ErrorCode; message: string } {
  if (error instanceof SearchError) return { code: error.code, message: error.explain() };
  return { code: 'internal', message: messageOf(error) };
}

function explainFault(error: unknown, terminal: Terminal, stack: boolean): void {
  terminal.say(`broadsheet: This is a fault in the program: ${escapeControls(messageOf(error))}`);
  if (stack && error instanceof Error) terminal.say(escapeText(error.stack ?? ''));
  else terminal.say('Run it again with BROADSHEET_LOG_LEVEL=debug to see where.');
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function exitStatusHelp(): string {
  const lines = Object.entries(EXIT_STATUSES).map(([status, meaning]) => `  ${status.padStart(3)}  ${meaning}`);
  return `\nExit status:\n${lines.join('\n')}`;
}
