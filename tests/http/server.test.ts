import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer, request as httpRequest, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from '@jest/globals';
import { problem } from '../../src/http/schemas.js';
import { listen, type RunningServer } from '../../src/http/server.js';
import { DEFAULT_SETTINGS } from '../../src/settings.js';
import { makeFolder } from '../documents/temp-folder.js';
import { serveArticles } from './service.js';

const SETTINGS = { ...DEFAULT_SETTINGS, port: 0 };
const running: RunningServer[] = [];
afterEach(async () => {
  for (const server of running.splice(0)) await server.close();
});

async function start(...parameters: Parameters<typeof listen>): Promise<RunningServer> {
  const server = await listen(...parameters);
  running.push(server);
  return server;
}

/** Sends bytes as they stand, and gives back all that comes until the connection is closed. */
async function sendRaw(port: number, lines: readonly string[]): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(`${lines.join('\r\n')}\r\n\r\n`);
  return text(socket);
}

function parseRaw(answer: string): { status: number; body: unknown } {
  const [head = '', body = ''] = answer.split('\r\n\r\n');
  return { status: Number(head.split(' ')[1]), body: problem.parse(JSON.parse(body)) };
}

describe('the port', () => {
  test('0 takes a free one', async () => {
    const { url, port } = await start((_request, response) => response.end('yes'), SETTINGS);
    expect(url).toBe(`http://127.0.0.1:${port}`);
    expect(await (await fetch(url)).text()).toBe('yes');
  });

  test('one that is taken is told with a way out', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    await expect(listen(() => {}, { ...SETTINGS, port })).rejects.toMatchObject({
      code: 'port_taken',
      message: `Port ${port} of 127.0.0.1 is taken by another program.`,
      hint: expect.stringContaining('--port'),
    });
    other.close();
  });

  test('a host that this machine does not have', async () => {
    await expect(listen(() => {}, { ...SETTINGS, host: '203.0.113.7' })).rejects.toMatchObject({
      code: 'invalid_parameter',
      parameter: 'host',
    });
  });
});

describe('what is no request', () => {
  test.each([
    { name: 'no HTTP', lines: ['HELLO'], status: 400 },
    {
      name: 'two lengths',
      lines: ['POST / HTTP/1.1', 'Host: a', 'Content-Length: 1', 'Content-Length: 2'],
      status: 400,
    },
    {
      name: 'length and chunks',
      lines: ['POST / HTTP/1.1', 'Host: a', 'Content-Length: 1', 'Transfer-Encoding: chunked'],
      status: 400,
    },
    {
      name: 'headers that are too long',
      lines: ['GET / HTTP/1.1', 'Host: a', `X: ${'x'.repeat(60_000)}`],
      status: 431,
    },
    {
      name: 'too many headers',
      lines: ['GET / HTTP/1.1', 'Host: a', ...Array.from({ length: 100 }, (_, i) => `X-${i}: 1`)],
      status: 431,
    },
    { name: 'no host', lines: ['GET / HTTP/1.1', 'Connection: close'], status: 400 },
    { name: 'two hosts', lines: ['GET / HTTP/1.1', 'Host: a', 'Host: b', 'Connection: close'], status: 400 },
    {
      name: 'the address of another host',
      lines: ['GET http://b/ HTTP/1.1', 'Host: a', 'Connection: close'],
      status: 400,
    },
    { name: 'no path', lines: ['OPTIONS * HTTP/1.1', 'Host: a', 'Connection: close'], status: 400 },
  ])('$name is $status in the shape of every error', async ({ lines, status }) => {
    const { app } = await serveArticles();
    const { port } = await start(app, SETTINGS);
    const answer = parseRaw(await sendRaw(port, lines));
    expect(answer).toMatchObject({ status, body: { status } });
  });

  test('as many headers as are let pass, and the address of this host', async () => {
    const { app } = await serveArticles();
    const { port } = await start(app, SETTINGS);
    const many = Array.from({ length: 98 }, (_, i) => `X-${i}: 1`);
    const answer = await sendRaw(port, ['GET http://a/healthz HTTP/1.1', 'Host: a', 'Connection: close', ...many]);
    expect(answer).toMatch(/^HTTP\/1.1 200/);
  });
});

test('the longest query fits into an address, in any script', async () => {
  const { app } = await serveArticles();
  const { url } = await start(app, SETTINGS);
  const response = await fetch(`${url}/api/v1/search?q=${encodeURIComponent('語'.repeat(4096))}`);
  expect(response.status).toBe(200);
});

describe('the end', () => {
  /** Answers when it is let go. */
  async function startSlow() {
    const waiting: (() => void)[] = [];
    let arrive = () => {};
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const server = await listen((_request, response) => {
      waiting.push(() => response.end('whole answer'));
      arrive();
    }, SETTINGS);
    return { server, arrived, letGo: () => waiting[0]?.() };
  }
  function ask(port: number): Promise<string> {
    return new Promise((resolve, reject) => {
      const asked = httpRequest({ port, host: '127.0.0.1' }, (response: IncomingMessage) => resolve(text(response)));
      asked.once('error', reject).end();
    });
  }

  test('a request under way is answered, a new one is not taken', async () => {
    const { server, arrived, letGo } = await startSlow();
    const answer = ask(server.port);
    await arrived;
    let isClosed = false;
    const closed = server.close().then(() => {
      isClosed = true;
    });
    await expect(ask(server.port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(isClosed).toBe(false);
    letGo();
    expect(await answer).toBe('whole answer');
    await closed;
  });

  test('connections that wait for a next request do not hold it up', async () => {
    const { app } = await serveArticles();
    const server = await listen(app, SETTINGS);
    const idle = connect(server.port, '127.0.0.1');
    idle.write('GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n');
    await new Promise((resolve) => idle.once('data', resolve));
    const ended = new Promise((resolve) => idle.once('close', resolve));
    idle.resume();
    await server.close();
    await ended;
  });

  test('a signal lets the request under way finish, and the status is 0', async () => {
    const module = JSON.stringify(new URL('../../src/http/server.js', import.meta.url).href);
    const program = `
      import { listen, stopOnSignals } from ${module};
      const server = await listen((_request, response) => {
        process.send({ kind: 'arrived' });
        process.once('message', () => response.end('whole answer'));
      }, { port: 0, host: '127.0.0.1', maxQueryLength: 16 });
      stopOnSignals(async () => { process.send({ kind: 'stopping' }); await server.close(); }, () => {});
      process.send({ kind: 'listening', port: server.port });`;
    const child = fork(join(makeFolder({ 'program.mjs': program }), 'program.mjs'), { execArgv: [] });
    const exited = new Promise((resolve) => child.once('exit', resolve));
    const told = async (): Promise<{ kind: string; port: number }> => (await once(child, 'message'))[0];
    const { port } = await told();
    const [answer] = [ask(port), await told()];
    child.kill('SIGTERM');
    expect((await told()).kind).toBe('stopping');
    child.send('answer');
    expect(await answer).toBe('whole answer');
    expect(await exited).toBe(0);
  });
});
