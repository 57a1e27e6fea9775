import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { PROJECT } from './project.js';

/** From the top down: a file may import what stands on a lower line, and its own folder. */
const LAYERS = [
  ['cli'],
  ['http'],
  ['page', 'evaluation'],
  ['ingest.ts', 'search.ts'],
  ['search'],
  ['answer.ts'],
  ['backends', 'snippets'],
  ['query', 'ranking', 'index'],
  ['documents', 'analysis'],
  ['errors.ts', 'settings.ts'],
];

/** Neighbours on one line that may know each other. */
const ALLOWED: Record<string, string[]> = {
  'settings.ts': ['errors.ts'],
};

interface Import {
  readonly from: string;
  readonly to: string;
}

const SOURCE = join(PROJECT, 'src');
const FILES = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.d.ts'));

function importsOf(file: string): Import[] {
  const text = readFileSync(join(SOURCE, file), 'utf8');
  const found: Import[] = [];
  for (const match of text.matchAll(/^(?:import|export)\s+(?:[^'";]*?\sfrom\s+)?'([^']+)';/gm)) {
    found.push({ from: file, to: match[1]! });
  }
  for (const match of text.matchAll(/\bimport\(\s*'([^']+)'\s*\)/g)) found.push({ from: file, to: match[1]! });
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
    expect(outside.map(({ from }) => from)).toEqual(['backends/open.ts', 'backends/open.ts'].slice(0, outside.length));
  });

  test('natural is imported by file, never whole', () => {
    for (const { to, from } of IMPORTS.filter(({ to: name }) => name.startsWith('natural'))) {
      expect({ from, to }).toEqual({
        from: 'analysis/filters/stem.ts',
        to: 'natural/lib/natural/stemmers/porter_stemmer.js',
      });
    }
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
