/**
 * What the code lists, the README documents, and nothing else: each table of the README is compared with the code in
 * both directions, its examples are run, and every path, script and link that README and map name exists.
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, normalize } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Command } from 'commander';
import { z } from 'zod';
import { analyzer } from '../src/analysis/analyzer.js';
import { MINISEARCH_FILE } from '../src/backends/minisearch/writer.js';
import { POSTINGS } from '../src/backends/packed/format.js';
import { EXIT_STATUS_OF, EXIT_STATUSES } from '../src/cli/exit-status.js';
import { COMMANDS } from '../src/cli/main.js';
import { coveragePair } from '../src/cli/snippets-report.js';
import { READERS } from '../src/documents/readers.js';
import { ERROR_CODES } from '../src/errors.js';
import { METRICS } from '../src/evaluation/metrics.js';
import { WAYS } from '../src/evaluation/snippet-coverage.js';
import { stagesOf } from '../src/evaluation/stages.js';
import { listRoutes } from '../src/http/app.js';
import { CurrentIndex } from '../src/http/current-index.js';
import { describeLimits } from '../src/http/limits.js';
import { createMetrics } from '../src/http/metrics.js';
import { printOpenApi } from '../src/http/openapi.js';
import { PROBLEMS } from '../src/http/problems.js';
import { searchParameters } from '../src/http/schemas.js';
import { COLUMNS, DOCUMENTS_FILE, FORMS, SOURCES_FILE } from '../src/index/files.js';
import { NEIGHBOURS } from '../src/index/neighbour-graph.js';
import { parseQuery } from '../src/query/parser.js';
import { QUERY_WARNING_CODES } from '../src/query/query.js';
import { printQuery } from '../src/query/read-as.js';
import { DEFAULT_SETTINGS, environmentName, SETTINGS, type Setting, type SettingName } from '../src/settings.js';
import type { Recorded } from './evaluation/figures.js';
import { PROJECT } from './project.js';

const README = readPage('README.md');
const MAP = readPage('src/README.md');
const PACKAGE = JSON.parse(readPage('package.json')) as {
  readonly engines: { readonly node: string };
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
};

function readPage(path: string): string {
  return readFileSync(join(PROJECT, path), 'utf8');
}

/** The cells of the table whose first heading cells are these; inline code without its backticks. */
function table(page: string, ...headings: string[]): string[][] {
  const lines = withoutCode(page).split('\n');
  const start = lines.findIndex((line) => headings.every((heading, i) => cellsOf(line)[i] === heading));
  if (start === -1) throw new Error(`No table begins with the columns ${headings.join(', ')}.`);
  const rows = lines.slice(start + 2);
  const end = rows.findIndex((line) => !line.startsWith('|'));
  return rows.slice(0, end === -1 ? rows.length : end).map(cellsOf);
}

function cellsOf(line: string): string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

/** Blocks of code may hold what looks like a table, a link or a heading. */
function withoutCode(page: string): string {
  return page.replaceAll(/^```[\s\S]*?^```$/gm, '');
}

/** The inline code of a cell or a page, in its order. */
function codes(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, code]) => code!);
}

function code(cell: string | undefined): string {
  return codes(cell ?? '')[0] ?? '';
}

function inCode(values: readonly unknown[]): string {
  return values.map((value) => `\`${value}\``).join(', ');
}

