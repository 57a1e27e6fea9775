/**
 * The conversation with a parent process that started this one with a channel (`fork`): the server does so to build.
 * Without a channel every call does nothing.
 */
import type { ErrorCode } from '../errors.js';
import type { IngestProgress, IngestReport } from '../ingest.js';

/** What a build tells its parent: progress at most ten times a second, then one report or one error. */
export type ChildMessage =
  | ({ readonly kind: 'progress' } & IngestProgress)
  | { readonly kind: 'report'; readonly report: IngestReport }
  | { readonly kind: 'error'; readonly code: ErrorCode; readonly message: string };

/** Resolves when the message is on its way, so that the process may end. A parent that is gone needs no message. */
export function tellParent(message: ChildMessage): Promise<void> {
  return new Promise((resolve) => {
    if (process.send === undefined || !process.connected) resolve();
    else process.send(message, undefined, undefined, () => resolve());
  });
}

/** Ends this process when the parent goes away: nobody would use what it builds. Returns what undoes it. */
export function listenToParent(): () => void {
  if (process.send === undefined) return () => {};
  const leave = () => process.exit(130);
  process.once('disconnect', leave);
  return () => {
    process.off('disconnect', leave);
    if (process.connected) process.disconnect();
  };
}
