/**
 * The files of a test collection. Its documents are read by the indexer, from the same folder or from another; here
 * it is only asked that the same folder has them, because an empty index would measure as a bad one.
 */
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { SearchError } from '../errors.js';
import { parseQrels, type Qrels } from '../evaluation/qrels.js';
import { parseTopics, type Topic } from '../evaluation/topics.js';
import { readTextFile } from './text-file.js';

export interface Collection {
  /** Folder to index. */
  readonly documents: string;
  readonly topics: readonly Topic[];
  readonly qrels: Qrels;
}

const DOCUMENTS = ['docs.jsonl', 'docs.jsonl.gz'];
const LAYOUT = 'A test collection is a folder with docs.jsonl or docs.jsonl.gz, queries.tsv and qrels.tsv.';

/**
 * Throws `folder_unreadable` where no such folder is, `file_unreadable` for what is missing or malformed in it.
 * `documents` names a folder of documents outside the collection.
 */
export function readCollection(directory: string, qrelsName: string, documents?: string): Collection {
  if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true)
    throw new SearchError('folder_unreadable', `There is no folder ${directory}.`, {
      parameter: directory,
      hint: LAYOUT,
    });
  if (documents === undefined && !DOCUMENTS.some((name) => existsSync(join(directory, name))))
    throw new SearchError('file_unreadable', `${directory} holds no documents.`, {
      expected: DOCUMENTS.join(' or '),
      parameter: directory,
      hint: `${LAYOUT} Name another folder of documents with --documents FOLDER.`,
    });
  const [queries, judgments] = [join(directory, 'queries.tsv'), join(directory, qrelsName)];
  const topics = parseTopics(readTextFile(queries), queries);
  const qrels = parseQrels(readTextFile(judgments), judgments);
  if (topics.length === 0) throw new SearchError('file_unreadable', `${queries} holds no topic.`, { hint: LAYOUT });
  return { documents: documents ?? directory, topics, qrels };
}