describe('the README lists what the code lists', () => {
  test('settings', () => {
    const rows = (Object.keys(SETTINGS) as SettingName[]).map((name) => {
      const setting: Setting = SETTINGS[name];
      const preset = setting.default === '' ? '–' : `\`${setting.default}\``;
      return [`\`${name}\``, `\`${environmentName(name)}\``, preset, valuesOf(setting), setting.meaning];
    });
    expect(table(README, 'Name', 'Environment variable')).toEqual(rows);
  });

  function valuesOf(setting: Setting): string {
    if (setting.kind === 'number') return `${setting.minimum} to ${setting.maximum}`;
    return setting.choices === undefined ? 'a text' : inCode(setting.choices);
  }

  test('limits of requests', () => {
    const rows = table(README, 'Name', 'Default', 'What happens beyond');
    const listed = rows.map(([name, value]) => [code(name), Number(value)]);
    expect(listed.sort()).toEqual(Object.entries(describeLimits(DEFAULT_SETTINGS)).sort());
  });

  test('error codes with their statuses', () => {
    const rows = table(README, 'Code', 'HTTP status').map((cells) => cells.slice(0, 3));
    const expected = ERROR_CODES.map((name) => [`\`${name}\``, `${PROBLEMS[name].status}`, `${EXIT_STATUS_OF[name]}`]);
    expect(rows.sort()).toEqual(expected.sort());
  });

  test('exit statuses', () => {
    expect(table(README, 'Status', 'Meaning')).toEqual(Object.entries(EXIT_STATUSES));
  });

  test('endpoints', () => {
    const listed = table(README, 'Method', 'Path').map(([method, path]) => `${code(method)} ${code(path)}`);
    const routes = listRoutes();
    expect(listed.sort()).toEqual(routes.map(({ method, path }) => `${method.toUpperCase()} ${path}`).sort());
    const { paths } = JSON.parse(printOpenApi(routes, '0')) as { readonly paths: Readonly<Record<string, object>> };
    const described = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(listed.sort()).toEqual(described.sort());
  });

  test('search parameters with their values and defaults', () => {
    const { properties = {} } = z.toJSONSchema(searchParameters, { io: 'input' });
    const rows = table(README, 'Name', 'Values', 'Default');
    expect(rows.map(([name]) => code(name))).toEqual(Object.keys(properties));
    for (const [name, values, preset] of rows) {
      const parameter = properties[code(name)] as Parameter;
      const known = describeValues(parameter);
      if (known !== undefined) expect({ name, values }).toEqual({ name, values: known });
      expect({ name, preset }).toEqual({ name, preset: describeDefault(parameter.default ?? fallback(code(name))) });
    }
  });

  interface Parameter {
    readonly type?: string;
    readonly enum?: readonly string[];
    readonly minimum?: number;
    readonly maximum?: number;
    readonly items?: { readonly enum?: readonly string[] };
    readonly default?: unknown;
  }

  /** The schema of what comes in does not show the default of a value that is changed on its way. */
  function fallback(name: string): unknown {
    return (searchParameters.parse({}) as Record<string, unknown>)[name];
  }

  /** Undefined where the schema leaves the values open. */
  function describeValues(parameter: Parameter): string | undefined {
    const choices = parameter.enum ?? parameter.items?.enum;
    if (choices !== undefined) return inCode(choices);
    if (parameter.type === 'boolean') return inCode([true, false]);
    return parameter.type === 'integer' ? `${parameter.minimum} to ${parameter.maximum}` : undefined;
  }

  function describeDefault(preset: unknown): string {
    return preset === undefined || String(preset) === '' ? '–' : `\`${String(preset)}\``;
  }

  test('commands with their arguments and options', () => {
    const rows = table(README, 'Command', 'What it does', 'Its own options');
    const expected = COMMANDS.map((entry) => {
      const command = new Command(entry.name);
      entry.define(command);
      const usage = `${entry.name} ${command.usage().replace('[options]', '').trim()}`.trim();
      return [usage, command.options.map(({ long }) => long)];
    });
    expect(rows.map(([usage, , options]) => [code(usage), codes(options ?? '')])).toEqual(expected);
  });

  test('document formats', () => {
    const rows = table(README, 'Format', 'Endings').map(([format, endings]) => [format, codes(endings ?? '')]);
    expect(rows).toEqual(READERS.map(({ format, endings }) => [format, endings]));
  });

  test('warnings of a query', () => {
    expect(table(README, 'Code', 'When').map(([name]) => code(name))).toEqual([...QUERY_WARNING_CODES]);
  });

  test('metrics of an evaluation', () => {
    const heading = README.split('\n').find((line) => line.startsWith('| Collection | Topics |')) ?? '';
    expect(cellsOf(heading).slice(3)).toEqual(METRICS.map(({ name }) => name));
  });

  test('files of a generation', () => {
    const files = [
      'manifest.json',
      POSTINGS.file,
      MINISEARCH_FILE,
      FORMS.file,
      COLUMNS.file,
      NEIGHBOURS.file,
      DOCUMENTS_FILE,
      SOURCES_FILE,
    ];
    expect(table(README, 'File of a generation').map(([file]) => code(file))).toEqual(files);
  });

  test.each(['library', 'browser'])('the example of the %s is the one that is run', (entry) => {
    const example = readFileSync(join(PROJECT, 'tests', 'fixtures', `${entry}-example.mjs`), 'utf8');
    expect(README).toContain(`\`\`\`js\n${example}\`\`\``);
  });

  test('metrics of the server', async () => {
    const { registry } = createMetrics(new CurrentIndex({ directory: 'none' }));
    const names = (await registry.getMetricsAsJSON()).map(({ name }) => name);
    const own = names.filter((name) => name.startsWith('broadsheet_'));
    expect(codes(withoutCode(README)).filter((name) => name.startsWith('broadsheet_'))).toEqual(own);
  });

  test('runtime dependencies', () => {
    const listed = table(README, 'Package', 'Why it is there').map(([name]) => code(name));
    expect(listed.sort()).toEqual(Object.keys(PACKAGE.dependencies).sort());
  });

  test('the version of Node', () => {
    expect(README).toContain(`Node ${PACKAGE.engines.node.replace('>=', '')} or newer`);
  });

  test('figures of the ranking', () => {
    const recorded = JSON.parse(readPage('tests/fixtures/recorded-figures.json')) as Record<string, Recorded>;
    const figures = table(README, 'Collection', 'Topics').map((cells) => cells.slice(3, 5).map(Number));
    expect(figures).toEqual(Object.values(recorded).map(({ full }) => [full['nDCG@10'], full.MAP]));
  });

  test('figures of the last stage of the ranking', () => {
    const recorded = JSON.parse(readPage('tests/fixtures/recorded-figures.json')) as Record<string, Recorded>;
    const last = table(README, 'Stage').at(-1) ?? [];
    const [full, short] = (['full', '3 words'] as const).map((topics) =>
      Object.values(recorded).map((of) => `${of[topics]['nDCG@10'].toFixed(4)} / ${of[topics].MAP.toFixed(4)}`),
    );
    expect(last.slice(1)).toEqual([...full!, ...short!]);
    expect(table(README, 'Stage').map(([name]) => name)).toEqual(stagesOf(DEFAULT_SETTINGS).map(({ name }) => name));
  });

  test('figures of the snippets', () => {
    const recorded = JSON.parse(readPage('tests/fixtures/recorded-figures.json')) as Record<string, Recorded>;
    const rows = table(README, 'Shown of a hit');
    expect(rows.map(([way]) => way)).toEqual([...WAYS]);
    const figures = (['one', 'two'] as const).flatMap((shown) =>
      Object.values(recorded).map(({ snippets }) => coveragePair(snippets[shown])),
    );
    expect(rows.at(-1)!.slice(1)).toEqual(figures);
  });
});

