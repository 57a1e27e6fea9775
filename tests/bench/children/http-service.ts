/**
 * The service as a program of one's own runs it, with an endpoint beside it that gives one text of a size that the
 * client names (`/constant?bytes=…`). Prints its address.
 */
import { createApp } from '../../../src/http/library.js';
import { listen } from '../../../src/http/server.js';
import { DEFAULT_SETTINGS } from '../../../src/settings.js';

const directory = process.argv[2]!;

/** Made once for each size. */
const texts = new Map<string, string>();

function textOf(bytes: string): string {
  let text = texts.get(bytes);
  if (text === undefined) {
    text = JSON.stringify({ constant: 'x'.repeat(Math.max(0, Number(bytes) - '{"constant":""}'.length)) });
    texts.set(bytes, text);
  }
  return text;
}

const service = createApp({
  directory,
  // Counted, and out of reach. A busy machine must not turn a slow query into a refused one.
  settings: { rateLimit: 1e9, deadlineMs: 60_000 },
  routes: [
    {
      path: '/constant',
      handle: ({ query }) => ({ type: 'application/json', body: textOf(query.get('bytes') ?? '') }),
    },
  ],
});
await service.start();
const { url } = await listen(service.app, { ...DEFAULT_SETTINGS, port: 0 }, service.serverOptions);
process.stdout.write(`${url}\n`);
