/**
 * JSON: one object is one document, an array of objects is one document each. The whole file is parsed at once, so
 * it must fit into one string; large collections belong into JSON Lines.
 */
import { constants } from 'node:buffer';
import { decodeUtf8 } from '../clean.js';
import type { ReadResult } from '../document.js';
import { readRecord } from '../record.js';
import type { ReaderLimits, SourceFile } from './reader.js';

export function* readJson({ path, bytes }: SourceFile, limits: ReaderLimits): Generator<ReadResult> {
  const value = parseFile(bytes);
  if ('problem' in value) {
    yield { kind: 'skipped', path, reason: value.problem };
  } else if (Array.isArray(value.parsed)) {
    for (const [index, element] of value.parsed.entries()) {
      const place = `${path}#${index + 1}`;
      yield readRecord(element, { path, place, id: place }, limits);
    }
  } else if (bytes.length > limits.maxFileBytes) {
    yield { kind: 'skipped', path, reason: `larger than ${limits.maxFileBytes} bytes (maxFileBytes)` };
  } else {
    yield readRecord(value.parsed, { path, place: path, id: path }, limits);
  }
}

function parseFile(bytes: Buffer): { readonly parsed: unknown } | { readonly problem: string } {
  if (bytes.length > constants.MAX_STRING_LENGTH)
    return { problem: `larger than ${constants.MAX_STRING_LENGTH} bytes (use JSON Lines)` };
  const decoded = decodeUtf8(bytes);
  if ('problem' in decoded) return decoded;
  if (!/\S/.test(decoded.text)) return { problem: 'no text' };
  try {
    return { parsed: JSON.parse(decoded.text) };
  } catch {
    return { problem: 'not valid JSON' };
  }
}
