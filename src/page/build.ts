/**
 * Bundles scripts and styles of the page into `dist/page`, each file named with a hash of its content, and writes
 * `assets.json` with these names. Run from the project's folder, after the compiler.
 */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const SOURCES = join(process.cwd(), 'src', 'page');
const OUTPUT = fileURLToPath(new URL('../../page/', import.meta.url));

const ENTRIES = {
  script: { source: 'client/main.ts', name: 'app' },
  theme: { source: 'client/theme.ts', name: 'theme' },
  style: { source: 'styles/app.css', name: 'app' },
};

async function bundle({ source, name }: { source: string; name: string }): Promise<string> {
  const result = await build({
    entryPoints: [{ in: join(SOURCES, source), out: name }],
    outdir: OUTPUT,
    entryNames: '[name]-[hash]',
    bundle: true,
    minify: true,
    sourcemap: true,
    // A script that blocks the first paint is no module; without an export both forms are the same file.
    format: 'iife',
    target: ['es2022', 'chrome123', 'firefox129', 'safari17.5'],
    tsconfig: join(SOURCES, 'tsconfig.json'),
    metafile: true,
    logLevel: 'warning',
  });
  const output = Object.entries(result.metafile.outputs).find(([, { entryPoint }]) => entryPoint !== undefined);
  if (output === undefined) throw new Error(`esbuild made no file of ${source}.`);
  return basename(output[0]);
}

await rm(OUTPUT, { recursive: true, force: true });
await mkdir(OUTPUT, { recursive: true });
const assets = {
  script: await bundle(ENTRIES.script),
  style: await bundle(ENTRIES.style),
  theme: await bundle(ENTRIES.theme),
};
await writeFile(join(OUTPUT, 'assets.json'), `${JSON.stringify(assets, undefined, 2)}\n`);
