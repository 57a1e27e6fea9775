import { expect, test } from '@jest/globals';
import { SearchError } from '../../src/errors.js';
import { Tasks } from '../../src/http/tasks.js';
import type { IngestProgress } from '../../src/ingest.js';

interface FakeBuild {
  readonly folder: string;
  readonly report: (progress: IngestProgress) => void;
  readonly succeed: () => void;
  readonly fail: (error: unknown) => void;
  stopped: boolean;
}

function createTasks() {
  const builds: FakeBuild[] = [];
  const events: string[] = [];
  const tasks = new Tasks({
    startBuild(folder, report) {
      const { promise, resolve, reject } = withResolvers();
      const build: FakeBuild = { folder, report, succeed: resolve, fail: reject, stopped: false };
      builds.push(build);
      return {
        finished: promise,
        stop: () => {
          build.stopped = true;
        },
      };
    },
    onBuilt: async () => void events.push(`built ${builds.length}`),
    onFailure: (error) => void events.push(`failed ${error.code}`),
  });
  return { tasks, builds, events };
}

function withResolvers() {
  let resolve = () => {};
  let reject = (_error: unknown) => {};
  const promise = new Promise<void>((succeed, fail) => {
    resolve = succeed;
    reject = fail;
  });
  return { promise, resolve, reject };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

test('a build runs, tells its progress, and succeeds after the new index is served', async () => {
  const { tasks, builds, events } = createTasks();
  const { id, status } = tasks.request('/news');
  expect(status).toBe('running');
  expect(builds[0]!.folder).toBe('/news');
  builds[0]!.report({ done: 5, total: 10, documents: 1 });
  expect(tasks.find(id)).toEqual({ id, status: 'running', progress: { done: 5, total: 10 } });
  expect(tasks.progress).toEqual({ done: 5, total: 10 });
  builds[0]!.succeed();
  await settle();
  expect(tasks.find(id)).toEqual({ id, status: 'succeeded', progress: { done: 10, total: 10 } });
  expect(tasks.progress).toBeUndefined();
  expect(events).toEqual(['built 1']);
});

test('one runs and at most one waits: a storm of calls makes two builds', async () => {
  const { tasks, builds } = createTasks();
  const first = tasks.request('/news');
  const others = Array.from({ length: 1000 }, () => tasks.request('/news'));
  expect(new Set(others.map(({ id }) => id)).size).toBe(1);
  const { id, status } = others[0]!;
  expect(id).not.toBe(first.id);
  expect(status).toBe('queued');
  expect(builds).toHaveLength(1);
  builds[0]!.succeed();
  await settle();
  expect(tasks.find(id)?.status).toBe('running');
  expect(tasks.request('/news').id).not.toBe(id);
  builds[1]!.succeed();
  await settle();
  builds[2]!.succeed();
  await settle();
  expect(builds).toHaveLength(3);
  expect(tasks.find(id)?.status).toBe('succeeded');
});

test('a failed build has a problem without a file name, and the next one starts', async () => {
  const { tasks, builds, events } = createTasks();
  const { id } = tasks.request('/secret');
  const next = tasks.request('/secret');
  builds[0]!.fail(new SearchError('folder_unreadable', 'Cannot read /secret.'));
  await settle();
  const failed = tasks.find(id);
  expect(failed).toMatchObject({ status: 'failed', error: { code: 'folder_unreadable', status: 500 } });
  expect(JSON.stringify(failed)).not.toContain('/secret');
  expect(tasks.find(next.id)?.status).toBe('running');
  builds[1]!.fail(new TypeError('unexpected'));
  await settle();
  expect(tasks.find(next.id)).toMatchObject({ status: 'failed', error: { code: 'internal' } });
  expect(events).toEqual(['failed folder_unreadable', 'failed internal']);
});

test('closing stops the running build and starts no other', async () => {
  const { tasks, builds, events } = createTasks();
  tasks.request('/news');
  tasks.request('/news');
  tasks.close();
  expect(builds[0]!.stopped).toBe(true);
  builds[0]!.fail(new SearchError('internal', 'stopped'));
  await settle();
  expect(builds).toHaveLength(1);
  expect(events).toEqual([]);
  expect(() => tasks.request('/news')).toThrow(expect.objectContaining({ code: 'overloaded' }));
});

test('only the last hundred finished tasks are remembered', async () => {
  const { tasks, builds } = createTasks();
  const first = tasks.request('/news');
  for (let i = 0; i < 100; i += 1) {
    builds[i]!.succeed();
    await settle();
    tasks.request('/news');
  }
  expect(tasks.find(first.id)).toBeUndefined();
});
