/**
 * Broadsheet as a program of somebody else has it: the bundled entry of the package, as it was built last.
 */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { SearchRequest } from '../../src/answer.js';
import type * as Library from '../../src/library.js';
import { PROJECT } from '../project.js';
import type { BenchQuery } from './queries.js';

/** Where its files are. */
export const LIBRARY = join(PROJECT, 'dist', 'library');

/** An index of words alone, for what is compared with engines that keep nothing else. Texts are kept all the same. */
export const LEAN: Partial<Library.Settings> = { maxMinisearchWords: 0, maxNeighbourDocuments: 0 };

/** A busy machine must not turn a slow query into a refused one. */
export const PATIENT: Partial<Library.Settings> = { deadlineMs: 60_000 };

export function importLibrary(): Promise<typeof Library> {
  return import(pathToFileURL(join(LIBRARY, 'library.js')).href) as Promise<typeof Library>;
}

/** BM25 alone, which is what other engines rank by. */
const FIRST_STAGE: Partial<Library.Settings> = { ...PATIENT, nearWeight: 0, neighbourWeight: 0, pushWeight: 0 };

/** Which documents and how well they match by BM25, and how many there are: ten hits, with id and score alone. */
export function rankOwn(library: typeof Library, index: Library.OpenIndex): (query: BenchQuery) => number {
  const settings = library.completeSettings(FIRST_STAGE);
  return (query) => library.rank(index, { ...requestOf(query), typos: 'off' }, settings).total;
}

/** The same with the whole recipe: near words, neighbours, push. */
export function rankWholeOwn(library: typeof Library, index: Library.OpenIndex): (query: BenchQuery) => number {
  const settings = library.completeSettings(PATIENT);
  return (query) => library.rank(index, { ...requestOf(query), typos: 'off' }, settings).total;
}

/** Everything that the page shows of ten hits, ranked by the whole recipe. */
export function showOwn(library: typeof Library, index: Library.OpenIndex): (query: BenchQuery) => number {
  const settings = library.completeSettings(PATIENT);
  return (query) => library.search(index, requestOf(query), settings).total;
}

/** Why this state of the code does not answer such a query, in its own words; undefined where it does. */
export function refusalOf(
  { search, SearchError }: typeof Library,
  index: Library.OpenIndex,
  query: BenchQuery,
): string | undefined {
  try {
    return search(index, requestOf(query), PATIENT).query.warnings[0]?.message;
  } catch (error) {
    if (error instanceof SearchError) return error.message;
    throw error;
  }
}

function requestOf({ words, shape }: BenchQuery): Pick<SearchRequest, 'q' | 'match' | 'prefix'> {
  return { q: queryText(words, shape), match: shape === 'all' ? 'all' : 'any', prefix: shape === 'prefix' };
}

function queryText(words: string, shape: BenchQuery['shape']): string {
  if (shape === 'phrase') return `"${words}"`;
  return shape === 'fuzzy' ? words.replace(/\S+/g, '$&~') : words;
}
