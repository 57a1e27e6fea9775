import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { buildIndex } from '../../src/library.js';
import { createFolder, run, start } from './broadsheet.js';

/** An index that a program built from documents. */
const home = createFolder({ 'articles/ferry.txt': 'The ferry is late.' });
const options = { cwd: home.path };

beforeAll(async () => {
  const documents = [{ id: 'storm', body: 'A storm broke the quay.' }];
  await buildIndex({ documents, directory: join(home.path, 'index-data') });
});
afterAll(() => home.remove());

test('search, stats and verify say what can be said of it', async () => {
  expect((await run(['search', 'storm'], options)).stdout).toContain('A storm broke the quay.');
  expect((await run(['stats'], options)).stdout).toMatch(/^folder +none; a program gave the documents$/m);
  expect(JSON.parse((await run(['stats', '--json'], options)).stdout)).toMatchObject({ folder: null });
  const verified = await run(['verify'], options);
  expect(verified).toMatchObject({ status: 0, stderr: expect.stringContaining('It was not built from a folder') });
});

test('serve serves it', async () => {
  const child = start(['serve', '--port', '0'], options);
  let said = '';
  child.stderr?.on('data', (chunk) => {
    said += String(chunk);
  });
  child.stdout?.once('data', () => setTimeout(() => child.kill('SIGTERM'), 100));
  await new Promise((resolve) => child.once('close', resolve));
  expect(said).toContain('Serving 1 document.\n');
});

test('reindex refuses to guess a folder, and takes one that is named', async () => {
  const refused = await run(['reindex'], options);
  expect(refused).toMatchObject({ status: 2, stderr: expect.stringContaining('was not built from a folder') });
  expect(refused.stderr).toContain('broadsheet reindex FOLDER');
  expect((await run(['reindex', 'articles'], options)).stdout).toContain('Indexed 1 document');
});
