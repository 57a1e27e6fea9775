import { expect, test } from '@jest/globals';
import type { IndexOnDisk } from '../../src/backends/open.js';
import { SearchError } from '../../src/errors.js';
import { CurrentIndex } from '../../src/http/current-index.js';

/** A folder with one generation after another, without a disk; `broken` ones cannot be opened. */
function createStore() {
  const closed: number[] = [];
  const failures: string[] = [];
  const store = {
    current: undefined as number | undefined,
    isUnreadable: false,
    broken: new Set<number>(),
    opened: [] as number[],
    closed,
    failures,
  };
  const lineOf = (generation: number) => ({ generation, hash: `sha256:${generation}`, folder: '/f', builtAt: '' });
  const index = new CurrentIndex({
    directory: 'x',
    pollMs: 1,
    read: () => {
      if (store.isUnreadable) throw new Error('EMFILE');
      return store.current === undefined ? undefined : lineOf(store.current);
    },
    open: async () => {
      const generation = store.current!;
      await Promise.resolve();
      store.opened.push(generation);
      if (store.broken.has(generation)) throw new SearchError('index_damaged', `/secret/${generation} is damaged.`);
      const open: Partial<IndexOnDisk> = { ...lineOf(generation), close: () => void closed.push(generation) };
      return open as IndexOnDisk;
    },
    onFailure: (error) => void failures.push(error.code),
  });
  return { store, index };
}

const generationOf = (index: CurrentIndex) => index.use(({ generation }) => generation);

test('without an index it waits for one', async () => {
  const { store, index } = createStore();
  await index.refresh();
  expect(index.status.state).toBe('missing');
  expect(() => generationOf(index)).toThrow(expect.objectContaining({ code: 'index_missing' }));
  store.current = 1;
  await index.refresh();
  expect(index.status.state).toBe('ready');
  expect(generationOf(index)).toBe(1);
});

test('a new generation is picked up by itself', async () => {
  const { store, index } = createStore();
  store.current = 1;
  await index.start();
  store.current = 2;
  while (generationOf(index) !== 2) await new Promise((resolve) => setTimeout(resolve, 1));
  expect(store.closed).toEqual([1]);
  index.close();
  expect(store.closed).toEqual([1, 2]);
});

test('the old one is closed after the last request that uses it', async () => {
  const { store, index } = createStore();
  store.current = 1;
  await index.refresh();
  const ends: (() => void)[] = [];
  const request = () => index.use(({ generation }) => new Promise((resolve) => ends.push(() => resolve(generation))));
  const [first, second] = [request(), request()];
  store.current = 2;
  await index.refresh();
  expect(generationOf(index)).toBe(2);
  expect(store.closed).toEqual([]);
  ends[0]!();
  expect(await first).toBe(1);
  expect(store.closed).toEqual([]);
  ends[1]!();
  expect(await second).toBe(1);
  expect(store.closed).toEqual([1]);
});

test('work that throws gives the index back', async () => {
  const { store, index } = createStore();
  store.current = 1;
  await index.refresh();
  const fail = () => {
    throw new Error('no');
  };
  expect(() => index.use(fail)).toThrow('no');
  await expect(index.use(async () => fail())).rejects.toThrow('no');
  store.current = 2;
  await index.refresh();
  expect(store.closed).toEqual([1]);
});

test('where the new one cannot be opened the old one stays, and says so without naming files', async () => {
  const { store, index } = createStore();
  store.current = 1;
  await index.refresh();
  store.current = 2;
  store.broken.add(2);
  await index.refresh();
  expect(generationOf(index)).toBe(1);
  const { status } = index;
  expect(status).toMatchObject({ state: 'degraded', reason: expect.stringContaining('Generation 1 is still served') });
  expect(JSON.stringify(status)).not.toContain('secret');
  expect(store.closed).toEqual([]);
  store.current = 3;
  await index.refresh();
  expect(index.status.state).toBe('ready');
  expect(store.closed).toEqual([1]);
});

test('a failure is told once, and tried again now and then', async () => {
  const { store, index } = createStore();
  store.current = 1;
  store.broken.add(1);
  for (let look = 0; look < 15; look += 1) await index.refresh();
  expect(index.status).toMatchObject({ state: 'missing', error: { code: 'index_damaged' } });
  expect(store.opened).toEqual([1, 1]);
  expect(store.failures).toEqual(['index_damaged']);
  store.broken.clear();
  for (let look = 0; look < 10; look += 1) await index.refresh();
  expect(index.status.state).toBe('ready');
});

test('a look that fails once takes nothing away', async () => {
  const { store, index } = createStore();
  store.current = 1;
  await index.refresh();
  store.isUnreadable = true;
  await index.refresh();
  expect(index.status.state).toBe('degraded');
  expect(generationOf(index)).toBe(1);
  store.isUnreadable = false;
  await index.refresh();
  expect(index.status.state).toBe('ready');
  expect(store.opened).toEqual([1]);
});

test('a refresh sees what changed during a look that was under way', async () => {
  const { store, index } = createStore();
  store.current = 1;
  const early = index.refresh();
  await Promise.resolve();
  await Promise.resolve();
  store.current = 2;
  await Promise.all([early, index.refresh()]);
  expect(generationOf(index)).toBe(2);
});

test('CURRENT that is gone takes nothing away', async () => {
  const { store, index } = createStore();
  store.current = 1;
  await index.refresh();
  store.current = undefined;
  await index.refresh();
  expect(generationOf(index)).toBe(1);
  expect(index.status.state).toBe('ready');
});

test('an index that was opened after the close is closed again', async () => {
  const { store, index } = createStore();
  store.current = 1;
  const look = index.refresh();
  while (store.opened.length === 0) await Promise.resolve();
  index.close();
  await look;
  expect(store.closed).toEqual([1]);
});
