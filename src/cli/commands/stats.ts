/**
 * `stats`: what an index holds, what it takes, and every setting with the place its value came from.
 */
import { type IndexOnDisk, openIndex } from '../../backends/open.js';
import { SETTINGS, type Setting, type SettingName } from '../../settings.js';
import type { Command } from '../command.js';
import type { Configuration } from '../configuration.js';
import { formatBytes } from '../report.js';
import { alignColumns } from '../table.js';
import { escapeControls, type Terminal } from '../terminal.js';

export const stats: Command<{ readonly json?: boolean }> = {
  name: 'stats',
  summary: 'print sizes, counts and settings of the index',
  examples: [
    ['broadsheet stats', 'sizes, counts, settings with their origin'],
    ['broadsheet stats --json | jq .documents', 'for programs'],
  ],
  settings: ['index'],
  define: (command) => command.option('--json', 'print them as JSON'),
  async run({ options, terminal, ...configuration }) {
    const index = await openIndex(configuration.settings.index);
    index.close();
    if (options.json) terminal.printJson({ ...describeIndex(index), settings: describeSettings(configuration) });
    else printStats(index, configuration, terminal);
    return 0;
  },
};

function describeIndex({ directory, generation, hash, folder, builtAt, manifest }: IndexOnDisk) {
  const bytes = Object.values(manifest.files).reduce((sum, file) => sum + file.bytes, 0);
  const { settings, ...counts } = manifest;
  return { directory, generation, hash, folder, builtAt, bytes, ...counts, builtWith: settings };
}

interface DescribedSetting {
  readonly value: number | string;
  readonly origin: string;
}

function describeSettings({ settings, origins }: Configuration): Record<string, DescribedSetting> {
  const names = Object.keys(SETTINGS) as SettingName[];
  return Object.fromEntries(
    names.map((name) => [name, { value: showValue(name, settings[name]), origin: origins[name] }]),
  );
}

function showValue(name: SettingName, value: number | string): number | string {
  const setting: Setting = SETTINGS[name];
  if (setting.kind === 'number' || setting.secret !== true) return value;
  return value === '' ? '(not set)' : '(set, not shown)';
}

function printStats(index: IndexOnDisk, configuration: Configuration, terminal: Terminal): void {
  const { manifest, ...about } = { ...describeIndex(index), manifest: index.manifest };
  const number = (value: number) => value.toLocaleString('en');
  const rows = [
    ['index', `${about.directory}, generation ${about.generation}`],
    ['hash', about.hash],
    ['folder', about.folder ?? 'none; a program gave the documents'],
    ['built', about.builtAt],
    ['documents', `${number(manifest.documents)} (${number(manifest.undated)} undated)`],
    ['dates', manifest.firstDate === null ? 'none' : `${manifest.firstDate} to ${manifest.lastDate}`],
    ['words', number(manifest.tokens)],
    ['terms', `${number(manifest.terms)} in ${number(manifest.forms)} forms`],
    ['read', formatBytes(manifest.sourceBytes)],
    ['skipped', number(manifest.skipped.count)],
    ['notices', number(manifest.notices.count)],
    ['facets', manifest.facetFields.join(', ') || 'none'],
    ['size', formatBytes(about.bytes)],
    ...Object.entries(manifest.files).map(([name, { bytes }]) => [`  ${name}`, formatBytes(bytes)]),
  ];
  for (const line of alignColumns(rows)) terminal.print(escapeControls(line));
  terminal.print();
  const settings = Object.entries(describeSettings(configuration)).map(([name, { value, origin }]) => {
    return [name, String(value), origin === 'file' ? (configuration.file ?? origin) : origin];
  });
  for (const line of alignColumns([['setting', 'value', 'from'], ...settings])) terminal.print(escapeControls(line));
}
