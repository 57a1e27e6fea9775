/**
 * Builds in a child process that runs the `index` command, so that a build takes neither the event loop nor the
 * memory of the server. The child tells its progress and its end over a channel.
 */
import { fork } from 'node:child_process';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ERROR_CODES, type ErrorCode, SearchError } from '../errors.js';
import type { IngestProgress } from '../ingest.js';
import { environmentName, SETTINGS, type SettingName, type Settings } from '../settings.js';
import type { StartBuild } from './tasks.js';

export interface BuildProcessOptions {
  readonly directory: string;
  readonly settings: Settings;
  /** The program that is run; the command line of this package. */
  readonly program?: string;
}

type Message =
  | ({ readonly kind: 'progress' } & IngestProgress)
  | { readonly kind: 'report' }
  | { readonly kind: 'error'; readonly code: string; readonly message: string };

const PROGRAM = fileURLToPath(new URL('../cli/main.js', import.meta.url));

/** Characters of the child's standard error that are kept for the log. */
const KEPT_ERRORS = 4000;

export function buildInProcess({ directory, settings, program = PROGRAM }: BuildProcessOptions): StartBuild {
  return (folder, onProgress) => {
    // Absolute, so that neither can be taken for a flag.
    const child = fork(program, ['index', resolve(folder), '--index', resolve(directory)], {
      env: buildEnvironment(settings),
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    let errors = '';
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      errors = (errors + text).slice(-KEPT_ERRORS);
    });
    const finished = new Promise<void>((succeed, fail) => {
      let failure: SearchError | undefined;
      let isReported = false;
      child.on('message', (message: Message) => {
        if (message.kind === 'progress') onProgress(message);
        else if (message.kind === 'report') isReported = true;
        else failure = new SearchError(knownCode(message.code), message.message);
      });
      child.once('error', (cause) => fail(new SearchError('internal', 'The build could not be started.', { cause })));
      // Not at the report: only a child that is gone has freed the lock of the index.
      child.once('close', (code, signal) => {
        if (failure !== undefined) fail(failure);
        else if (isReported) succeed();
        else
          fail(new SearchError('internal', `The build ended without a report (${signal ?? code}). ${errors}`.trim()));
      });
    });
    return { finished, stop: () => child.kill() };
  };
}

function knownCode(code: string): ErrorCode {
  return ERROR_CODES.find((known) => known === code) ?? 'internal';
}

/** The child gets the settings of this server, wherever they came from, and not the admin key. */
function buildEnvironment(settings: Settings): NodeJS.ProcessEnv {
  const environment = { ...process.env };
  delete environment[environmentName('adminKey')];
  for (const name of PASSED_ON) environment[environmentName(name)] = String(settings[name]);
  return environment;
}

const PASSED_ON = (Object.keys(SETTINGS) as SettingName[]).filter(
  (name) => 'shapesIndex' in SETTINGS[name] || name === 'keepGenerations',
);
