/**
 * Headers that tell a browser what a page of this server may never do. Nothing inline runs, nothing is loaded from
 * elsewhere, and text can become markup only through the templates.
 */
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import helmet from 'helmet';

const setHeaders = helmet({
  contentSecurityPolicy: {
    useDefaults: false,
    directives: {
      defaultSrc: ["'none'"],
      scriptSrc: ["'self'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      connectSrc: ["'self'"],
      formAction: ["'self'"],
      baseUri: ["'none'"],
      frameAncestors: ["'none'"],
      requireTrustedTypesFor: ["'script'"],
    },
  },
  // The server speaks plain HTTP: whoever puts TLS in front of it decides on this. Browsers ignore the second there,
  // with a complaint on the console.
  strictTransportSecurity: false,
  crossOriginOpenerPolicy: false,
  referrerPolicy: { policy: 'no-referrer' },
  xFrameOptions: { action: 'deny' },
});

/** Names and values in turn. They are the same for every answer, so they are asked of helmet once. */
export const SECURITY_HEADERS: readonly string[] = recordHeaders();

function recordHeaders(): string[] {
  const recorded: string[] = [];
  class Recorder extends ServerResponse {
    override setHeader(name: string, value: number | string | readonly string[]): this {
      recorded.push(name, String(value));
      return this;
    }
  }
  const request = new IncomingMessage(new Socket());
  setHeaders(request, new Recorder(request), () => {});
  return recorded;
}
