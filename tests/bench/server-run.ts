/**
 * The real server under load: a child process that answers the queries over connections that stay open, on the
 * loopback interface. What it used is read from its own metrics.
 */
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { cleanEnvironment, scriptPath, startNode } from './child.js';
import { type Answered, openClient, TIMEOUT_MS } from './http-client.js';
import type { BenchQuery } from './queries.js';
import type { Workbench } from './workbench.js';

/** As it is installed: bundled. */
const PROGRAM = scriptPath('../../program/cli/main.js');

/** Connections of the throughput run. */
export const CONNECTIONS = 32;

/** Requests before anything is measured. */
const WARM_UP = 500;

/** Requests of a slice, and slices of each kind. A slice is short, so that the machine's other work strikes all alike. */
const SLICE = 250;

export interface ServerRun {
  /** Milliseconds of each request with one connection. */
  readonly latencies: readonly number[];
  /** Milliseconds of CPU time of the server for each of these. */
  readonly cpu: number;
  /** Resident memory when the server is ready, and after all requests. */
  readonly startBytes: number;
  readonly endBytes: number;
  /** Bytes of an answer, on average. */
  readonly answerBytes: number;
}

export async function measureServer(bench: Workbench): Promise<ServerRun> {
  const { directory } = await bench.builds();
  const paths = bench.queries().map(searchPath);
  bench.say('asking the server');
  const options = [
    'serve',
    '--index',
    directory,
    '--port',
    '0',
    '--rate-limit',
    '1000000000',
    '--deadline-ms',
    '60000',
  ];
  const server = await startServer([PROGRAM, ...options], directory);
  const client = await openClient(server.url, 1);
  try {
    const start = await readMetrics(server.url);
    await client.ask(repeat(paths, WARM_UP));
    const before = await readMetrics(server.url);
    const { latencies, bytes } = await client.ask(paths);
    const after = await readMetrics(server.url);
    return {
      latencies,
      cpu: (1000 * (after.cpuSeconds - before.cpuSeconds)) / paths.length,
      startBytes: start.residentBytes,
      endBytes: after.residentBytes,
      answerBytes: bytes / paths.length,
    };
  } finally {
    client.close();
    await server.stop();
  }
}

export interface Load {
  readonly requestsPerSecond: number;
  /** Milliseconds of CPU time of the server for each request. */
  readonly cpu: number;
  readonly latencies: readonly number[];
}

/** The same application, asked for searches and for one text that is as long as their answers, in turns. */
export async function measureCeiling(bench: Workbench): Promise<{ search: Load; constant: Load }> {
  const { directory } = await bench.builds();
  const paths = bench.queries().map(searchPath);
  bench.say(`asking over ${CONNECTIONS} connections`);
  const server = await startServer([scriptPath('./children/http-service.js'), directory], directory);
  const client = await openClient(server.url, CONNECTIONS);
  try {
    const { bytes } = await client.ask(repeat(paths, WARM_UP));
    const constants = [`/constant?bytes=${Math.round(bytes / WARM_UP)}`];
    await client.ask(repeat(constants, WARM_UP));
    const [search, constant]: [Slice[], Slice[]] = [[], []];
    for (let first = 0; first < bench.scale.rounds * paths.length; first += SLICE) {
      search.push(await measureSlice(server.url, () => client.ask(repeat(paths, SLICE, first))));
      // Four times as many, so that a slice of these is long enough to be timed.
      constant.push(await measureSlice(server.url, () => client.ask(repeat(constants, 4 * SLICE))));
    }
    return { search: sumUp(search), constant: sumUp(constant) };
  } finally {
    client.close();
    await server.stop();
  }
}

interface Slice extends Answered {
  readonly cpuSeconds: number;
}

async function measureSlice(url: string, ask: () => Promise<Answered>): Promise<Slice> {
  const before = await readMetrics(url);
  const answered = await ask();
  const after = await readMetrics(url);
  return { ...answered, cpuSeconds: after.cpuSeconds - before.cpuSeconds };
}

function sumUp(slices: readonly Slice[]): Load {
  const latencies = slices.flatMap((slice) => slice.latencies);
  const sum = (of: (slice: Slice) => number): number => slices.reduce((total, slice) => total + of(slice), 0);
  return {
    requestsPerSecond: latencies.length / sum(({ seconds }) => seconds),
    cpu: (1000 * sum(({ cpuSeconds }) => cpuSeconds)) / latencies.length,
    latencies,
  };
}

export interface Start {
  /** Milliseconds from the start of the process to the first 200 of `/readyz`. */
  readonly wall: number;
  /** Milliseconds of CPU time of the process, which is stopped at once when it is ready. */
  readonly cpu: number;
}

/** Starts `serve` over an index that is there, and asks until it is ready. */
export async function measureStart(bench: Workbench): Promise<Start> {
  const { directory } = await bench.builds();
  const port = await findPort();
  const url = `http://127.0.0.1:${port}`;
  const usage = join(dirname(directory), 'server-usage.json');
  const preload = ['--import', new URL('./children/report-usage.js', import.meta.url).href];
  const words = [...preload, PROGRAM, 'serve', '--index', directory, '--port', String(port)];
  const started = performance.now();
  const { log, stop } = spawnServer(words, directory, { BENCH_USAGE_FILE: usage });
  let wall = Number.NaN;
  try {
    while (!(await isReady(url))) {
      if (performance.now() - started > TIMEOUT_MS) throw new Error(`The server did not get ready; see ${log}.`);
      await wait(2);
    }
    wall = performance.now() - started;
  } finally {
    await stop();
  }
  return { wall, cpu: (JSON.parse(readFileSync(usage, 'utf8')) as { cpu: number }).cpu };
}

async function isReady(url: string): Promise<boolean> {
  try {
    const client = await openClient(url, 1);
    await client.ask(['/readyz']);
    client.close();
    return true;
  } catch {
    return false;
  }
}

/** One that was free a moment ago. */
async function findPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
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

/** `count` of an endless repetition. */
function repeat(paths: readonly string[], count: number, first = 0): string[] {
  return Array.from({ length: count }, (_, i) => paths[(first + i) % paths.length]!);
}

interface Spawned {
  readonly child: ChildProcess;
  /** Where its log goes. */
  readonly log: string;
  stop(): Promise<void>;
}

/** The log goes to a file, as it would in service. */
function spawnServer(words: readonly string[], directory: string, environment: NodeJS.ProcessEnv = {}): Spawned {
  const log = join(dirname(directory), 'server.log');
  const descriptor = openSync(log, 'w');
  const child = startNode(words, {
    cwd: dirname(directory),
    env: { ...cleanEnvironment(), ...environment },
    stdio: ['ignore', 'pipe', descriptor],
  });
  closeSync(descriptor);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  return {
    child,
    log,
    stop: async () => {
      child.kill();
      await ended;
    },
  };
}

async function startServer(
  words: readonly string[],
  directory: string,
): Promise<{ url: string; stop: () => Promise<void> }> {
  const { child, log, stop } = spawnServer(words, directory);
  try {
    return { url: await firstAddress(child, log), stop };
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

async function readMetrics(url: string): Promise<{ cpuSeconds: number; residentBytes: number }> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const read = (name: string): number => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
  return { cpuSeconds: read('process_cpu_seconds_total'), residentBytes: read('process_resident_memory_bytes') };
}
