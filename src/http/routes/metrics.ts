/**
 * Numbers for Prometheus.
 */
import type { Route } from '../route.js';

export const metricsText: Route = {
  method: 'get',
  path: '/metrics',
  summary: 'Metrics for Prometheus',
  answers: [{ status: 200, description: 'The metrics.', type: 'text/plain' }],
  errors: [],
  async handle(_incoming, { metrics: { registry } }) {
    return { type: registry.contentType, body: await registry.metrics(), headers: { 'Cache-Control': 'no-store' } };
  },
};
