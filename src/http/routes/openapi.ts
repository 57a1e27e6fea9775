/**
 * This contract for machines.
 */
import type { Route } from '../route.js';

export const openApi: Route = {
  method: 'get',
  path: '/openapi.json',
  summary: 'This document',
  answers: [{ status: 200, description: 'OpenAPI 3.1.', type: 'application/json' }],
  errors: [],
  handle: (_incoming, context) => ({ type: 'application/json', body: context.openApi() }),
};
