/**
 * How a build is told to a person: counts, then each file that was left out and why, then what deserves a look.
 */
import type { Skipped } from '../documents/document.js';
import type { IngestReport } from '../ingest.js';
import { escapeControls, type Terminal } from './terminal.js';

/** Lines of each list that a person is shown; a file or a pipe gets all. */
const LISTED = 20;

export function printReport(report: IngestReport, directory: string, terminal: Terminal): void {
  const { documents, files, bytes, skipped, notices, seconds } = report;
  const how = report.unchanged ? 'Nothing has changed:' : 'Indexed';
  terminal.print(
    `${how} ${count(documents, 'document')} from ${count(files, 'file')} (${formatBytes(bytes)}) in ${seconds.toFixed(1)} s.`,
  );
  terminal.print(`Index: ${escapeControls(directory)}, generation ${report.generation}, ${report.hash}`);
  printList(
    `Skipped ${count(skipped.length, 'entry', 'entries')}:`,
    skipped.map(({ path, reason }) => `${path}: ${reason}`),
    terminal,
  );
  printList(
    count(notices.length, 'notice') + ':',
    notices.map(({ path, message }) => `${path}: ${message}`),
    terminal,
  );
}

function printList(heading: string, lines: readonly string[], terminal: Terminal): void {
  if (lines.length === 0) return;
  terminal.print(heading);
  const shown = terminal.interactive ? lines.slice(0, LISTED) : lines;
  for (const line of shown) terminal.print(`  ${escapeControls(line)}`);
  if (shown.length < lines.length)
    terminal.print(`  and ${lines.length - shown.length} more (--report FILE lists all)`);
}

/** Reasons that are named in short. */
const REASONS = 5;

/** In short: each reason with how many it struck, and one of them. */
export function describeSkipped({ count: all, listed }: { count: number; listed: readonly Skipped[] }): string[] {
  if (all === 0) return [];
  const groups = new Map<string, { count: number; path: string }>();
  for (const { path, reason } of listed) {
    const group = groups.get(reason);
    groups.set(reason, { count: (group?.count ?? 0) + 1, path: group?.path ?? path });
  }
  const largest = [...groups].sort(([, one], [, other]) => other.count - one.count).slice(0, REASONS);
  const lines = largest.map(([reason, group]) => `  ${group.count} × ${reason}, such as ${group.path}`);
  const more = groups.size > REASONS ? ['  and other reasons'] : [];
  return [`Skipped ${count(all, 'entry', 'entries')}:`, ...lines, ...more];
}

/** `1 document`, `21,578 documents`. */
export function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${number.toLocaleString('en')} ${number === 1 ? singular : plural}`;
}

export function formatBytes(bytes: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB'];
  const step = bytes < 1024 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  return `${step === 0 ? bytes : (bytes / 1024 ** step).toFixed(1)} ${units[step]}`;
}
