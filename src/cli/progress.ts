/**
 * How far long work has come: a bar that redraws itself on a terminal, a plain line now and then elsewhere. Always on
 * standard error, so that data can be piped.
 */
import type { OutputStream } from './output-stream.js';

interface Progress {
  readonly done: number;
  readonly total: number;
  /** Printed behind the share: "12,345 documents". */
  readonly detail: string;
}

export interface ProgressMeter {
  show(progress: Progress): void;
  /** Takes the bar away; to be called before anything else is printed. */
  clear(): void;
}

/** Milliseconds between redraws of a bar: quicker than the eye, and cheap. */
const REDRAW = 100;

/** Milliseconds between plain lines: a log of an hour's work has 360 of them. */
const LINE_EVERY = 10_000;

const BAR = 24;

export function startProgress(stream: OutputStream, clock: () => number): ProgressMeter {
  const bar = stream.isTTY === true;
  let last = bar ? Number.NEGATIVE_INFINITY : clock();
  let drawn = false;
  return {
    show(progress) {
      if (clock() - last < (bar ? REDRAW : LINE_EVERY)) return;
      last = clock();
      const line = bar ? drawBar(progress).slice(0, Math.max(1, (stream.columns ?? 80) - 1)) : describe(progress);
      stream.write(bar ? `\r\u001b[2K${line}` : `${line}\n`);
      drawn = true;
    },
    clear() {
      if (bar && drawn) stream.write('\r\u001b[2K');
      drawn = false;
    },
  };
}

function drawBar(progress: Progress): string {
  const full = Math.round(shareOf(progress) * BAR);
  return `[${'#'.repeat(full)}${'.'.repeat(BAR - full)}] ${describe(progress)}`;
}

function describe(progress: Progress): string {
  return `${String(Math.floor(shareOf(progress) * 100)).padStart(3)}%  ${progress.detail}`;
}

function shareOf({ done, total }: Progress): number {
  return total <= 0 ? 0 : Math.min(1, Math.max(0, done / total));
}
