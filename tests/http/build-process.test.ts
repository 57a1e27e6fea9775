import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { buildInProcess } from '../../src/http/build-process.js';
import type { IngestProgress } from '../../src/ingest.js';
import { DEFAULT_SETTINGS, environmentName } from '../../src/settings.js';
import { makeFolder } from '../documents/temp-folder.js';

/** Runs a program in place of the command line. */
function run(program: string, onProgress: (progress: IngestProgress) => void = () => {}) {
  const folder = makeFolder({ 'program.mjs': program });
  const settings = { ...DEFAULT_SETTINGS, adminKey: 'secret', maxFileBytes: 4321 };
  const start = buildInProcess({ directory: '/index', settings, program: join(folder, 'program.mjs') });
  return start('/news', onProgress);
}

test('progress and the report come over the channel', async () => {
  const seen: IngestProgress[] = [];
  await run(
    `process.send({ kind: 'progress', done: 1, total: 2, documents: 3 });
     process.send({ kind: 'report', report: {} }, () => process.disconnect());`,
    (progress) => seen.push(progress),
  ).finished;
  expect(seen).toEqual([expect.objectContaining({ done: 1, total: 2, documents: 3 })]);
});

test('the child is the index command, with the settings of the server and without its key', async () => {
  process.env[environmentName('adminKey')] = 'secret';
  const expected = ['index', '/news', '--index', '/index'];
  await run(
    `const wrong = JSON.stringify(process.argv.slice(2)) !== ${JSON.stringify(JSON.stringify(expected))}
       || process.env.${environmentName('maxFileBytes')} !== '4321'
       || process.env.${environmentName('adminKey')} !== undefined;
     process.send(wrong ? { kind: 'error', code: 'check_failed', message: process.argv.join(' ') } : { kind: 'report' });`,
  ).finished.finally(() => delete process.env[environmentName('adminKey')]);
});

test.each([
  {
    name: 'a refusal keeps its code',
    program: `process.send({ kind: 'error', code: 'folder_unreadable', message: 'No.' }); process.exitCode = 3;`,
    code: 'folder_unreadable',
    message: 'No.',
  },
  {
    name: 'an unknown code is internal',
    program: `process.send({ kind: 'error', code: 'gremlins', message: 'No.' });`,
    code: 'internal',
    message: 'No.',
  },
  {
    name: 'a crash shows what it wrote',
    program: `throw new Error('broken');`,
    code: 'internal',
    message: 'broken',
  },
  { name: 'an end without a report', program: '', code: 'internal', message: 'without a report (0)' },
])('$name', async ({ program, code, message }) => {
  await expect(run(program).finished).rejects.toMatchObject({ code, message: expect.stringContaining(message) });
});

test('it can be stopped', async () => {
  const build = run('setInterval(() => {}, 1000);');
  build.stop();
  await expect(build.finished).rejects.toMatchObject({ code: 'internal', message: expect.stringContaining('SIGTERM') });
});
