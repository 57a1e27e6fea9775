/**
 * Opens an address in the browser of this machine, with the program that each system has for it.
 */
import { spawn } from 'node:child_process';

/** Never fails: a machine without a browser is told by `onFailure`, and goes on serving. */
export function openBrowser(url: string, onFailure: () => void): void {
  const [program, ...words] = OPENERS[process.platform] ?? ['xdg-open'];
  const child = spawn(program, [...words, url], { stdio: 'ignore', detached: true });
  child.once('error', onFailure);
  child.unref();
}

/** `start` takes its first quoted word for the title of a window. */
const OPENERS: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', '""'],
};
