/**
 * What is evaluated: settings, by which an index answers, or a run that some system left behind. Both come as files on
 * the command line, and their first character tells them apart.
 */
import { SearchError } from '../errors.js';
import { parseRun, type Run } from '../evaluation/run.js';
import { resolveSettings, SETTINGS, type SettingName, type Settings, shapingSettings } from '../settings.js';
import type { Invocation } from './command.js';
import { parseSettings } from './configuration.js';
import { readTextFile } from './text-file.js';

export interface SettingsSystem {
  readonly kind: 'settings';
  readonly name: string;
  readonly settings: Settings;
}

interface RunSystem {
  readonly kind: 'run';
  readonly name: string;
  readonly run: Run;
}

export type System = SettingsSystem | RunSystem;

type Configured = Pick<Invocation<unknown>, 'settings' | 'origins'>;

/** The settings that any other command would use. */
export function systemInForce({ settings }: Pick<Configured, 'settings'>): SettingsSystem {
  return { kind: 'settings', name: 'the settings in force', settings };
}

/**
 * A settings file says what differs from the defaults. Of `settings` only what shapes an index is kept, and the flags
 * of the invocation where one is given: then two files are compared as they are, whatever else is set. Throws
 * `file_unreadable`, `unknown_parameter` or `invalid_parameter`.
 */
export function readSystem(path: string, settings: Settings, flags?: Configured): System {
  const text = readTextFile(path);
  if (!/^\uFEFF?\s*\{/.test(text)) return { kind: 'run', name: path, run: parseRun(text, path) };
  const file = { ...shapingSettings(settings), ...parseSettings(path, text) };
  const resolved = resolveSettings({ file, ...(flags === undefined ? {} : { flags: flagsOf(flags) }) });
  return { kind: 'settings', name: path, settings: resolved.settings };
}

function flagsOf({ settings, origins }: Configured): Partial<Settings> {
  const names = (Object.keys(SETTINGS) as SettingName[]).filter((name) => origins[name] === 'flag');
  return Object.fromEntries(names.map((name) => [name, settings[name]]));
}

/** Throws `file_unreadable` for a run. */
export function asSettings(system: System): SettingsSystem {
  if (system.kind === 'settings') return system;
  throw new SearchError('file_unreadable', `${system.name} cannot be used here.`, {
    expected: 'settings, one JSON object',
    found: 'a run',
    hint: 'Two runs are compared with: broadsheet eval FOLDER --measure RUN --against RUN',
  });
}

/** Throws `file_unreadable` for settings. */
export function asRun(system: System): RunSystem {
  if (system.kind === 'run') return system;
  throw new SearchError('file_unreadable', `${system.name} cannot be used here.`, {
    expected: 'a run, in the form that trec_eval reads',
    found: 'settings',
    hint: 'Settings are measured with: broadsheet eval FOLDER --settings FILE',
  });
}

/** One index can answer for both. */
export function haveOneShape(one: Settings, other: Settings): boolean {
  return JSON.stringify(shapingSettings(one)) === JSON.stringify(shapingSettings(other));
}
