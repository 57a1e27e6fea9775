/**
 * Bundles the library entry into `dist/library`: one file for what a search needs, others for what is loaded later.
 * Node takes 45 ms of CPU to load the 70 modules of a search one by one, and 20 ms to load them as one. Run from the
 * project's folder, after the compiler.
 */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

const OUTPUT = join('dist', 'library');

/** Its stemmer is CommonJS, which alone costs some milliseconds when it is loaded from a module. */
const BUNDLED = 'natural';

const { dependencies } = JSON.parse(await readFile('package.json', 'utf8')) as { dependencies: Record<string, string> };

await rm(OUTPUT, { recursive: true, force: true });
await build({
  entryPoints: [join('dist', 'src', 'library.js')],
  outdir: OUTPUT,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  external: Object.keys(dependencies).filter((name) => name !== BUNDLED),
  logLevel: 'warning',
});