describe('examples of the README', () => {
  const OPTIONS = { analyzer, syntax: 'full', match: 'any', prefix: false, maxTerms: 256, maxDepth: 20 } as const;

  test.each(
    table(README, 'Typed', 'Means', 'Read as').map(([typed, , readAs]) => [code(typed), code(readAs)] as const),
  )('%s is read as %s', (typed, readAs) => {
    const { query, warnings } = parseQuery(typed, OPTIONS);
    expect({ readAs: printQuery(query), warnings }).toEqual({ readAs, warnings: [] });
  });

  test.each(table(README, 'Text', 'Terms').map(([text, terms]) => [code(text), codes(terms ?? '')] as const))(
    '%s is analyzed as %j',
    (text, terms) => expect(analyzer.analyze(text).map(({ term }) => term)).toEqual(terms),
  );

  test('every example calls a command and its options as they are', () => {
    for (const line of README.split('\n')) {
      const [, name, rest = ''] =
        /^(?:\$ )?(?:\w+=\S+ )?(?:npm run --silent broadsheet --|broadsheet) (\w+)(.*)/.exec(line) ?? [];
      if (name === undefined) continue;
      const entry = COMMANDS.find((known) => known.name === name);
      expect({ line, known: entry !== undefined }).toEqual({ line, known: true });
      const command = new Command(name);
      entry?.define(command);
      for (const [flag] of rest.matchAll(/(?<= )--[a-z-]+/g))
        expect({ line, options: command.options.map(({ long }) => long) }).toEqual({
          line,
          options: expect.arrayContaining([flag]),
        });
    }
  });
});

