/**
 * Listens, with limits against slow and greedy clients, and stops without cutting off an answer. Requests that never
 * reach the application, because they are no HTTP, get the same shape of error.
 */
import { randomUUID } from 'node:crypto';
import { createServer, type RequestListener, type Server, STATUS_CODES } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import closeWithGrace from 'close-with-grace';
import { type ErrorCode, isSystemError, SearchError } from '../errors.js';
import type { Settings } from '../settings.js';
import type { MessageClasses } from './messages.js';
import { problemOf } from './problems.js';

export interface RunningServer {
  readonly url: string;
  readonly port: number;
  /** Takes no new connection, waits for the requests under way, and resolves when the last is answered. */
  close(): Promise<void>;
}

/**
 * A client gets 5 seconds to send its headers and 10 for the whole request, an idle connection is kept for 5, and the
 * clock looks every second. Measured: 150 slow clients were all gone after 2.4 s with a limit of 2 s, and none of them
 * within 8 s of Node's own 60 s. More than 200 connections are refused.
 */
const LIMITS = {
  headersTimeout: 5000,
  requestTimeout: 10_000,
  keepAliveTimeout: 5000,
  connectionsCheckingInterval: 1000,
} as const;
const MAX_CONNECTIONS = 200;
const MAX_HEADERS = 100;

/** Bytes of a request's head without its query. */
const HEADER_BYTES = 8192;

/** The longest percent code of one UTF-16 unit: three bytes, three characters each. */
const ENCODED_UNIT = 9;

/** Milliseconds that requests under way get when the server stops. */
const GRACE_MS = 10_000;

/**
 * Throws `port_taken`, or `invalid_parameter` for a host that this machine does not have. `serverOptions` are
 * those of the application.
 */
export async function listen(
  app: RequestListener,
  settings: Pick<Settings, 'port' | 'host' | 'maxQueryLength'>,
  serverOptions: Partial<MessageClasses> = {},
): Promise<RunningServer> {
  const { port, host, maxQueryLength } = settings;
  const server = createServer({
    ...LIMITS,
    ...serverOptions,
    // Its refusal has no body; the application's has the shape of every error.
    requireHostHeader: false,
    maxHeaderSize: HEADER_BYTES + ENCODED_UNIT * maxQueryLength,
  });
  server.maxConnections = MAX_CONNECTIONS;
  // One more than is let pass, so that too many can be seen: Node drops what is over its limit without a word.
  server.maxHeadersCount = MAX_HEADERS + 1;
  server.on('clientError', answerClientError);
  server.on('request', (request, response) => {
    if (request.rawHeaders.length / 2 <= MAX_HEADERS) app(request, response);
    else answerClientError({ code: 'HPE_HEADER_OVERFLOW' }, request.socket);
  });
  await startListening(server, port, host);
  const address = server.address() as AddressInfo;
  const name = host.includes(':') ? `[${host}]` : host;
  return { url: `http://${name}:${address.port}`, port: address.port, close: () => drain(server) };
}

/** Stops on SIGTERM, SIGINT and the like, and after an error that nothing caught. A second signal ends at once. */
export function stopOnSignals(stop: () => Promise<void>, onError: (error: Error) => void): () => void {
  const { uninstall } = closeWithGrace({ delay: GRACE_MS + 1000, logger: false }, async ({ err }) => {
    if (err !== undefined) onError(err);
    await stop();
  });
  return uninstall;
}

function startListening(server: Server, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error) => reject(refusal(error, port, host)));
    server.listen(port, host, () => {
      server.removeAllListeners('error');
      resolve();
    });
  });
}

function refusal(cause: Error, port: number, host: string): Error {
  if (isSystemError(cause, 'EADDRINUSE')) {
    return new SearchError('port_taken', `Port ${port} of ${host} is taken by another program.`, {
      parameter: 'port',
      found: port,
      hint: 'Choose another with --port, or let --port 0 take a free one.',
      cause,
    });
  }
  if (isSystemError(cause, 'EACCES')) {
    return new SearchError('port_taken', `Port ${port} may not be used by this user.`, {
      parameter: 'port',
      found: port,
      hint: 'Choose one above 1023 with --port.',
      cause,
    });
  }
  if (isSystemError(cause, 'EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN')) {
    return new SearchError('invalid_parameter', `This machine has no address ${host}.`, {
      parameter: 'host',
      expected: 'an address of this machine, such as 127.0.0.1 or 0.0.0.0',
      found: host,
      cause,
    });
  }
  return cause;
}

/** What the parser refuses, by its code; everything else is malformed. */
const CLIENT_ERRORS = new Map<unknown, readonly [status: number, code: ErrorCode, message: string]>([
  ['HPE_HEADER_OVERFLOW', [431, 'payload_too_large', 'The address and headers are too long, or too many.']],
  ['ERR_HTTP_REQUEST_TIMEOUT', [408, 'deadline_exceeded', 'The request took too long to arrive.']],
]);

function answerClientError(error: { code?: string }, socket: Pick<Socket, 'writable' | 'end' | 'destroy'>): void {
  if (!socket.writable || error.code === 'ECONNRESET') {
    socket.destroy();
    return;
  }
  const malformed = [400, 'invalid_parameter', 'The request is not HTTP as it is understood here.'] as const;
  const [status, code, message] = CLIENT_ERRORS.get(error.code) ?? malformed;
  const id = `req-${randomUUID()}`;
  const body = JSON.stringify(problemOf(new SearchError(code, message), id, status));
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Type: application/problem+json\r\n` +
      `X-Request-Id: ${id}\r\nX-Content-Type-Options: nosniff\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
}

/** Connections that wait for a next request are closed, those with a request under way as soon as it is answered. */
function drain(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    const sweep = setInterval(() => server.closeIdleConnections(), 20);
    const limit = setTimeout(() => server.closeAllConnections(), GRACE_MS);
    server.close((error) => {
      clearInterval(sweep);
      clearTimeout(limit);
      if (error === undefined) resolve();
      else reject(error);
    });
    server.closeIdleConnections();
  });
}
