import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { PROJECT } from './project.js';

/** From the top down: a file may import what stands on a lower line, and its own folder. */
const LAYERS = [
  ['browser.ts', 'bundle.ts', 'cli', 'library.ts'],
  ['http'],
  ['page', 'evaluation'],
  ['in-process.ts'],
  ['ingest.ts', 'search.ts'],
  ['search'],
  ['answer.ts'],
  ['backends', 'snippets'],
  ['query', 'ranking', 'index'],
  ['documents', 'analysis'],
  ['checksum.ts', 'errors.ts', 'settings.ts', 'shape.ts', 'version.ts'],
];

/** Neighbours on one line that may know each other. */
const ALLOWED: Record<string, string[]> = {
  'settings.ts': ['errors.ts'],
  'shape.ts': ['errors.ts'],
};

interface Import {
  readonly from: string;
  readonly to: string;
  /** Not loaded with the file: a type, or something that is asked for when it is needed. */
  readonly isLater: boolean;
}

const SOURCE = join(PROJECT, 'src');
const FILES = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'));

function importsOf(file: string): Import[] {
  const text = readFileSync(join(SOURCE, file), 'utf8');
  const found: Import[] = [];
  for (const match of text.matchAll(/^(?:import|export)\s+(type\s)?(?:[^'";]*?\sfrom\s+)?'([^']+)';/gm)) {
    found.push({ from: file, to: match[2]!, isLater: match[1] !== undefined });
  }
  for (const match of text.matchAll(/\bimport\(\s*'([^']+)'\s*\)/g))
    found.push({ from: file, to: match[1]!, isLater: true });
  return found;
}

const IMPORTS = FILES.flatMap(importsOf);

function placeOf(path: string): string {
  return path.split('/')[0]!;
}

function layerOf(place: string): number {
  return LAYERS.findIndex((layer) => layer.includes(place));
}

function target({ from, to }: Import): string | undefined {
  return to.startsWith('.')
    ? relative(SOURCE, join(SOURCE, dirname(from), to))
        .replaceAll('\\', '/')
        .replace(/\.js$/, '.ts')
    : undefined;
}

test('every file of src stands in a layer', () => {
  for (const file of FILES) expect({ file, layer: layerOf(placeOf(file)) }).not.toEqual({ file, layer: -1 });
});

test('imports go down only', () => {
  const wrong = IMPORTS.flatMap((entry) => {
    const to = target(entry);
    if (to === undefined) return [];
    const [here, there] = [placeOf(entry.from), placeOf(to)];
    if (here === there || ALLOWED[entry.from]?.includes(to) === true) return [];
    return layerOf(there) > layerOf(here) ? [] : [`${entry.from} imports ${to}`];
  });
  expect(wrong).toEqual([]);
});

describe('who may import what', () => {
  function importers(name: string): string[] {
    return [...new Set(IMPORTS.filter(({ to }) => to === name || to.startsWith(`${name}/`)).map(({ from }) => from))];
  }

  test('only backends/minisearch sees MiniSearch', () => {
    for (const file of importers('minisearch')) expect(file).toMatch(/^backends\/minisearch\//);
    expect(importers('minisearch').length).toBeGreaterThan(0);
  });

  test('nothing but the list of back ends imports one of them', () => {
    const outside = IMPORTS.filter(
      (entry) => target(entry)?.startsWith('backends/minisearch/') && !entry.from.startsWith('backends/minisearch/'),
    );
    // The library hands on how minisearch.json is opened, which loads no package.
    expect(outside.map(({ from, to }) => `${from} ${to}`).sort()).toEqual([
      'backends/open.ts ./minisearch/backend.js',
      'library.ts ./backends/minisearch/options.js',
    ]);
  });

  test('natural is imported by file, never whole', () => {
    for (const { to, from } of IMPORTS.filter(({ to: name }) => name.startsWith('natural'))) {
      expect({ from, to }).toEqual({
        from: 'analysis/filters/stem.ts',
        to: 'natural/lib/natural/stemmers/porter_stemmer.js',
      });
    }
  });

  test('diff is imported by file, in one place', () => {
    const found = IMPORTS.filter(({ to }) => to === 'diff' || to.startsWith('diff/')).map(({ from, to }) => ({
      from,
      to,
    }));
    expect(found).toEqual([{ from: 'documents/changes.ts', to: 'diff/lib/diff/array.js' }]);
  });

  test('a search in process loads no package but the stemmer', () => {
    const loaded = new Set(['library.ts']);
    for (const file of loaded)
      for (const entry of IMPORTS.filter(({ from, isLater }) => from === file && !isLater))
        loaded.add(target(entry) ?? entry.to);
    const packages = [...loaded].filter((name) => !name.endsWith('.ts') && !name.startsWith('node:'));
    expect(packages).toEqual(['natural/lib/natural/stemmers/porter_stemmer.js']);
    expect([...loaded].filter((name) => /^(?:http|cli|documents\/readers)\b/.test(name))).toEqual([]);
  });

  test('Express belongs to the server', () => {
    for (const file of importers('express')) expect(file).toMatch(/^http\//);
  });

  test('ranking, query, snippets and templates touch neither disk nor network nor clock', () => {
    const outside = /^node:(?:fs|net|http|https|child_process|worker_threads|timers)/;
    for (const { from, to } of IMPORTS)
      if (/^(?:ranking|query|snippets|page\/templates)\//.test(from))
        expect({ from, to }).not.toEqual({ from, to: expect.stringMatching(outside) });
  });
});

test('files are short, or say why not', () => {
  for (const file of FILES)
    expect({ file, lines: Math.min(400, readFileSync(join(SOURCE, file), 'utf8').split('\n').length) }).not.toEqual({
      file,
      lines: 400,
    });
});

test('each file opens with a sentence that says what it is', () => {
  for (const file of FILES)
    expect({
      file,
      start: readFileSync(join(SOURCE, file), 'utf8')
        .replace(/^#!.*\n/, '')
        .slice(0, 3),
    }).toEqual({ file, start: '/**' });
});
