/**
 * `verify`: is every byte of the index as it was written, and is the folder still what was indexed? Damage is status
 * 4; a folder that has changed since is only said, since the index is still whole.
 */
import { SearchError } from '../../errors.js';
import { readCurrent } from '../../index/directory.js';
import { verifyIndex } from '../../index/verify.js';
import type { Settings } from '../../settings.js';
import { compareFolder } from '../build.js';
import type { Command } from '../command.js';
import { alignColumns } from '../table.js';
import { escapeControls } from '../terminal.js';

export const verify: Command<{ readonly json?: boolean }> = {
  name: 'verify',
  summary: 'check that the index is whole',
  examples: [
    ['broadsheet verify', 'read every byte and compare the checksums'],
    ['broadsheet verify && echo whole', 'in a script: the status is 4 when something is damaged'],
  ],
  settings: ['index'],
  define: (command) => command.option('--json', 'print the checks as JSON'),
  async run({ options, settings, terminal }) {
    const { generation, checks } = verifyIndex(settings.index);
    const folder = await describeFolder(settings);
    if (options.json) terminal.printJson({ generation, ok: checks.every(({ ok }) => ok), checks, folder });
    else {
      const rows = checks.map(({ name, ok, detail }) => [ok ? 'ok' : 'DAMAGED', name, detail]);
      for (const line of alignColumns(rows)) terminal.print(escapeControls(line));
      terminal.say(`Generation ${generation}. ${folder}`);
    }
    const damaged = checks.filter(({ ok }) => !ok).map(({ name }) => name);
    if (damaged.length === 0) return 0;
    throw new SearchError('index_damaged', `The index in ${settings.index} is damaged: ${damaged.join(', ')}.`, {
      parameter: settings.index,
      hint: 'Build it again with: broadsheet reindex',
    });
  },
};

async function describeFolder(settings: Settings): Promise<string> {
  const folder = readCurrent(settings.index)?.folder ?? null;
  if (folder === null) return 'It was not built from a folder, so there is none to compare it with.';
  try {
    const state = await compareFolder({ folder, directory: settings.index, settings });
    if (state === 'fresh') return `It holds what is in ${escapeControls(folder)}.`;
    return `It is not what is in ${escapeControls(folder)} now (${state}): broadsheet reindex`;
  } catch (error) {
    if (error instanceof SearchError) return `Its folder cannot be compared: ${escapeControls(error.explain())}`;
    throw error;
  }
}
