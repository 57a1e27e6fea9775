/**
 * The real server under load: a child process that answers the queries over connections that stay open, on the
 * loopback interface. What it used is read from its own metrics.
 */
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { Agent, get } from 'node:http';
import { dirname, join } from 'node:path';
import { cleanEnvironment, PROGRAM, startNode } from './child.js';
import type { BenchQuery } from './queries.js';
import type { Workbench } from './workbench.js';

/** Connections of the throughput run. */
export const CONNECTIONS = 16;

/** Requests before anything is measured. */
const WARM_UP = 500;

/** An answer that takes longer, or a server that does not start in this time, ends the bench. */
const TIMEOUT_MS = 30_000;

export interface ServerRun {
  /** Milliseconds of each request with one connection. */
  readonly latencies: readonly number[];
  readonly requestsPerSecond: number;
  /** Milliseconds of CPU time of the server for each request, with one connection and with many. */
  readonly cpu: number;
  readonly cpuAtOnce: number;
  /** Resident memory when the server is ready, and after all requests. */
  readonly startBytes: number;
  readonly endBytes: number;
  /** Bytes of an answer, on average. */
  readonly answerBytes: number;
}

export async function measureServer(bench: Workbench): Promise<ServerRun> {
  const { directory } = await bench.builds();
  const paths = bench.queries().map(searchPath);
  const { url, stop } = await startServer(directory);
  try {
    bench.say('asking the server');
    const start = await readMetrics(url);
    await ask(url, repeat(paths, WARM_UP), 1);
    const before = await readMetrics(url);
    const alone = await ask(url, paths, 1);
    const between = await readMetrics(url);
    const together = await ask(url, [...paths, ...paths], CONNECTIONS);
    const after = await readMetrics(url);
    return {
      latencies: alone.latencies,
      requestsPerSecond: (2 * paths.length) / together.seconds,
      cpu: (1000 * (between.cpuSeconds - before.cpuSeconds)) / paths.length,
      cpuAtOnce: (1000 * (after.cpuSeconds - between.cpuSeconds)) / (2 * paths.length),
      startBytes: start.residentBytes,
      endBytes: after.residentBytes,
      answerBytes: alone.bytes / paths.length,
    };
  } finally {
    await stop();
  }
}

/** With the defaults of the interface: ten hits, each with title, date, path and up to two snippets. */
export function searchPath({ words, shape }: BenchQuery): string {
  const q = shape === 'phrase' ? `"${words}"` : words;
  const parameters = new URLSearchParams({
    q,
    ...(shape === 'all' ? { match: 'all' } : {}),
    ...(shape === 'prefix' ? { prefix: 'true' } : {}),
  });
  return `/api/v1/search?${parameters}`;
}

/** The first `count` of an endless repetition. */
function repeat(paths: readonly string[], count: number): string[] {
  return Array.from({ length: count }, (_, i) => paths[i % paths.length]!);
}

/** Its log goes to a file, as it would in service. A busy machine must not turn a slow query into a refused one. */
async function startServer(directory: string): Promise<{ url: string; stop: () => Promise<void> }> {
  const log = join(dirname(directory), 'server.log');
  const descriptor = openSync(log, 'w');
  const server = startNode([PROGRAM, 'serve', '--index', directory, '--port', '0'], {
    cwd: dirname(directory),
    env: { ...cleanEnvironment(), BROADSHEET_RATE_LIMIT: '0', BROADSHEET_DEADLINE_MS: '60000' },
    stdio: ['ignore', 'pipe', descriptor],
  });
  closeSync(descriptor);
  const ended = new Promise<void>((resolve) => server.once('close', () => resolve()));
  const stop = async (): Promise<void> => {
    server.kill();
    await ended;
  };
  try {
    return { url: await firstAddress(server, log), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function firstAddress(server: ChildProcess, log: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let printed = '';
    const fail = (): void => reject(new Error(`The server did not start; see ${log}.`));
    const timer = setTimeout(fail, TIMEOUT_MS);
    server.once('close', fail);
    server.stdout!.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      const url = /http:\/\/\S+/.exec(printed)?.[0];
      if (url === undefined) return;
      clearTimeout(timer);
      resolve(url);
    });
  });
}

/** Each connection sends its next request when it has the answer to the last. */
async function ask(
  url: string,
  paths: readonly string[],
  connections: number,
): Promise<{ latencies: number[]; seconds: number; bytes: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const latencies: number[] = [];
  let [next, bytes] = [0, 0];
  const started = performance.now();
  const connect = async (): Promise<void> => {
    for (let path = paths[next++]; path !== undefined; path = paths[next++]) {
      const sent = performance.now();
      bytes += (await request(url + path, agent)).length;
      latencies.push(performance.now() - sent);
    }
  };
  try {
    await Promise.all(Array.from({ length: connections }, connect));
    return { latencies, seconds: (performance.now() - started) / 1000, bytes };
  } finally {
    agent.destroy();
  }
}

function request(url: string, agent: Agent): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const sent = get(url, { agent, timeout: TIMEOUT_MS }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.once('error', reject);
      response.once('end', () => {
        const body = Buffer.concat(chunks);
        if (response.statusCode === 200) resolve(body);
        else reject(new Error(`${url} was answered with ${response.statusCode}: ${body.toString()}`));
      });
    });
    sent.once('timeout', () => sent.destroy(new Error(`${url} was not answered within ${TIMEOUT_MS / 1000} s.`)));
    sent.once('error', reject);
  });
}

async function readMetrics(url: string): Promise<{ cpuSeconds: number; residentBytes: number }> {
  const agent = new Agent();
  const text = (await request(`${url}/metrics`, agent)).toString();
  const read = (name: string): number => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
  return { cpuSeconds: read('process_cpu_seconds_total'), residentBytes: read('process_resident_memory_bytes') };
}
