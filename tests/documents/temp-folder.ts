/** Small folders of files for tests, below the system's temporary folder. */
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll } from '@jest/globals';

export type Files = Readonly<Record<string, string | Buffer>>;

const made: string[] = [];

afterAll(async () => {
  for (const folder of made) await rm(folder, { recursive: true, force: true });
});

/** A new folder with these files, removed when the test file is done. */
export function makeFolder(files: Files = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'broadsheet-documents-'));
  made.push(root);
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
  return root;
}
