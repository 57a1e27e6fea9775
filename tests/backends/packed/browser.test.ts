import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

/** The compiled sources: types are not imported any more. */
const SOURCE = fileURLToPath(new URL('../../../src/', import.meta.url));

interface Closure {
  /** Compiled text by path. */
  readonly files: Map<string, string>;
  /** What is no file of the project. */
  readonly packages: Set<string>;
}

/** Everything that a module brings along when it runs. */
function closureOf(file: string, closure: Closure = { files: new Map(), packages: new Set() }): Closure {
  if (closure.files.has(file)) return closure;
  const text = readFileSync(join(SOURCE, file), 'utf8');
  closure.files.set(file, text);
  const imports = /^(?:import|export)\s+(?:[^'";]*?\sfrom\s+)?'([^']+)';|\bimport\(\s*'([^']+)'/gm;
  for (const [, fixed, late] of text.matchAll(imports)) {
    const name = fixed ?? late!;
    if (name.startsWith('.')) closureOf(join(dirname(file), name), closure);
    else closure.packages.add(name);
  }
  return closure;
}

test.each(['postings.js', 'leaves.js', 'reader.js'])('%s reads the packed index with nothing of Node', (file) => {
  const { files, packages } = closureOf(join('backends', 'packed', file));
  expect(files.size).toBeGreaterThan(2);
  expect([...packages]).toEqual([]);
  for (const [name, text] of files) {
    const code = text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '');
    expect({ name, uses: code.match(/\b(?:Buffer|process|require|setImmediate|__dirname)\b/g) }).toEqual({
      name,
      uses: null,
    });
  }
});
