/**
 * Whether searches are answered, and whether from what should answer them.
 */
import { jsonReply } from '../replies.js';
import type { Route } from '../route.js';
import { readyAnswer } from '../schemas.js';

export const ready: Route = {
  method: 'get',
  path: '/readyz',
  summary: 'An index is served',
  description: '`degraded`: it serves a fallback, and `reason` says why.',
  answers: [{ status: 200, description: 'Ready, or degraded.', type: 'application/json', schema: readyAnswer }],
  errors: ['index_missing', 'index_damaged', 'index_incompatible'],
  handle(_incoming, { index: { status } }) {
    if (status.state === 'missing') throw status.error;
    const { generation, hash, manifest } = status.index;
    return jsonReply({
      status: status.state,
      generation,
      hash,
      documents: manifest.documents,
      ...(status.state === 'degraded' ? { reason: status.reason } : {}),
    });
  },
};
