/**
 * Text files that a person names on the command line, read and written with errors that name them back.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { isSystemError, SearchError } from '../errors.js';

/** Throws `file_unreadable`. */
export function readTextFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new SearchError('file_unreadable', `${path} cannot be read.`, {
      found: reasonOf(error),
      hint: isSystemError(error, 'ENOENT') ? 'Check the name and the folder.' : 'Check that this user may read it.',
      cause: error,
    });
  }
}

/** Throws `write_failed`. */
export function writeTextFile(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new SearchError('write_failed', `${path} cannot be written.`, {
      found: reasonOf(error),
      hint: 'Check that its folder exists and that this user may write there.',
      cause: error,
    });
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
