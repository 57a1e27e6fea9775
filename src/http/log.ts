/**
 * JSON lines on standard error: one for each request, and what went wrong. What people search for is nobody's
 * business: an address is logged without its parameters, and no header is.
 */
import type { Request, Response } from 'express';
import { type Logger, pino } from 'pino';
import type { Settings } from '../settings.js';
import { localsOf } from './locals.js';

export type Log = Logger;

const STANDARD_ERROR = 2;

/** Written line by line: a buffer would save 0.001 ms a request, and lose its lines in a crash. */
export function createLog({ logLevel }: Pick<Settings, 'logLevel'>): Log {
  return pino({ level: logLevel, base: null }, pino.destination({ dest: STANDARD_ERROR, sync: true }));
}

/** Writes the line of a request that was answered, or whose client has gone. */
export function logRequest(log: Log, request: Request, response: Response): void {
  const { id, client, started, code } = localsOf(response);
  const status = response.statusCode;
  const line = {
    reqId: id,
    req: { method: request.method, path: pathOf(request.url), client },
    res: code === undefined ? { status } : { status, code },
    responseTime: Math.round(performance.now() - started),
  };
  if (status >= 500) log.warn(line, 'request');
  else log.info(line, 'request');
}

/** An address without its parameters. */
export function pathOf(url: string): string {
  const end = url.indexOf('?');
  return end === -1 ? url : url.slice(0, end);
}
