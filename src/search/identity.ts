/**
 * Which document is asked about, and which index an answer speaks of.
 */
import type { IndexStamp } from '../answer.js';
import type { OpenIndex } from '../backends/open-generation.js';
import { SearchError } from '../errors.js';

/** Throws `not_found`. */
export function numberOf(index: OpenIndex, id: string): number {
  const document = index.columns.find(id);
  if (document !== undefined) return document;
  throw new SearchError('not_found', 'There is no document with this id.', {
    parameter: 'id',
    found: id,
    hint: 'Ids are paths below the indexed folder, or what the records call themselves.',
  });
}

export function stamp({ generation, hash, manifest }: OpenIndex): IndexStamp {
  return { generation, hash, documents: manifest.documents };
}
