/**
 * What Prometheus reads. Every app has its own registry, so that two of them in one process do not meet.
 */
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { CurrentIndex } from './current-index.js';

export interface Metrics {
  readonly registry: Registry;
  countRequest(request: { method: string; route: string; status: number; seconds: number }): void;
  countSearch(milliseconds: number): void;
}

/** Seconds; a search takes a few milliseconds and is cut off at its deadline. */
const BUCKETS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];

export function createMetrics(index: CurrentIndex): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'broadsheet_http_requests_total',
    help: 'Requests that were answered.',
    labelNames: ['method', 'route', 'status'],
    registers,
  });
  const durations = new Histogram({
    name: 'broadsheet_http_request_duration_seconds',
    help: 'Time from the first line of a request to the end of its answer.',
    labelNames: ['route'],
    buckets: BUCKETS,
    registers,
  });
  const searches = new Histogram({
    name: 'broadsheet_search_duration_seconds',
    help: 'Time of a search in the engine.',
    buckets: BUCKETS,
    registers,
  });
  addIndexGauges(index, registers);
  return {
    registry,
    countRequest({ method, route, status, seconds }) {
      requests.inc({ method, route, status });
      durations.observe({ route }, seconds);
    },
    countSearch: (milliseconds) => searches.observe(milliseconds / 1000),
  };
}

/** Read from the index when they are asked for, so they can never be stale; 0 while there is no index. */
function addIndexGauges(index: CurrentIndex, registers: Registry[]): void {
  const gauges = {
    documents: 'Documents in the index that is served.',
    generation: 'Generation of the index that is served.',
  };
  for (const [name, help] of Object.entries(gauges)) {
    new Gauge({
      name: `broadsheet_index_${name}`,
      help,
      registers,
      collect() {
        const { status } = index;
        if (status.state === 'missing') this.set(0);
        else this.set(name === 'documents' ? status.index.manifest.documents : status.index.generation);
      },
    });
  }
}
