import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import express, { type Express } from 'express';
import { messageClasses } from '../../src/http/messages.js';

const servers: ReturnType<typeof createServer>[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** Asks an application that tells what it was given. */
async function ask(app: Express, options: ReturnType<typeof messageClasses> | undefined) {
  app.get('/', (request, response) => {
    const isUntouched = request.constructor === options?.IncomingMessage;
    response.json({ ip: request.ip, isUntouched, isExpress: response.app === app });
  });
  let made: object | undefined;
  const server = createServer(options ?? {}, (request, response) => {
    made = Object.getPrototypeOf(request) as object;
    app(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const reply = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  return { ...((await reply.json()) as object), isBorn: made === app.request };
}

test('messages are made as Express wants them, and are Node’s own beneath', async () => {
  const app = express();
  const options = messageClasses(app);
  expect(await ask(app, options)).toEqual({ ip: '127.0.0.1', isUntouched: true, isExpress: true, isBorn: true });
  expect(app.request).toBeInstanceOf(IncomingMessage);
  expect(app.response).toBeInstanceOf(ServerResponse);
});

test('a server that makes plain ones is answered too', async () => {
  const app = express();
  messageClasses(app);
  expect(await ask(app, undefined)).toEqual({ ip: '127.0.0.1', isUntouched: false, isExpress: true, isBorn: false });
});
