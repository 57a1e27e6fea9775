import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Express } from 'express';
import request from 'supertest';
import type { SimilarAnswer } from '../../../src/answer.js';
import { similarAnswer } from '../../../src/http/document-schemas.js';
import { NEIGHBOURS } from '../../../src/index/neighbour-graph.js';
import { buildIndex, HARD_IDS, makePlace, type Place, startService } from '../service.js';

let place: Place;
let app: Express;
beforeAll(async () => {
  place = makePlace();
  await buildIndex(place);
  ({ app } = await startService(place));
});

const path = (id: string, parameters = '') =>
  `/api/v1/documents/${encodeURIComponent(id)}/similar${parameters === '' ? '' : `?${parameters}`}`;
const ask = (id: string, parameters?: string) => request(app).get(path(id, parameters));

describe('answers have the shape that is promised', () => {
  test.each(['harbour/ferry.txt', 'sport/cricket.txt', ...HARD_IDS.filter((id) => id !== '.')])('%s', async (id) => {
    const { status, body } = await ask(id);
    expect(status).toBe(200);
    expect(similarAnswer.parse(body)).toEqual(body);
    expect(body).toMatchObject({ id, method: 'graph', index: { generation: 1 } });
    expect((body as SimilarAnswer).hits.length).toBeGreaterThan(0);
  });
});

test('what is most alike comes first', async () => {
  const { body } = await ask('harbour/ferry.txt', 'limit=1');
  expect((body as SimilarAnswer).hits).toEqual([
    {
      id: 'sport/cricket.txt',
      title: 'All out for nine, and no ferry home.',
      titleFrom: 'first-sentence',
      date: '2021-07-19',
      path: 'sport/cricket.txt',
      similarity: expect.any(Number),
    },
  ]);
});

test('an index with a damaged graph answers by words', async () => {
  const other = makePlace();
  await buildIndex(other);
  truncateSync(join(other.directory, 'generations', '000001', NEIGHBOURS.file), 40);
  const { app: degraded } = await startService(other);
  expect((await request(degraded).get('/readyz')).body).toMatchObject({ status: 'degraded' });
  const { status, body } = await request(degraded).get(path('harbour/ferry.txt'));
  expect(status).toBe(200);
  expect(similarAnswer.parse(body)).toEqual(body);
  expect(body).toMatchObject({ method: 'terms' });
  expect((body as SimilarAnswer).hits.map(({ id }) => id)).toContain('harbour/storm.txt');
  const explained = await request(degraded).get('/api/v1/documents/harbour%2Fferry.txt/explain?q=ferry');
  expect(JSON.stringify(explained.body)).toContain('the articles nearest to it do not count: they cannot be read');
});

test.each([
  { id: 'nope', parameters: '', status: 404, code: 'not_found' },
  { id: 'harbour/ferry.txt', parameters: 'limit=101', status: 400, code: 'invalid_parameter' },
  { id: 'harbour/ferry.txt', parameters: 'q=ferry', status: 400, code: 'unknown_parameter' },
])('$id?$parameters', async ({ id, parameters, status, code }) => {
  const { body } = await ask(id, parameters);
  expect(body).toMatchObject({ status, code });
});
