/**
 * Bundles the library entries into `dist/library` and the program into `dist/program`. For Node, one file for what is
 * always needed and others for what is loaded later: Node takes 45 ms of CPU to load the 70 modules of a search one by
 * one, and 20 ms to load them as one. For browsers, one small file. Run from the project's folder, after the compiler.
 */
import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';

const OUTPUT = join('dist', 'library');
/** As deep as `dist/src/cli`, so that the page and the processes that it starts are where the sources look for them. */
const PROGRAM = join('dist', 'program', 'cli');

/** Its stemmer is CommonJS, which alone costs some milliseconds when it is loaded from a module. */
const BUNDLED = 'natural';
const STEMMER = join('node_modules', 'natural', 'lib', 'natural', 'stemmers', 'porter_stemmer.js');

const { dependencies } = JSON.parse(await readFile('package.json', 'utf8')) as { dependencies: Record<string, string> };

await rm(OUTPUT, { recursive: true, force: true });
await rm(PROGRAM, { recursive: true, force: true });
await bundleForNode(OUTPUT, 'library.js');
await bundleForNode(PROGRAM, join('cli', 'main.js'), join('cli', 'build-worker.js'));

// For this platform esbuild resolves nothing of Node: an import of it ends the build.
await build({
  entryPoints: [join('dist', 'src', 'browser.js')],
  outdir: OUTPUT,
  bundle: true,
  minify: true,
  format: 'esm',
  platform: 'browser',
  target: ['es2022', 'chrome123', 'firefox129', 'safari17.5'],
  banner: { js: await noticeOf(STEMMER) },
  logLevel: 'warning',
});

async function bundleForNode(outdir: string, ...entries: readonly string[]): Promise<void> {
  await build({
    entryPoints: entries.map((entry) => join('dist', 'src', entry)),
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: Object.keys(dependencies).filter((name) => name !== BUNDLED),
    logLevel: 'warning',
  });
}

/** The licence that a file begins with. It goes with every copy, and this one leaves the package. */
async function noticeOf(path: string): Promise<string> {
  const [notice] = /^\/\*[\s\S]*?\*\//.exec(await readFile(path, 'utf8')) ?? [];
  if (notice === undefined) throw new Error(`${path} does not begin with its licence.`);
  return notice;
}
