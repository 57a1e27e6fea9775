import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Express } from 'express';
import request from 'supertest';
import type { ExplainAnswer, SearchAnswer } from '../../../src/answer.js';
import { explainAnswer } from '../../../src/http/document-schemas.js';
import { searchAnswer } from '../../../src/http/schemas.js';
import { HARD_IDS, serveArticles } from '../service.js';

let app: Express;
beforeAll(async () => {
  ({ app } = await serveArticles());
});

const ask = (path: string) => request(app).get(path);
const explain = (id: string, parameters: string) =>
  ask(`/api/v1/documents/${encodeURIComponent(id)}/explain?${parameters}`);

describe('explain=true of a search', () => {
  test('gives each hit an explanation of its score, and agrees with the answer about one document', async () => {
    const parameters = 'q=ferry+strike+"crew+had+gone"';
    const { body } = await ask(`/api/v1/search?${parameters}&explain=true`);
    const { hits } = searchAnswer.parse(body) as SearchAnswer;
    expect(hits.length).toBeGreaterThan(1);
    for (const { id, rank, score, explanation } of hits) {
      expect(explanation).toMatchObject({ value: score, description: 'sum of', combine: 'sum' });
      const sum = explanation!.details.reduce((total, { value }) => total + value, 0);
      expect(Math.abs(sum - score)).toBeLessThan(1e-9);
      const answer = await explain(id, parameters);
      expect(answer.body).toMatchObject({ rank, score, explanation });
    }
  });

  test('is the same in a body, and left out by default', async () => {
    const post = await request(app).post('/api/v1/search').send({ q: 'ferry', explain: true });
    const get = await ask('/api/v1/search?q=ferry&explain=true');
    expect((post.body as SearchAnswer).hits).toEqual((get.body as SearchAnswer).hits);
    const without = await ask('/api/v1/search?q=ferry');
    for (const hit of (without.body as SearchAnswer).hits) expect(hit).not.toHaveProperty('explanation');
    expect(without.headers.etag).not.toBe(get.headers.etag);
  });

  test('takes true and false alone', async () => {
    const { status, body } = await ask('/api/v1/search?q=ferry&explain=1');
    expect({ status, ...(body as object) }).toMatchObject({
      status: 400,
      parameter: 'explain',
      expected: 'true or false',
    });
  });
});

describe('answers have the shape that is promised', () => {
  test.each([
    '',
    'q=ferry',
    'q=ferry+-quay&filter=folder:harbour&from=2021&to=2021&match=all',
    'q=fer&prefix=true&sort=date:asc',
    'q=ferrry&typos=off',
    'q=-ferry&syntax=none',
  ])('%s', async (parameters) => {
    const { status, body } = await explain('harbour/ferry.txt', parameters);
    expect(status).toBe(200);
    expect(explainAnswer.parse(body)).toEqual(body);
  });

  test.each(HARD_IDS.filter((id) => id !== '.'))('the id %s', async (id) => {
    const { body } = await explain(id, 'q=ledger');
    expect(body).toMatchObject({ id, matches: true, total: HARD_IDS.length });
  });
});

test('a document that is not in the list is told why', async () => {
  const { status, body } = await explain('harbour/storm.txt', 'q=ferry+-quay+%2Bstrike&filter=folder:sport&to=2021');
  expect(status).toBe(200);
  const answer = body as ExplainAnswer;
  expect(answer).toMatchObject({ matches: false, rank: null, score: 0, total: 0 });
  expect(answer).not.toHaveProperty('explanation');
  expect(answer.excludedBy.map(({ kind, typed }) => [kind, typed])).toEqual([
    ['filter', 'folder:sport'],
    ['date', 'to=2021'],
    ['exclusion', '-quay'],
  ]);
  expect(answer.missing).toEqual([
    {
      typed: 'strike',
      required: true,
      documentFrequency: 1,
      message: '“strike” is required, but does not stand in the article.',
    },
  ]);
});

test.each([
  { id: 'nope', parameters: 'q=ferry', status: 404, code: 'not_found' },
  { id: 'nope', parameters: 'limit=3', status: 400, code: 'unknown_parameter' },
  { id: 'nope', parameters: `q=${'x'.repeat(4097)}`, status: 400, code: 'query_too_long' },
  { id: 'nope', parameters: 'filter=flder:x', status: 400, code: 'invalid_parameter' },
  { id: 'harbour/ferry.txt', parameters: 'from=2021-02-30', status: 400, code: 'invalid_parameter' },
  { id: 'harbour/ferry.txt', parameters: 'sort=best', status: 400, code: 'invalid_parameter' },
])('$id?$parameters', async ({ id, parameters, status, code }) => {
  const { body } = await explain(id, parameters);
  expect(body).toMatchObject({ status, code });
});
