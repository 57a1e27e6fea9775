/** What operators ask: health, readiness, metrics, the index, reindexing. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Express } from 'express';
import request from 'supertest';
import type { SearchAnswer } from '../../../src/answer.js';
import { SearchError } from '../../../src/errors.js';
import { indexAnswer, readyAnswer, taskAnswer } from '../../../src/http/schemas.js';
import type { StartBuild, Task } from '../../../src/http/tasks.js';
import { generationPath } from '../../../src/index/directory.js';
import { buildIndex, damageIndex, makePlace, type Place, serveArticles, startService } from '../service.js';

const DOCUMENTS = 11;

async function until(isTrue: () => Promise<boolean>): Promise<void> {
  while (!(await isTrue())) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('readiness', () => {
  test('missing, then ready, then degraded', async () => {
    const place = makePlace();
    const { app, index } = await startService(place);
    expect((await request(app).get('/healthz')).body).toEqual({ status: 'ok' });
    for (const path of ['/readyz', '/api/v1/search?q=a', '/api/v1/index', '/api/v1/documents/x', '/documents/x']) {
      const missing = await request(app).get(path);
      expect(missing.status).toBe(503);
      expect(missing.body).toMatchObject({ code: 'index_missing', status: 503 });
      expect(Number(missing.headers['retry-after'])).toBeGreaterThan(0);
    }
    await buildIndex(place);
    await index.refresh();
    const ready = await request(app).get('/readyz');
    expect(readyAnswer.parse(ready.body)).toMatchObject({ status: 'ready', generation: 1, documents: DOCUMENTS });

    writeFileSync(join(place.folder, 'more.txt'), 'One more.');
    await buildIndex(place);
    damageIndex(place);
    await index.refresh();
    const degraded = await request(app).get('/readyz');
    expect(degraded.status).toBe(200);
    expect(readyAnswer.parse(degraded.body)).toMatchObject({ status: 'degraded', generation: 1, reason: /damaged/ });
    expect(degraded.text).not.toContain(place.directory);
    expect((await request(app).get('/api/v1/search?q=ferry')).status).toBe(200);
  });

  test('an index that is damaged from the start', async () => {
    const place = makePlace();
    await buildIndex(place);
    damageIndex(place);
    const { app } = await startService(place);
    for (const path of ['/readyz', '/api/v1/search', '/']) {
      const { status, text } = await request(app).get(path);
      expect(status).toBe(503);
      expect(text).toContain('damaged');
      expect(text).not.toContain(place.directory);
    }
  });
});

test('a damaged packed file: MiniSearch answers the same, and readiness and page say so', async () => {
  const place = makePlace();
  await buildIndex(place);
  const whole = await startService(place);
  const answered = async ({ app }: { app: typeof whole.app }) => {
    const { hits, total } = (await request(app).get('/api/v1/search?q=%22ferry+home%22+quay+storm')).body;
    return { total, ids: hits.map(({ id }: { id: string }) => id) };
  };
  const expected = await answered(whole);
  rmSync(join(generationPath(place.directory, 1), 'postings.bin'));
  const fallback = await startService(place);
  const ready = await request(fallback.app).get('/readyz');
  expect(readyAnswer.parse(ready.body)).toMatchObject({
    status: 'degraded',
    generation: 1,
    reason: /minisearch\.json/,
  });
  expect(ready.text).not.toContain(place.directory);
  expect((await request(fallback.app).get('/?q=ferry')).text).toContain('minisearch.json answers');
  expect(await answered(fallback)).toEqual(expected);
});

test('a damaged neighbour graph: hits are ranked without it, and readiness says so', async () => {
  const place = makePlace();
  await buildIndex(place);
  rmSync(join(generationPath(place.directory, 1), 'neighbours.bin'));
  const { app } = await startService(place);
  const ready = await request(app).get('/readyz');
  expect(readyAnswer.parse(ready.body)).toMatchObject({ status: 'degraded', reason: /^The neighbours of documents/ });
  expect(ready.text).not.toContain(place.directory);
  const { body } = await request(app).get('/api/v1/search?q=ferry');
  expect(body.total).toBe(3);
});

test('the index tells counts, limits, and what was left out', async () => {
  const { app } = await serveArticles();
  const { body } = await request(app).get('/api/v1/index');
  expect(indexAnswer.parse(body)).toMatchObject({
    generation: 1,
    documents: DOCUMENTS,
    undated: 8,
    firstDate: '2021-07-19',
    lastDate: '2022-01-03',
    facetFields: ['folder', 'month', 'topics', 'year'],
    neighbours: { file: 'neighbours.bin', neighbours: 10, postings: expect.any(Number) },
    limits: {
      maxQueryLength: 4096,
      maxWindow: 10_000,
      maxLimit: 100,
      maxCompared: 50_000,
      maxBodyBytes: 65_536,
      maxAnalyzeBytes: 1_048_576,
    },
    skipped: { count: 1, listed: [{ path: 'sport/photo.png', reason: expect.any(String) }] },
  });
  expect(JSON.stringify(body)).not.toContain('/tmp');
});

test('a text is analyzed', async () => {
  const { app } = await serveArticles();
  const { body } = await request(app).post('/api/v1/analyze').send({ text: 'The elections' });
  expect(body).toEqual({
    tokens: [
      { text: 'The', term: 'the', position: 0, start: 0, end: 3, stopWord: true },
      { text: 'elections', term: 'elect', position: 1, start: 4, end: 13, stopWord: false },
    ],
  });
  const missing = await request(app).post('/api/v1/analyze').send({});
  expect(missing.body).toMatchObject({ code: 'invalid_parameter', parameter: 'text', detail: 'text must be a text.' });
  const large = await request(app)
    .post('/api/v1/analyze')
    .send({ text: 'word '.repeat(200_000) });
  expect(large.status).toBe(200);
});

test('metrics count requests by route and status', async () => {
  const { app } = await serveArticles();
  await request(app).get('/api/v1/search?q=ferry');
  await request(app).get('/api/v1/search?q=ferry&limit=x');
  await request(app).get('/api/v1/documents/a%2Fb');
  await request(app).get('/nope');
  const { text, headers } = await request(app).get('/metrics');
  expect(headers['content-type']).toContain('text/plain');
  expect(text).toContain('broadsheet_http_requests_total{method="GET",route="/api/v1/search",status="200"} 1');
  expect(text).toContain('broadsheet_http_requests_total{method="GET",route="/api/v1/search",status="400"} 1');
  expect(text).toContain('broadsheet_http_requests_total{method="GET",route="/api/v1/documents/{id}",status="404"} 1');
  expect(text).toContain('broadsheet_http_requests_total{method="GET",route="none",status="404"} 1');
  expect(text).toContain('broadsheet_http_request_duration_seconds_bucket');
  expect(text).toContain('broadsheet_search_duration_seconds_count 1');
  expect(text).toContain(`broadsheet_index_documents ${DOCUMENTS}`);
  expect(text).toContain('broadsheet_index_generation 1');
});

describe('reindexing', () => {
  /** Builds in this process, when it is let go. */
  function holdBuilds(place: Place) {
    const waiting: (() => void)[] = [];
    const folders: string[] = [];
    const startBuild: StartBuild = (folder, onProgress) => {
      folders.push(folder);
      const finished = new Promise<void>((resolve) => waiting.push(resolve)).then(() => {
        onProgress({ done: 7, total: 7, documents: 1 });
        return buildIndex({ ...place, folder });
      });
      return { finished, stop: () => {} };
    };
    return { startBuild, folders, letGo: () => waiting.shift()?.() };
  }
  const reindex = (app: Express, key = 'key') =>
    request(app).post('/api/v1/index/reindex').set('authorization', `Bearer ${key}`);
  const find = async (app: Express, id: string) =>
    taskAnswer.parse((await request(app).get(`/api/v1/tasks/${id}`).set('authorization', 'Bearer key')).body) as Task;

  test('a build is a task, a call during it gets the successor, and the new index is served when it says so', async () => {
    const place = makePlace();
    await buildIndex(place);
    const { startBuild, folders, letGo } = holdBuilds(place);
    const { app } = await startService(place, { startBuild, settings: { adminKey: 'key' } });
    const first = await reindex(app);
    expect(first.status).toBe(202);
    const { id } = taskAnswer.parse(first.body);
    expect(first.headers.location).toBe(`/api/v1/tasks/${id}`);
    expect((await find(app, id)).status).toBe('running');
    const [second, third] = [await reindex(app), await reindex(app)];
    expect(second.body).toMatchObject({ status: 'queued' });
    expect(third.body).toEqual(second.body);
    writeFileSync(join(place.folder, 'fresh.txt'), 'A zeppelin over the harbour.');
    letGo();
    await until(async () => (await find(app, id)).status === 'succeeded');
    const found = await request(app).get('/api/v1/search?q=zeppelin');
    expect(found.body).toMatchObject({ total: 1, index: { generation: 2 } });
    expect((await find(app, id)).progress).toEqual({ done: 7, total: 7 });
    letGo();
    await until(async () => (await find(app, (second.body as Task).id)).status === 'succeeded');
    expect(folders).toEqual([place.folder, place.folder]);
  });

  test('the folder that the server was started with comes first', async () => {
    const place = makePlace();
    const { startBuild, folders } = holdBuilds(place);
    const { app } = await startService(place, { startBuild, folder: '/news', settings: { adminKey: 'key' } });
    expect((await reindex(app)).status).toBe(202);
    expect(folders).toEqual(['/news']);
  });

  test('without any folder it is not supported', async () => {
    const { app } = await startService(makePlace(), { settings: { adminKey: 'key' } });
    expect((await reindex(app)).body).toMatchObject({ status: 400, code: 'unsupported' });
  });

  test('a failed build is told in the shape of an error', async () => {
    const place = makePlace();
    await buildIndex(place);
    const startBuild: StartBuild = () => ({
      finished: Promise.reject(new SearchError('build_running', '/secret is locked.')),
      stop: () => {},
    });
    const { app } = await startService(place, { startBuild, settings: { adminKey: 'key' } });
    const { id } = (await reindex(app)).body as Task;
    await until(async () => (await find(app, id)).status === 'failed');
    const task = await find(app, id);
    expect(task.error).toMatchObject({ code: 'build_running', status: 503, type: '/problems/build-running' });
    expect(JSON.stringify(task)).not.toContain('secret');
    expect((await request(app).get('/api/v1/search')).status).toBe(200);
  });

  test.each([
    { name: 'no key', header: undefined },
    { name: 'a wrong key', header: 'Bearer kex' },
    { name: 'a longer key', header: 'Bearer keykey' },
    { name: 'an empty key', header: 'Bearer ' },
    { name: 'another scheme', header: 'Basic key' },
  ])('$name is 401', async ({ header }) => {
    let builds = 0;
    const startBuild: StartBuild = () => {
      builds += 1;
      return { finished: Promise.resolve(), stop: () => {} };
    };
    const { app } = await serveArticles({ startBuild, settings: { adminKey: 'key' } });
    for (const ask of [request(app).post('/api/v1/index/reindex'), request(app).get('/api/v1/tasks/x')]) {
      if (header !== undefined) ask.set('authorization', header);
      const response = await ask;
      expect(response.body).toMatchObject({ status: 401, code: 'unauthorized' });
      expect(response.headers['www-authenticate']).toBe('Bearer realm="broadsheet"');
    }
    expect(builds).toBe(0);
  });

  test('where no key is configured it is switched off, whatever is sent', async () => {
    const { app } = await serveArticles();
    for (const key of ['', 'key'])
      expect((await reindex(app, key)).body).toMatchObject({ status: 403, code: 'forbidden' });
    expect((await request(app).get('/api/v1/tasks/x')).status).toBe(403);
  });

  test('an unknown task is 404', async () => {
    const { app } = await serveArticles({ settings: { adminKey: 'key' } });
    const response = await request(app).get('/api/v1/tasks/x').set('authorization', 'Bearer key');
    expect(response.body).toMatchObject({ status: 404, code: 'not_found' });
  });

  test('keys cannot be tried out, but a task can be watched', async () => {
    const { app } = await serveArticles({ settings: { adminKey: 'key', adminRateLimit: 3 } });
    const { id } = (await reindex(app)).body as Task;
    for (let i = 0; i < 20; i += 1) await find(app, id);
    const statuses = [];
    for (let i = 0; i < 3; i += 1) statuses.push((await reindex(app, 'wrong')).status);
    expect(statuses).toEqual([401, 401, 429]);
    expect((await reindex(app)).status).toBe(429);
    for (let i = 0; i < 3; i += 1) await request(app).get(`/api/v1/tasks/${id}`);
    expect((await request(app).get(`/api/v1/tasks/${id}`)).status).toBe(429);
  });
});

test('generations are swapped under requests, and none of them fails', async () => {
  const place = makePlace({ 'a.txt': 'A zebra.' });
  await buildIndex(place);
  const { app, index } = await startService(place);
  let isOver = false;
  const seen = new Set<number>();
  const client = async () => {
    let last = 0;
    while (!isOver) {
      const { status, body } = await request(app).get('/api/v1/search?q=zebra&limit=100');
      expect(status).toBe(200);
      const { total, hits, index: stamp } = body as SearchAnswer;
      // Each generation holds one document more than the one before, and all hold the word.
      expect([total, hits.length, stamp.documents]).toEqual([stamp.generation, stamp.generation, stamp.generation]);
      expect(stamp.generation).toBeGreaterThanOrEqual(last);
      last = stamp.generation;
      seen.add(last);
    }
  };
  const clients = Array.from({ length: 4 }, client);
  for (let generation = 2; generation <= 6; generation += 1) {
    writeFileSync(join(place.folder, `${generation}.txt`), `Zebra number ${generation}.`);
    await buildIndex(place);
    await index.refresh();
    await until(async () => seen.has(generation));
  }
  isOver = true;
  await Promise.all(clients);
  expect([...seen]).toContain(6);
});
