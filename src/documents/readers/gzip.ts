/**
 * Makes a reader of packed files from a reader of plain ones. Unpacking stops at the limit: a few kilobytes can hold
 * gigabytes, and the limit is on what is unpacked.
 */
import { constants } from 'node:buffer';
import { gunzipSync } from 'node:zlib';
import { isSystemError } from '../../errors.js';
import type { Reader } from './reader.js';

/** Fewer and larger chunks than zlib's 16 KiB: a collection is unpacked whole. */
const CHUNK_BYTES = 1_048_576;

export function unpacked(read: Reader): Reader {
  return function* ({ path, bytes }, limits) {
    const content = unpack(bytes, limits.maxCollectionBytes);
    if ('problem' in content) yield { kind: 'skipped', path, reason: content.problem };
    else yield* read({ path, bytes: content.bytes }, limits);
  };
}

function unpack(packed: Buffer, limit: number): { readonly bytes: Buffer } | { readonly problem: string } {
  const maxOutputLength = Math.min(limit, constants.MAX_LENGTH);
  try {
    return { bytes: gunzipSync(packed, { maxOutputLength, chunkSize: Math.min(CHUNK_BYTES, maxOutputLength) }) };
  } catch (error) {
    if (isSystemError(error, 'ERR_BUFFER_TOO_LARGE'))
      return { problem: `larger than ${maxOutputLength} bytes unpacked (maxCollectionBytes)` };
    return { problem: 'not a whole gzip file' };
  }
}
