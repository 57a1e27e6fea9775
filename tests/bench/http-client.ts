/**
 * Sends requests over connections that stay open, each its next one when it has the answer to the last. It reads no
 * more of an answer than where it ends: a client that takes longer than the server would measure itself.
 */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** An answer that takes longer ends the bench. */
export const TIMEOUT_MS = 30_000;

export interface Answered {
  /** Milliseconds of each request, in the order of the answers. */
  readonly latencies: readonly number[];
  readonly seconds: number;
  /** Bytes of all bodies. */
  readonly bytes: number;
}

export interface HttpClient {
  /** Asks for each path once. Throws at an answer that is not 200. */
  ask(paths: readonly string[]): Promise<Answered>;
  close(): void;
}

export async function openClient(url: string, connections: number): Promise<HttpClient> {
  const { hostname, port, host } = new URL(url);
  const sockets = Array.from({ length: connections }, () => connect(Number(port), hostname));
  await Promise.all(sockets.map((socket) => once(socket, 'connect')));
  for (const socket of sockets) {
    socket.setNoDelay(true);
    socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error(`${url} did not answer in time.`)));
  }
  return {
    ask: (paths) => askAll(sockets, host, paths),
    close: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
}

async function askAll(sockets: readonly Socket[], host: string, paths: readonly string[]): Promise<Answered> {
  const requests = paths.map((path) => `GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
  const latencies: number[] = [];
  let [next, bytes] = [0, 0];
  const started = performance.now();
  const drain = async (socket: Socket): Promise<void> => {
    for (let request = requests[next++]; request !== undefined; request = requests[next++]) {
      const sent = performance.now();
      bytes += await exchange(socket, request);
      latencies.push(performance.now() - sent);
    }
  };
  await Promise.all(sockets.map(drain));
  return { latencies, seconds: (performance.now() - started) / 1000, bytes };
}

/** Bytes of the answer's body. */
function exchange(socket: Socket, request: string): Promise<number> {
  return new Promise((resolve, reject) => {
    let head = '';
    let length = 0;
    let missing: number | undefined;
    const finish = (error?: Error): void => {
      socket.removeListener('data', read).removeListener('error', finish).removeListener('close', hangUp);
      if (error === undefined) resolve(length);
      else reject(error);
    };
    const hangUp = (): void => finish(new Error('The server closed the connection.'));
    const read = (chunk: Buffer): void => {
      if (missing !== undefined) missing -= chunk.length;
      else {
        const before = head.length;
        head += chunk.toString('latin1');
        const end = head.indexOf('\r\n\r\n');
        if (end === -1) return;
        const size = /\r\nContent-Length: (\d+)/i.exec(head.slice(0, end))?.[1];
        if (!head.startsWith('HTTP/1.1 200 ') || size === undefined) {
          finish(new Error(`${request.split('\r\n', 1)[0]} was answered with: ${head.slice(0, 1000)}`));
          return;
        }
        length = Number(size);
        missing = end + 4 + length - before - chunk.length;
      }
      if (missing <= 0) finish();
    };
    socket.on('data', read).once('error', finish).once('close', hangUp);
    socket.write(request);
  });
}
