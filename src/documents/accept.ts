/**
 * The gate that every document passes, from wherever it comes: what has no text is reported, an id is given once, and
 * notices name their document.
 */
import type { Document, Notice, ReadResult, Skipped } from './document.js';

/** What is told about documents while they are read. */
export interface Account {
  readonly skip: (skipped: Skipped) => void;
  readonly notice: (notice: Notice) => void;
}

/** Returns the document of a result, or undefined where there is none or its id is taken; then that is reported. */
export function createGate({ skip, notice }: Account): (result: ReadResult) => Document | undefined {
  const taken = new Map<string, string>();
  return (result) => {
    if (result.kind === 'skipped') {
      skip({ path: result.path, reason: result.reason });
      return undefined;
    }
    const { document, notices = [] } = result;
    const { id, path } = document;
    const first = taken.get(id);
    if (first !== undefined) {
      skip({ path, reason: `the id ${JSON.stringify(id)} is taken by ${first}` });
      return undefined;
    }
    taken.set(id, path);
    const prefix = id === path ? '' : `document ${JSON.stringify(id)}: `;
    for (const message of notices) notice({ path, message: prefix + message });
    return document;
  };
}
