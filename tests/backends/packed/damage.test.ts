import { closeSync, openSync, readFileSync, truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { type IndexOnDisk, openIndex } from '../../../src/backends/open.js';
import { packedBackend } from '../../../src/backends/packed/backend.js';
import { POSTINGS } from '../../../src/backends/packed/format.js';
import { SearchError } from '../../../src/errors.js';
import { generationPath } from '../../../src/index/directory.js';
import { layOutSections } from '../../../src/index/sections.js';
import { withIndex } from '../../temporary-index.js';

const RECORDS = [
  { id: 'a', title: 'Storm', text: `${'storm '.repeat(70)}of the port` },
  { id: 'b', text: 'The ports were closed.' },
];

/** Opens the packed file and nothing else: an index would answer from MiniSearch. */
async function codeOf(index: IndexOnDisk): Promise<string> {
  try {
    await packedBackend.open({ ...index, path: generationPath(index.directory, index.generation) });
    return 'opened';
  } catch (error) {
    return error instanceof SearchError ? error.code : String(error);
  }
}

function fileOf(index: IndexOnDisk): string {
  return join(generationPath(index.directory, index.generation), POSTINGS.file);
}

test('no flipped bit is read over', async () => {
  await withIndex(RECORDS, async (index) => {
    expect(await codeOf(index)).toBe('opened');
    const bytes = readFileSync(fileOf(index));
    const descriptor = openSync(fileOf(index), 'r+');
    const wrong: unknown[] = [];
    for (let bit = 0; bit < 8 * bytes.length; bit += 1) {
      const place = bit >> 3;
      writeSync(descriptor, Uint8Array.of(bytes[place]! ^ (1 << (bit & 7))), 0, 1, place);
      const code = await codeOf(index);
      if (code !== 'index_damaged') wrong.push({ bit, code });
      writeSync(descriptor, bytes, place, 1, place);
    }
    closeSync(descriptor);
    expect(wrong).toEqual([]);
    expect(await codeOf(index)).toBe('opened');
  });
});

test('no shorter and no longer file is read', async () => {
  await withIndex(RECORDS, async (index) => {
    const bytes = readFileSync(fileOf(index));
    writeFileSync(fileOf(index), Buffer.concat([bytes, Buffer.alloc(1)]));
    expect(await codeOf(index)).toBe('index_damaged');
    for (let length = bytes.length - 1; length >= 0; length -= 1) {
      truncateSync(fileOf(index), length);
      expect({ length, code: await codeOf(index) }).toEqual({ length, code: 'index_damaged' });
    }
  });
});

test.each([
  { name: 'another version', kind: POSTINGS.kind, version: POSTINGS.version + 1 },
  { name: 'another kind', kind: 'columns', version: POSTINGS.version },
])('$name of the format is refused with what to do', async ({ kind, version }) => {
  await withIndex(RECORDS, async (index) => {
    writeFileSync(fileOf(index), Buffer.concat([...layOutSections(kind, version, { lists: new Uint32Array(1) })]));
    const path = generationPath(index.directory, index.generation);
    await expect(packedBackend.open({ ...index, path })).rejects.toMatchObject({
      code: 'index_incompatible',
      expected: `postings in format ${POSTINGS.version}`,
      found: `${kind} in format ${version}`,
      hint: expect.stringContaining('reindex'),
    });
  });
});

test('an index whose packed file is of another version answers from MiniSearch, and says so', async () => {
  await withIndex(RECORDS, async (index) => {
    writeFileSync(fileOf(index), Buffer.concat([...layOutSections(POSTINGS.kind, POSTINGS.version + 1, {})]));
    const again = await openIndex(index.directory);
    expect(again).toMatchObject({ backend: { name: 'minisearch' }, degraded: expect.stringContaining('reindex') });
    again.close();
  });
});

test('a file without one of its sections is damaged', async () => {
  await withIndex(RECORDS, async (index) => {
    writeFileSync(fileOf(index), Buffer.concat([...layOutSections(POSTINGS.kind, POSTINGS.version, {})]));
    expect(await codeOf(index)).toBe('index_damaged');
  });
});
