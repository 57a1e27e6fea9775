/**
 * What does a search cost over HTTP? The server as it is run, its rate limit out of reach and its log written. There
 * is nothing of MiniSearch to hold it against; its measure is the same application giving one text of that length.
 */
import { type Answer, answerOf, figuresOf } from '../figure.js';
import { median, percentile } from '../measure.js';
import { CONNECTIONS, type Load, measureCeiling, measureStart, type Start } from '../server-run.js';
import type { Workbench } from '../workbench.js';

export async function measureHttp(bench: Workbench): Promise<Answer> {
  const run = await bench.serverRun();
  const { search, constant } = await measureCeiling(bench);
  const starts: Start[] = [];
  for (let turn = 0; turn < bench.scale.loads; turn += 1) starts.push(await measureStart(bench));
  const figure = figuresOf(bench.documents().length);
  const describe = (name: string, { requestsPerSecond, cpu, latencies }: Load, goal?: string) => [
    figure(`HTTP, ${CONNECTIONS} connections, ${name}`, 'requests/s', 'more', requestsPerSecond),
    figure(`HTTP, ${CONNECTIONS} connections, ${name}, CPU time of the server`, 'ms', 'less', cpu, undefined, goal),
    figure(`HTTP, ${CONNECTIONS} connections, ${name}, median`, 'ms', 'less', percentile(latencies, 50)),
    figure(`HTTP, ${CONNECTIONS} connections, ${name}, 99th percentile`, 'ms', 'less', percentile(latencies, 99)),
  ];
  const share = search.requestsPerSecond / constant.requestsPerSecond;
  const wait = percentile(search.latencies, 99) / percentile(constant.latencies, 99);
  return answerOf([
    figure('HTTP, one connection, median', 'ms', 'less', percentile(run.latencies, 50)),
    figure('HTTP, one connection, 99th percentile', 'ms', 'less', percentile(run.latencies, 99)),
    figure('HTTP, one connection, CPU time of the server', 'ms', 'less', run.cpu),
    ...describe('a search', search, '≤ 0.45 ms'),
    ...describe('a constant answer of that length', constant),
    figure('HTTP, searches in the time of a constant answer', 'of 1', 'more', share, undefined, '≥ 0.4'),
    figure('HTTP, 99th percentile of both, one by the other', 'times', 'less', wait, undefined, '≤ 3'),
    figure('HTTP, size of an answer', 'kB', 'less', run.answerBytes / 1000),
    figure('Start of the server to ready', 'ms', 'less', median(starts.map(({ wall }) => wall)), undefined, '≤ 700 ms'),
    figure('Start of the server to ready, CPU time', 'ms', 'less', median(starts.map(({ cpu }) => cpu))),
  ]);
}