describe('the map of the source', () => {
  const FOLDERS = readdirSync(join(PROJECT, 'src'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) =>
      `${join(entry.parentPath, entry.name).slice(join(PROJECT, 'src', '/').length)}/`.replaceAll('\\', '/'),
    );

  test('every folder of src is in it', () => {
    const named = table(MAP, 'Folder', 'The question it answers').flatMap((cells) => codes(cells.join(' ')));
    expect(FOLDERS.filter((folder) => !named.includes(folder))).toEqual([]);
  });

  test('the layers are those that are checked', () => {
    const [, checked = ''] = /const LAYERS = \[\n([\s\S]*?)\n\];/.exec(readPage('tests/structure.test.ts')) ?? [];
    const layers = checked
      .split('\n')
      .map((line) => [...line.matchAll(/'([^']+)'/g)].map(([, name]) => name).join('  '));
    expect(layers.length).toBeGreaterThan(5);
    expect(MAP).toContain(`\`\`\`\n${layers.join('\n')}\n\`\`\``);
  });

  test('every script is in it', () => {
    const named = table(MAP, 'Script', 'What it does').map(([script]) => code(script).replace(/^npm (?:run )?/, ''));
    expect(named.sort()).toEqual(Object.keys(PACKAGE.scripts).sort());
  });
});

describe.each([
  { page: 'README.md', text: README, folder: '.' },
  { page: 'src/README.md', text: MAP, folder: 'src' },
])('what $page names exists', ({ text, folder }) => {
  /** Inline paths start here or at the root of the project, ids of documents in the sample archive. */
  const exists = (path: string) => [folder, '.', 'seeds'].some((start) => existsSync(join(PROJECT, start, path)));

  test('paths', () => {
    // A path of the project has a folder or the ending of a source file; addresses and absolute paths begin with `/`.
    const paths = codes(withoutCode(text)).filter(
      (span) => /^[\w.-]+(?:\/[\w.-]+)*\/?$/.test(span) && (/[\w-]\.(?:ts|md|css)$/.test(span) || isInFolder(span)),
    );
    expect(paths.length).toBeGreaterThan(0);
    expect(paths.filter((path) => !exists(path))).toEqual([]);
  });

  /** `index-data/` is made by the program, `dist/` by the build; `broadsheet/http` is what a program imports. */
  function isInFolder(span: string): boolean {
    return span.includes('/') && !/^(?:index-data|dist|broadsheet)\//.test(span);
  }

  test('scripts', () => {
    const scripts = [...text.matchAll(/\bnpm (?:run (?:--silent )?)?([a-z]+)/g)].map(([, name]) => name!);
    const known = [...Object.keys(PACKAGE.scripts), 'ci'];
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.filter((name) => !known.includes(name))).toEqual([]);
  });

  test('links', () => {
    const links = [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target!);
    const inner = links.filter((target) => !/^https?:/.test(target));
    expect(inner.length).toBeGreaterThan(0);
    for (const target of inner) {
      const [path = '', anchor] = target.split('#', 2);
      const file = path === '' ? text : resolveFile(path);
      expect({ target, exists: file !== undefined }).toEqual({ target, exists: true });
      if (anchor !== undefined)
        expect({ target, anchors: anchorsOf(file ?? '') }).toEqual({
          target,
          anchors: expect.arrayContaining([anchor]),
        });
    }
  });

  /** The text of a file that a link leads to. */
  function resolveFile(path: string): string | undefined {
    const file = normalize(join(PROJECT, folder, path));
    return existsSync(file) && statSync(file).isFile() ? readFileSync(file, 'utf8') : undefined;
  }

  /** As GitHub makes them of headings. */
  function anchorsOf(page: string): string[] {
    return [...withoutCode(page).matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
      heading!
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} -]/gu, '')
        .replaceAll(' ', '-'),
    );
  }
});
