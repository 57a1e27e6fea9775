/**
 * What is known of one request while it is answered. It travels with the response, where Express keeps such things.
 */
import type { Response } from 'express';

export interface Locals {
  /** Also sent as `X-Request-Id`, and in the log. */
  readonly id: string;
  /** Milliseconds of the process's own clock. */
  readonly started: number;
  /** Address of who asks. */
  readonly client: string;
  /** Names and values in turn: headers of the answer, whatever the answer is. */
  readonly headers: string[];
  /** As in the table of routes; absent: the path is not known. */
  route?: string;
  /** Code of the error, for the log. */
  code?: string;
  /** Whether errors are pages for a browser. */
  isPage?: boolean;
}

export function localsOf(response: Response): Locals {
  return response.locals as Locals;
}
