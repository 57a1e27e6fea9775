import { beforeAll, expect, test } from '@jest/globals';
import request from 'supertest';
import { listRoutes } from '../../src/http/app.js';
import { PROBLEMS } from '../../src/http/problems.js';
import { searchParameters } from '../../src/http/schemas.js';
import { serveArticles } from './service.js';

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly {
    readonly name: string;
    readonly in: string;
    readonly schema: unknown;
    explode?: boolean;
  }[];
  readonly requestBody?: unknown;
  readonly responses: Readonly<Record<string, { readonly description: string; readonly content?: object }>>;
}
interface Contract {
  readonly openapi: string;
  readonly info: { readonly version: string };
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
}

let contract: Contract;
let text: string;
beforeAll(async () => {
  const { app } = await serveArticles();
  const response = await request(app).get('/openapi.json');
  text = response.text;
  contract = response.body as Contract;
});

const routes = listRoutes();

test('it is OpenAPI 3.1 of this version', () => {
  expect(contract).toMatchObject({ openapi: '3.1.0', info: { version: '1.2.3' } });
});

test('it lists exactly the routes of the table', () => {
  const listed = Object.entries(contract.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method} ${path}`),
  );
  expect(listed.sort()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).sort());
});

test.each(routes)('$method $path is described', ({ method, path, query, body, errors }) => {
  const operation = contract.paths[path]![method]!;
  const placed = (place: string) =>
    (operation.parameters ?? []).filter((parameter) => parameter.in === place).map(({ name }) => name);
  expect(placed('path')).toEqual([...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
  expect(placed('query')).toEqual(Object.keys(query?.shape ?? {}));
  expect(operation.requestBody !== undefined).toBe(body !== undefined);
  for (const code of errors) expect(operation.responses[PROBLEMS[code].status]?.description).toContain(code);
  for (const { description } of Object.values(operation.responses)) expect(description).not.toBe('');
});

test('operations have names of their own', () => {
  const ids = Object.values(contract.paths).flatMap((operations) =>
    Object.values(operations).map(({ operationId }) => operationId),
  );
  expect(new Set(ids).size).toBe(ids.length);
});

test('every reference leads somewhere', () => {
  const references = [...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map(([, name]) => name!);
  expect(references).toContain('SearchAnswer');
  for (const name of references) expect(Object.keys(contract.components.schemas)).toContain(name);
});

test('parameters have their bounds, defaults and meaning', () => {
  const parameters = contract.paths['/api/v1/search']!.get!.parameters!;
  expect(parameters.map(({ name }) => name)).toEqual(Object.keys(searchParameters.shape));
  const find = (name: string) => parameters.find((parameter) => parameter.name === name);
  expect(find('limit')).toMatchObject({ schema: { type: 'integer', minimum: 0, maximum: 100, default: 10 } });
  expect(find('facets')).toMatchObject({ style: 'form', explode: false, schema: { type: 'array' } });
  expect(find('filter')?.explode).not.toBe(false);
  for (const parameter of parameters) expect(parameter).toHaveProperty('description', expect.stringMatching(/\w/));
  expect(text).not.toContain(String(Number.MAX_SAFE_INTEGER));
});
