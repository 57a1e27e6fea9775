import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Express } from 'express';
import request from 'supertest';
import { suggestAnswer } from '../../../src/http/schemas.js';
import { buildIndex, makePlace, serveArticles, startService } from '../service.js';

let app: Express;
beforeAll(async () => {
  ({ app } = await serveArticles());
});

const suggest = (address: string) => request(app).get(`/api/v1/suggest${address}`);

describe('answers have the shape that is promised', () => {
  test.each(['', '?q=', '?q=fer', '?q=the+fer&limit=2', '?q=zzzz', '?q=%F0%9F%97%9E+%00+%E2%80%AE', '?q=fer&limit=0'])(
    '%s',
    async (address) => {
      const response = await suggest(address);
      expect(response.status).toBe(200);
      expect(suggestAnswer.parse(response.body)).toEqual(response.body);
    },
  );
});

test('completions and titles, with their counts', async () => {
  expect((await suggest('?q=late+Fer')).body).toEqual({
    q: 'late Fer',
    completions: [{ text: 'late Ferry', form: 'ferry', documentFrequency: 3, together: 1 }],
    titles: [{ id: 'harbour/ferry.txt', title: 'The ferry to Ossel was late again.', date: '2021-12-29' }],
  });
});

test('nothing is suggested for nothing', async () => {
  expect((await suggest('')).body).toEqual({ q: '', completions: [], titles: [] });
});

test('at most as many as asked for, six where that is not said', async () => {
  const counts = async (address: string) => {
    const { completions, titles } = suggestAnswer.parse((await suggest(address)).body);
    return [completions.length, titles.length];
  };
  expect(await counts('?q=re&limit=20')).toEqual([1, 8]);
  expect(await counts('?q=re')).toEqual([1, 6]);
  expect(await counts('?q=re&limit=1')).toEqual([1, 1]);
  expect(await counts('?q=re&limit=0')).toEqual([0, 0]);
});

describe('refusals', () => {
  test.each([
    { address: '?limit=21', code: 'invalid_parameter', parameter: 'limit', says: '0 to 20' },
    { address: '?limit=-1', code: 'invalid_parameter', parameter: 'limit', says: '0 to 20' },
    { address: '?limit=x', code: 'invalid_parameter', parameter: 'limit', says: 'whole number' },
    { address: '?q=a&q=b', code: 'invalid_parameter', parameter: 'q', says: 'one value' },
    { address: '?prefix=true', code: 'unknown_parameter', parameter: 'prefix', says: 'q, limit' },
    { address: `?q=${'x'.repeat(4097)}`, code: 'query_too_long', parameter: 'q', says: '4096' },
  ])('$address', async ({ address, code, parameter, says }) => {
    const { status, body } = await suggest(address);
    expect({ status, ...(body as object) }).toMatchObject({ status: 400, code, parameter });
    expect(JSON.stringify(body)).toContain(says);
  });

  test('a text of the greatest length is answered', async () => {
    expect((await suggest(`?q=${'x'.repeat(4096)}`)).status).toBe(200);
  });

  test('without an index it is 503', async () => {
    const { app } = await startService(makePlace());
    const response = await request(app).get('/api/v1/suggest?q=a');
    expect(response.body).toMatchObject({ status: 503, code: 'index_missing' });
  });
});

test('who has the answer already gets 304', async () => {
  const place = makePlace({ 'a.txt': 'The ferry is late.' });
  await buildIndex(place);
  const { app } = await startService(place);
  const { headers } = await request(app).get('/api/v1/suggest?q=fer');
  const again = () => request(app).get('/api/v1/suggest?q=fer').set('if-none-match', headers.etag!);
  expect((await again()).status).toBe(304);
});
