/**
 * JSON Lines: one document a line. Lines are decoded one by one, so that a file may be larger than the longest string,
 * and a broken line costs only itself. Records without an id are numbered by their line.
 */
import { decodeUtf8 } from '../clean.js';
import type { ReadResult } from '../document.js';
import { readRecord } from '../record.js';
import type { ReaderLimits, SourceFile } from './reader.js';

const LINE_FEED = 0x0a;

export function* readJsonLines({ path, bytes }: SourceFile, limits: ReaderLimits): Generator<ReadResult> {
  let start = 0;
  for (let number = 1; start < bytes.length; number++) {
    // Searched in a view, since the offset of indexOf stops at 2 GiB.
    const rest = bytes.subarray(start);
    const found = rest.indexOf(LINE_FEED);
    const length = found === -1 ? rest.length : found;
    const result = readLine(rest.subarray(0, length), path, `${path}#${number}`, limits);
    if (result !== undefined) yield result;
    start += length + 1;
  }
}

function readLine(line: Buffer, path: string, place: string, limits: ReaderLimits): ReadResult | undefined {
  const skip = (reason: string): ReadResult => ({ kind: 'skipped', path: place, reason });
  if (line.length > limits.maxFileBytes) return skip(`larger than ${limits.maxFileBytes} bytes (maxFileBytes)`);
  const decoded = decodeUtf8(line);
  if ('problem' in decoded) return skip(decoded.problem);
  if (!/\S/.test(decoded.text)) return undefined;
  let value: unknown;
  try {
    value = JSON.parse(decoded.text);
  } catch {
    return skip('not valid JSON');
  }
  return readRecord(value, { path, place, id: place }, limits);
}
