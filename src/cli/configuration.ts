/**
 * Where settings come from on the command line: flags, then `BROADSHEET_…` variables, then `broadsheet.json` in the
 * working folder or the file named by `--config`, then defaults.
 */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { SearchError } from '../errors.js';
import { resolveSettings, type SettingName, type SettingOrigin, type Settings } from '../settings.js';

export interface Configuration {
  readonly settings: Settings;
  readonly origins: Readonly<Record<SettingName, SettingOrigin>>;
  /** The settings file that was read, if any. */
  readonly file: string | undefined;
}

export interface ConfigurationSources {
  readonly flags: Readonly<Record<string, unknown>>;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly workingFolder: string;
  /** Must exist when it is named; `broadsheet.json` need not. */
  readonly configFile?: string;
}

const DEFAULT_FILE = 'broadsheet.json';

/** Throws `file_unreadable` for a file that is no JSON object, `unknown_parameter` or `invalid_parameter` for what is in it. */
export function configure({ flags, environment, workingFolder, configFile }: ConfigurationSources): Configuration {
  const path = resolve(workingFolder, configFile ?? DEFAULT_FILE);
  const file = readSettingsFile(path, configFile !== undefined);
  return { ...resolveSettings({ flags, environment, file: file ?? {} }), file: file === undefined ? undefined : path };
}

function readSettingsFile(path: string, required: boolean): Record<string, unknown> | undefined {
  if (!required && !existsSync(path)) return undefined;
  let content: string;
  try {
    content = readFileSync(path, 'utf8');
  } catch (error) {
    throw new SearchError('file_unreadable', `The settings file ${path} cannot be read.`, {
      found: error instanceof Error ? error.message : String(error),
      hint: 'Name another file with --config, or leave --config out.',
      cause: error,
    });
  }
  return parseSettings(path, content);
}

/** Throws `file_unreadable` for what is no JSON object. */
export function parseSettings(path: string, content: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(content.replace(/^\uFEFF/, ''));
  } catch (error) {
    throw notAnObject(path, error instanceof Error ? error.message : String(error));
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw notAnObject(path, Array.isArray(value) ? 'a list' : String(value));
  return { ...value };
}

function notAnObject(path: string, found: string): SearchError {
  return new SearchError('file_unreadable', `The settings file ${path} cannot be used.`, {
    expected: 'one JSON object, such as { "port": 8080 }',
    found,
  });
}
