/**
 * The entry for browsers: that nothing of Node comes along, and that a real browser gives the answers of Node from the
 * files of one generation and a server that knows nothing but files.
 */
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { openIndexFrom } from '../src/browser.js';
import { SearchError } from '../src/errors.js';
import { generationPath } from '../src/index/directory.js';
import {
  buildIndex,
  type IndexOnDisk,
  openIndex,
  rank,
  readDocument,
  type SearchAnswer,
  type SearchRequest,
  search,
} from '../src/library.js';
import { makeFolder } from './documents/temp-folder.js';
import { launchBrowser, startVisits, type Visits } from './page/browser.js';
import { PROJECT } from './project.js';

const BUNDLE = join(PROJECT, 'dist', 'library', 'browser.js');
const STEMMER = 'natural/lib/natural/stemmers/porter_stemmer.js';

describe('nothing of Node comes along', () => {
  /** The compiled sources: types are not imported any more. */
  const SOURCE = join(PROJECT, 'dist', 'src');

  /** The compiled text of every module that one brings along when it runs; packages have none. */
  function closureOf(file: string, closure = new Map<string, string>()): Map<string, string> {
    if (closure.has(file)) return closure;
    const text = readFileSync(join(SOURCE, file), 'utf8');
    closure.set(file, text);
    const imports = /^(?:import|export)\s+(?:[^'";]*?\sfrom\s+)?'([^']+)';|\bimport\(\s*'([^']+)'/gm;
    for (const [, fixed, late] of text.matchAll(imports)) {
      const name = fixed ?? late!;
      if (name.startsWith('.')) closureOf(join(dirname(file), name), closure);
      else closure.set(name, '');
    }
    return closure;
  }

  test('with the sources', () => {
    const closure = closureOf('browser.js');
    for (const file of ['search.js', 'analysis/analyzer.js', 'index/sections.js', 'index/documents-file.js'])
      expect([...closure.keys()]).toContain(join(file));
    expect([...closure].filter(([, text]) => text === '').map(([name]) => name)).toEqual([STEMMER]);
    for (const [name, text] of closure) {
      const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '').replace(/'(?:[^'\\\n]|\\.)*'/g, "''");
      expect({ name, uses: code.match(NODE) }).toEqual({ name, uses: null });
    }
  });

  const NODE = /\b(?:Buffer|process|require|setImmediate|__dirname|__filename|global)\b/g;

  test('with the bundle', async () => {
    const { metafile } = await build({
      entryPoints: [BUNDLE],
      absWorkingDir: PROJECT,
      bundle: true,
      format: 'esm',
      metafile: true,
      write: false,
    });
    expect(Object.values(metafile.inputs).map(({ imports, format }) => ({ imports, format }))).toEqual([
      { imports: [], format: 'esm' },
    ]);
    const bundle = readFileSync(BUNDLE, 'utf8');
    expect(bundle).toMatch(/^\/\*\s*Copyright \(c\) 2011, Chris Umbel/);
    expect(bundle).not.toMatch(/["'`]node:|\bBuffer\b/);
    // As the README says. It is 46,000, the licence of the stemmer included.
    expect(gzipSync(bundle).length).toBeLessThan(60_000);
  });

  test('and of packages, only the stemmer', async () => {
    const { metafile } = await build({
      entryPoints: [join(PROJECT, 'dist', 'src', 'browser.js')],
      absWorkingDir: PROJECT,
      bundle: true,
      metafile: true,
      write: false,
    });
    const packages = Object.keys(metafile.inputs).filter((path) => path.includes('node_modules/'));
    expect(packages.length).toBeGreaterThan(0);
    for (const path of packages)
      expect(path).toMatch(/node_modules\/natural\/lib\/natural\/(?:stemmers|util|tokenizers)\//);
    expect(packages.length).toBeLessThan(8);
    expect(
      Object.keys(metafile.inputs).filter((path) => /(?:minisearch|ingest|directory|read-file)\b/.test(path)),
    ).toEqual([]);
  });
});

/** Every file of a request goes to one of these folders, by the first part of its path. */
let server: Server;
let address: string;
const folders = new Map<string, string>();

let index: IndexOnDisk;
let generation: string;
let browser: Browser;
let visits: Visits;

const PAGE = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Archive</title><link rel="icon" href="data:,">
<script type="importmap">{ "imports": { "broadsheet/browser": "/library/browser.js" } }</script>
<h1></h1><ol></ol></html>`;
const TYPES: Readonly<Record<string, string>> = { js: 'text/javascript', mjs: 'text/javascript', html: 'text/html' };

beforeAll(async () => {
  const directory = join(makeFolder(), 'index');
  await buildIndex({ folder: join(PROJECT, 'seeds'), directory });
  index = await openIndex(directory);
  generation = generationPath(directory, index.generation);
  folders.set('library', dirname(BUNDLE)).set('fixtures', join(PROJECT, 'tests', 'fixtures'));
  folders.set('archive', generation).set('pages', makeFolder({ 'index.html': PAGE }));
  server = createServer(({ url = '' }, response) => {
    const [, folder = '', name = ''] = url.split('/');
    response.setHeader('content-type', TYPES[name.split('.').at(-1)!] ?? 'application/octet-stream');
    response.end(readFileSync(join(folders.get(folder)!, name)));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await launchBrowser();
  visits = startVisits(browser);
});

afterEach(() => visits.end());

afterAll(async () => {
  index?.close();
  await browser?.close();
  server?.closeAllConnections();
  await new Promise((done) => server.close(done));
});

/** A page on which `broadsheet` is the bundle and `index` what it opened, or `error` what it threw. */
async function openPage(folder = 'archive', before = ''): Promise<Page> {
  const page = await visits.open(`${address}/pages/index.html`);
  await page.evaluate(`(async () => {
    ${before};
    const read = async (name) => (await fetch('/${folder}/' + name)).arrayBuffer();
    self.broadsheet = await import('broadsheet/browser');
    const identity = ${JSON.stringify({ generation: index.generation })};
    self.opened = await broadsheet.openIndexFrom(read, identity).then(
      (index) => ({ index }),
      (error) => ({ error: { isOurs: error instanceof broadsheet.SearchError, code: error.code, message: error.message } }),
    );
  })()`);
  return page;
}

/** JSON carries every number whole; what the browser tests hand over by themselves need not. */
async function ask(page: Page, call: string): Promise<unknown> {
  return JSON.parse(
    await page.evaluate<string>(
      `(() => { try { return JSON.stringify(${call}) } catch (error) { return JSON.stringify({ code: error.code }) } })()`,
    ),
  );
}

/** The same in this process. */
function answerOf(call: () => unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(call()));
  } catch (error) {
    return { code: (error as SearchError).code };
  }
}

const REQUESTS: readonly Partial<SearchRequest>[] = [
  ...[
    'ferry',
    'the breakwater and the storm',
    'ferry strike',
    'ferry AND strike',
    'ferry OR tram AND strike',
    '(ferry OR tram) AND strike',
    'ferry NOT strike',
    'ferry -(strike OR storm)',
    '-ferry',
    'ferry +strike',
    '"Osprey Maid"',
    '"the Osprey Maid"',
    '"boil notice"~3',
    'ferry NEAR/5 strike',
    'light*',
    'har*bour',
    'ferri~',
    'brekwater',
    'date:2020',
    'ferry date:2020-02..2021',
    'storm date:2019-11-10',
    'folder:harbour ferry',
    'body:lighthouse',
    'lighthouse keeper squid gull',
    'Café “boil” — naïve',
    'nosuchwordanywhere',
    '',
    ')(" AND OR',
  ].map((q) => ({ q })),
  { q: 'ferry', facets: ['folder', 'year'], histogram: 'auto', limit: 50 },
  { q: 'storm', match: 'all', sort: 'date:desc', filter: [{ field: 'folder', value: 'weather' }], offset: 5 },
  { q: 'harb', prefix: true, snippets: 5, snippetLength: 80, fields: ['title', 'date', 'path', 'attributes', 'body'] },
  { q: 'gull', from: '2019', to: '2021-06', limit: 1000, snippets: 0 },
  { q: 'gull', from: 'yesterday' },
  { q: 'gull', limit: -1 },
];

describe('a browser answers as Node does', () => {
  test.each([
    { where: 'over https or from this machine', before: '' },
    { where: 'without digests', before: "Object.defineProperty(crypto, 'subtle', { value: undefined })" },
  ])('$where', async ({ before }) => {
    const page = await openPage('archive', before);
    let hits = 0;
    for (const request of REQUESTS) {
      const expected = answerOf(() => search(index, request)) as SearchAnswer;
      const found = await ask(page, `broadsheet.search(opened.index, ${JSON.stringify(request)})`);
      const { tookMs, index: stamp, nextCursor, ...comparable } = expected;
      expect({ request, found }).toEqual({ request, found: expect.objectContaining(comparable) });
      const { index: identity, nextCursor: next } = found as SearchAnswer;
      // The cursor holds a mark of the index.
      if (before === '') expect({ identity, next }).toEqual({ identity: stamp, next: nextCursor });
      else if (identity !== undefined)
        expect(identity).toEqual({ ...stamp, hash: expect.stringMatching(/^crc32:[0-9a-f]+$/) });
      hits += expected.hits?.length ?? 0;
    }
    expect(hits).toBeGreaterThan(200);
  });

  test('ranks, goes on and reads documents', async () => {
    const page = await openPage();
    const request = { q: 'ferry storm', limit: 3 };
    expect(await ask(page, `broadsheet.rank(opened.index, ${JSON.stringify(request)})`)).toEqual(
      answerOf(() => rank(index, request)),
    );
    const { nextCursor } = search(index, request);
    const next = { ...request, cursor: nextCursor! };
    expect(await ask(page, `broadsheet.search(opened.index, ${JSON.stringify(next)}).hits`)).toEqual(
      answerOf(() => search(index, next).hits),
    );
    const { hits } = search(index, { q: 'breakwater', limit: 20 });
    expect(hits.length).toBeGreaterThan(5);
    for (const { id } of hits)
      expect(
        await ask(page, `broadsheet.readDocument(opened.index, ${JSON.stringify(id)}, { q: 'breakwater' })`),
      ).toEqual(answerOf(() => readDocument(index, id, { q: 'breakwater' })));
  });

  test('the example of the README shows what it finds', async () => {
    const page = await visits.open(`${address}/pages/index.html`);
    // Addresses of the example are seen from the page.
    await page.evaluate(`document.head.append(Object.assign(document.createElement('base'), { href: '/' }))`);
    await page.evaluate(`import('/fixtures/browser-example.mjs')`);
    const { total, hits } = search(index, { q: 'ferry -strike' });
    expect(await page.locator('h1').textContent()).toBe(`${total} articles`);
    const shown = await page.locator('li').evaluateAll((items) => items.map(({ innerHTML }) => innerHTML));
    expect(shown).toEqual(hits.map(({ snippets }) => snippets[0]!.html));
  });
});

describe('what is wrong is refused', () => {
  const FILES = [
    'columns.bin',
    'documents.bin',
    'forms.bin',
    'manifest.json',
    'neighbours.bin',
    'postings.bin',
  ] as const;

  /** A copy of the generation in which one file was changed. */
  function changed(name: string, change: (bytes: Buffer) => Buffer): string {
    const folder = makeFolder();
    for (const file of FILES) copyFileSync(join(generation, file), join(folder, file));
    writeFileSync(join(folder, name), change(readFileSync(join(folder, name))));
    folders.set(basename(folder), folder);
    return basename(folder);
  }

  function flip(bytes: Buffer): Buffer {
    bytes[Math.floor(bytes.length / 2)]! ^= 1;
    return bytes;
  }

  const WITHOUT_DIGESTS = "Object.defineProperty(crypto, 'subtle', { value: undefined })";

  test.each(['postings.bin', 'columns.bin', 'forms.bin', 'documents.bin'])('a flipped bit of %s', async (name) => {
    const page = await openPage(changed(name, flip));
    expect(await ask(page, 'opened.error')).toEqual({
      isOurs: true,
      code: 'index_damaged',
      message: expect.stringContaining(`in ${name}, its checksum is not that of the manifest`),
    });
  });

  test.each(['postings.bin', 'columns.bin', 'forms.bin'])('a flipped bit of %s, without digests', async (name) => {
    const page = await openPage(changed(name, flip), WITHOUT_DIGESTS);
    expect(await ask(page, 'opened.error')).toMatchObject({
      code: 'index_damaged',
      message: expect.stringContaining(name),
    });
  });

  test('a flipped bit of a text, without digests, when it is read', async () => {
    const folder = changed('documents.bin', (bytes) => {
      bytes[0]! ^= 1;
      return bytes;
    });
    const page = await openPage(folder, WITHOUT_DIGESTS);
    const id = JSON.stringify(index.columns.ids.get(0));
    expect(await ask(page, `broadsheet.readDocument(opened.index, ${id})`)).toEqual({ code: 'index_damaged' });
  });
});

describe('in any process', () => {
  const read = async (name: string): Promise<ArrayBuffer> => {
    const bytes = readFileSync(join(generation, name));
    return new Uint8Array(bytes).buffer;
  };

  async function refusalOf(action: Promise<unknown>): Promise<string> {
    return action.then(
      () => 'nothing',
      (error: unknown) => (error instanceof SearchError ? `${error.code}: ${error.explain()}` : String(error)),
    );
  }

  test('the hash that is asked for must be that of the files', async () => {
    const opened = await openIndexFrom(read, { generation: 7, hash: index.hash });
    expect({ generation: opened.generation, hash: opened.hash }).toEqual({ generation: 7, hash: index.hash });
    expect(await refusalOf(openIndexFrom(read, { hash: `sha256:${'0'.repeat(64)}` }))).toMatch(
      /^index_damaged: .*hash/,
    );
  });

  test('a damaged neighbour graph is told, and the rest answers', async () => {
    const opened = await openIndexFrom(async (name) => {
      const bytes = await read(name);
      return name === 'neighbours.bin' ? bytes.slice(1) : bytes;
    });
    expect(opened.degraded).toContain('neighbours.bin');
    expect(search(opened, { q: 'ferry' }).total).toBe(search(index, { q: 'ferry' }).total);
  });

  test.each([
    {
      name: 'another length, as of a page that says "not found"',
      change: (bytes: ArrayBuffer) => bytes.slice(0, 100),
      refusal: /^index_damaged: .*in forms\.bin, there are 100 bytes instead of \d+/,
    },
    {
      name: 'a view in place of its bytes',
      // A page in plain JavaScript may give this, which the types forbid.
      change: (bytes: ArrayBuffer) => new Uint8Array(bytes) as unknown as ArrayBuffer,
      refusal: /^invalid_parameter: forms\.bin was not given as an ArrayBuffer/,
    },
  ])('$name is refused', async ({ change, refusal }) => {
    const changing = async (name: string) => (name === 'forms.bin' ? change(await read(name)) : read(name));
    expect(await refusalOf(openIndexFrom(changing))).toMatch(refusal);
  });

  test('what cannot be fetched is not called damage', async () => {
    const offline = async (name: string) =>
      name === 'manifest.json' ? read(name) : Promise.reject(new Error('offline'));
    expect(await refusalOf(openIndexFrom(offline))).toBe('Error: offline');
  });

  test('an index of another analyzer is refused', async () => {
    const other = async (name: string): Promise<ArrayBuffer> => {
      if (name !== 'manifest.json') return read(name);
      const manifest = JSON.parse(readFileSync(join(generation, name), 'utf8')) as object;
      return new Uint8Array(new TextEncoder().encode(JSON.stringify({ ...manifest, analyzer: 'english-0' }))).buffer;
    };
    expect(await refusalOf(openIndexFrom(other))).toMatch(/^index_incompatible: .*another analyzer/);
  });
});
