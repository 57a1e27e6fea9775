import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ChildMessage } from '../../src/cli/parent.js';
import { createFolder, run, start } from './broadsheet.js';

/** Enough files that a build is still under way when it is interrupted at its first message. */
const MANY = Object.fromEntries(
  Array.from({ length: 1500 }, (_, number) => [
    `many/${number}.txt`,
    ` date 2021-01-01 Article ${number}. ${words(number)}`,
  ]),
);

function words(number: number): string {
  return Array.from({ length: 200 }, (_, place) => `word${(number * 7919 + place * 104_729) % 50_021}`).join(' ');
}

const home = createFolder({ ...MANY, 'few/a.txt': ' date 2021-12-29 The ferry.' });
beforeAll(async () => {
  await run(['index', 'few'], { cwd: home.path });
});
afterAll(() => home.remove());

function current(): string {
  return readFileSync(join(home.path, 'index-data/CURRENT'), 'utf8');
}

/** Starts a build with a channel; resolves at the first progress. */
async function startBuild() {
  const child = start(['index', 'many'], { cwd: home.path, channel: true });
  // Not `close`: that never comes when this side has ended the channel.
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const first = await new Promise<ChildMessage>((resolve) => child.once('message', resolve));
  expect(first.kind).toBe('progress');
  return { child, ended };
}

describe('a build that is interrupted leaves the old index as it was', () => {
  test('by Ctrl-C: status 130', async () => {
    const before = current();
    const { child, ended } = await startBuild();
    child.kill('SIGINT');
    expect(await ended).toBe(130);
    expect(current()).toBe(before);
    expect((await run(['search', 'ferry'], { cwd: home.path })).status).toBe(0);
  });

  test('by a parent that goes away', async () => {
    const before = current();
    const { child, ended } = await startBuild();
    child.disconnect();
    expect(await ended).toBe(130);
    expect(current()).toBe(before);
  });
});

describe('a parent process', () => {
  async function converse(folder: string): Promise<{ status: number | null; messages: ChildMessage[] }> {
    const messages: ChildMessage[] = [];
    const child = start(['index', folder, '--index', 'told'], { cwd: home.path, channel: true });
    child.on('message', (message: ChildMessage) => messages.push(message));
    return { status: await new Promise((resolve) => child.once('close', resolve)), messages };
  }

  test('is told of progress, and of the report at the end', async () => {
    const { status, messages } = await converse('few');
    expect(status).toBe(0);
    expect(messages.slice(0, -1).every(({ kind }) => kind === 'progress')).toBe(true);
    expect(messages.at(-1)).toMatchObject({ kind: 'report', report: { documents: 1, generation: 1 } });
  });

  test('is told of an error', async () => {
    const { status, messages } = await converse('nowhere');
    expect(status).toBe(3);
    expect(messages).toEqual([
      { kind: 'error', code: 'folder_unreadable', message: expect.stringContaining('nowhere') },
    ]);
  });
});
