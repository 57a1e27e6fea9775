/**
 * The sample articles as plain texts, for tests that want real sentences.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from './project.js';

/** In the order of their paths. */
export function readSeeds(): string[] {
  const folder = join(PROJECT, 'seeds');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.txt'))
    .sort()
    .map((path) => readFileSync(join(folder, path), 'utf8'));
}
