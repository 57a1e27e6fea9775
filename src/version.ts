/**
 * The version of this package, read from its `package.json`: the only place where it is written.
 */
import { existsSync, readFileSync } from 'node:fs';

/** Seen from a compiled file, and from a bundled one. */
const PLACES = ['../../package.json', '../../../package.json'].map((path) => new URL(path, import.meta.url));

export function readVersion(): string {
  const file = PLACES.find((place) => existsSync(place)) ?? PLACES[0]!;
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
  return version;
}
