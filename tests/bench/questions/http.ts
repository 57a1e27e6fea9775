/**
 * What does a search cost over HTTP? The server as it is run, its rate limit switched off and its log written; there is
 * nothing of MiniSearch to hold it against.
 */
import { type Answer, answerOf, figuresOf } from '../figure.js';
import { percentile } from '../measure.js';
import { CONNECTIONS } from '../server-run.js';
import type { Workbench } from '../workbench.js';

export async function measureHttp(bench: Workbench): Promise<Answer> {
  const run = await bench.serverRun();
  const figure = figuresOf(bench.documents().length);
  return answerOf([
    figure('HTTP, one connection, median', 'ms', 'less', percentile(run.latencies, 50)),
    figure('HTTP, one connection, 99th percentile', 'ms', 'less', percentile(run.latencies, 99)),
    figure('HTTP, one connection, CPU time of the server', 'ms', 'less', run.cpu),
    figure(`HTTP, ${CONNECTIONS} connections`, 'requests/s', 'more', run.requestsPerSecond),
    figure(`HTTP, ${CONNECTIONS} connections, CPU time of the server`, 'ms', 'less', run.cpuAtOnce),
    figure('HTTP, size of an answer', 'kB', 'less', run.answerBytes / 1000),
  ]);
}
