/**
 * The OpenAPI document, made from the table of routes and their schemas: what is not in the table is not in it.
 */
import { z } from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiResponsesObject } from 'zod-openapi';
import type { ErrorCode } from '../errors.js';
import { PROBLEMS } from './problems.js';
import type { Route } from './route.js';
import { problem } from './schemas.js';

/** The printed document; made once, since the table never changes. */
export function printOpenApi(routes: readonly Route[], version: string): string {
  const known = PRINTED.get(routes);
  if (known !== undefined) return known;
  const text = JSON.stringify(describeRoutes(routes, version));
  PRINTED.set(routes, text);
  return text;
}

const PRINTED = new WeakMap<readonly Route[], string>();

/** What every route can answer. */
const ALWAYS: readonly ErrorCode[] = ['invalid_parameter', 'method_not_allowed', 'too_many_requests', 'internal'];

const DESCRIPTION =
  'Ranked full-text search over a folder of documents. Every error on every path is a problem document (RFC 9457), ' +
  'also the 404 of an unknown path. `HEAD` is answered wherever `GET` is. Parameters that are not listed are refused.';

function describeRoutes(routes: readonly Route[], version: string) {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const route of routes) paths[route.path] = { ...paths[route.path], [route.method]: describeRoute(route) };
  return createDocument(
    {
      openapi: '3.1.0',
      info: { title: 'Broadsheet', version, description: DESCRIPTION },
      paths,
      components: { securitySchemes: { adminKey: { type: 'http', scheme: 'bearer' } } },
    },
    { override: ({ jsonSchema }) => dropSafeIntegerBounds(jsonSchema) },
  );
}

function describeRoute(route: Route): ZodOpenApiOperationObject {
  const { query, body, pathParameters, admin } = route;
  return {
    operationId: operationId(route),
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    ...(admin === undefined ? {} : { security: [{ adminKey: [] }] }),
    requestParams: {
      ...(pathParameters === undefined ? {} : { path: describePath(pathParameters) }),
      ...(query === undefined ? {} : { query }),
    },
    ...(body === undefined
      ? {}
      : { requestBody: { required: body.required, content: { 'application/json': { schema: body.schema } } } }),
    responses: describeResponses(route),
  };
}

/** `getApiV1DocumentsId`: derived, so it is unique and stays when a summary is put into better words. */
function operationId({ method, path }: Route): string {
  const words = path.split(/[^A-Za-z0-9]+/).filter((word) => word !== '');
  return (
    method + (words.length === 0 ? ['root'] : words).map((word) => word[0]!.toUpperCase() + word.slice(1)).join('')
  );
}

function describePath(parameters: Readonly<Record<string, string>>): z.ZodObject {
  return z.object(
    Object.fromEntries(
      Object.entries(parameters).map(([name, description]) => [name, z.string().meta({ description })]),
    ),
  );
}

function describeResponses(route: Route): ZodOpenApiResponsesObject {
  const responses: ZodOpenApiResponsesObject = {};
  for (const { status, description, type, schema } of route.answers) {
    const content = type === '' ? {} : { content: { [type]: schema === undefined ? {} : { schema } } };
    responses[`${status}` as `${2 | 3}${string}`] = { description, ...content };
  }
  for (const [status, codes] of codesByStatus(route)) {
    responses[`${status}` as `4${string}`] = {
      description: codes.map((code) => `\`${code}\``).join(', '),
      content: {
        'application/problem+json': { schema: problem },
        ...(route.isPage === true ? { 'text/html': {} } : {}),
      },
    };
  }
  return responses;
}

function codesByStatus(route: Route): Map<number, ErrorCode[]> {
  const codes = new Set<ErrorCode>([
    ...ALWAYS,
    ...(route.query === undefined && route.body === undefined ? [] : (['unknown_parameter'] as const)),
    ...(route.body === undefined ? [] : (['payload_too_large', 'unsupported_media_type'] as const)),
    ...route.errors,
  ]);
  const grouped = new Map<number, ErrorCode[]>();
  for (const code of codes) {
    const { status } = PROBLEMS[code];
    grouped.set(status, [...(grouped.get(status) ?? []), code]);
  }
  return grouped;
}

/** Zod bounds every whole number by what a double holds exactly, which tells a client nothing. */
function dropSafeIntegerBounds(schema: { minimum?: number; maximum?: number }): void {
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
}
