import { beforeAll, expect, test } from '@jest/globals';
import type { Express } from 'express';
import request from 'supertest';
import type { VersionsAnswer } from '../../../src/answer.js';
import { versionsAnswer } from '../../../src/http/document-schemas.js';
import { buildIndex, makePlace, startService } from '../service.js';

const STORY =
  'A storm broke the ferry quay and the breakwater of the harbour on Monday night, and the council called the ' +
  'builders, who said that stones of that size were not to be had before spring came to the coast of the county. ' +
  'The harbour master had the boats brought up the river, where they lay under the willows until the wind turned.';
const LATER = STORY.replace('Monday night', 'Sunday night');
const ids = {
  later: 'a/storm b.txt',
  earlier: 'b/storm.txt',
  undated: 'c/storm.txt',
  alone: 'ferry.txt',
  long: 'long.txt',
};
const long = Array.from({ length: 6000 }, (_, i) => `word${i}`).join(' ');

let app: Express;
beforeAll(async () => {
  const place = makePlace({
    [ids.later]: ` date 2021-12-29 ${LATER}`,
    [ids.earlier]: ` date 2021-12-28 ${STORY}`,
    [ids.undated]: STORY,
    [ids.alone]: ' date 2021-12-29 The ferry to Ossel was late again.',
    [ids.long]: long,
    'longer.txt': `${long} end`,
  });
  await buildIndex(place);
  ({ app } = await startService(place));
});

const ask = (id: string, parameters = '') =>
  request(app).get(`/api/v1/documents/${encodeURIComponent(id)}/versions${parameters && `?${parameters}`}`);

test.each(Object.values(ids))('answers have the shape that is promised: %s', async (id) => {
  const { status, body } = await ask(id);
  expect(status).toBe(200);
  expect(versionsAnswer.parse(body)).toEqual(body);
  expect(body).toMatchObject({ id, index: { generation: 1 } });
});

test('versions by date, with what changed', async () => {
  const { body } = await ask(ids.later);
  const changes = [
    { kind: 'kept', text: 'A storm broke the ferry quay and the breakwater of the harbour on ' },
    { kind: 'removed', text: 'Sunday ' },
    { kind: 'added', text: 'Monday ' },
    { kind: 'kept', text: 'night, and the council called the builders, who said that stones of ', leftOut: 24 },
    { kind: 'kept', text: 'the river, where they lay under the willows until the wind turned.' },
  ];
  const card = {
    title: expect.stringMatching(/^A storm broke the ferry quay/),
    titleFrom: 'first-sentence',
    exact: false,
  };
  expect(body).toEqual({
    id: ids.later,
    total: 2,
    earliest: ids.earlier,
    versions: [
      { id: ids.earlier, date: '2021-12-28', path: ids.earlier, ...card, changes },
      { id: ids.undated, path: ids.undated, ...card, changes },
    ],
    index: expect.any(Object),
  });
});

test('the same words in the same order', async () => {
  const { body } = await ask(ids.earlier, 'offset=1&limit=1');
  const { total, versions } = body as VersionsAnswer;
  expect({ total, versions }).toMatchObject({ total: 2, versions: [{ id: ids.undated, exact: true }] });
  expect(versions[0]!.changes!.map(({ kind }) => kind)).toEqual(['kept', 'kept']);
});

test('a document without copies', async () =>
  expect((await ask(ids.alone)).body).toMatchObject({ total: 0, earliest: ids.alone, versions: [] }));

test('texts that are too long to compare are listed, and why', async () => {
  const { body } = await ask(ids.long);
  expect(body).toMatchObject({ total: 1, versions: [{ id: 'longer.txt', changes: null, reason: expect.any(String) }] });
});

test.each([
  { id: 'nope', parameters: '', status: 404, code: 'not_found' },
  { id: ids.alone, parameters: 'limit=101', status: 400, code: 'invalid_parameter' },
  { id: ids.alone, parameters: 'offset=-1', status: 400, code: 'invalid_parameter' },
  { id: ids.alone, parameters: 'q=ferry', status: 400, code: 'unknown_parameter' },
])('$id?$parameters', async ({ id, parameters, status, code }) => {
  const { body } = await ask(id, parameters);
  expect(body).toMatchObject({ status, code });
});
