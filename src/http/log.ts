/**
 * JSON lines on standard error: one for each request, and what went wrong. What people search for is nobody's
 * business: an address is logged without its parameters, and no header is.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Logger, pino } from 'pino';
import { type HttpLogger, pinoHttp } from 'pino-http';
import type { Settings } from '../settings.js';

export type Log = Logger;

const STANDARD_ERROR = 2;

export function createLog({ logLevel }: Pick<Settings, 'logLevel'>): Log {
  return pino({ level: logLevel, base: null }, pino.destination({ dest: STANDARD_ERROR, sync: true }));
}

/** Paths that are asked every few seconds by machines. */
const QUIET = new Set(['/healthz', '/readyz', '/metrics']);

/** Gives each request its id, and writes its line when it was answered. */
export function requestLog(log: Log): HttpLogger {
  return pinoHttp({
    logger: log,
    genReqId: () => `req-${randomUUID()}`,
    quietReqLogger: true,
    autoLogging: { ignore: (request) => QUIET.has(pathOf(request)) },
    customLogLevel: (_request, response) => (response.statusCode >= 500 ? 'warn' : 'info'),
    serializers: { req: describeRequest, res: describeResponse },
    wrapSerializers: false,
    customSuccessMessage: () => 'request',
    customErrorMessage: () => 'request',
    customErrorObject: (_request, _response, _error, object: { err?: unknown }) => {
      // The error handler has logged it, with what may be said of it.
      const { err: _, ...rest } = object;
      return rest;
    },
  });
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? '').split('?', 1)[0]!;
}

function describeRequest(request: IncomingMessage & { originalUrl?: string }) {
  return { method: request.method, path: (request.originalUrl ?? request.url ?? '').split('?', 1)[0] };
}

/** The error handler leaves the code with the response. */
function describeResponse(response: ServerResponse & { locals?: { code?: string } }) {
  const code = response.locals?.code;
  return { status: response.statusCode, ...(code === undefined ? {} : { code }) };
}
