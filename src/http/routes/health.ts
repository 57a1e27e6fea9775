/**
 * The process is alive. Says nothing of the index; `/readyz` does.
 */
import { jsonReply } from '../replies.js';
import type { Route } from '../route.js';
import { healthAnswer } from '../schemas.js';

export const health: Route = {
  method: 'get',
  path: '/healthz',
  summary: 'The process is alive',
  answers: [{ status: 200, description: 'Alive.', type: 'application/json', schema: healthAnswer }],
  errors: [],
  handle: () => jsonReply({ status: 'ok' }),
};
