/**
 * Where the project is, seen from the compiled tests, and what may lie beside it on a developer's machine.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository: tests run from `dist/tests`. */
export const PROJECT = fileURLToPath(new URL('../../', import.meta.url));

/** Judged collections; not part of the repository. */
export function collectionFolder(name: string): string | undefined {
  const folder = join(PROJECT, '..', 'shared', 'collections', name);
  return existsSync(folder) ? folder : undefined;
}
