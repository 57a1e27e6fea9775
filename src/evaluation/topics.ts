/**
 * The topics of a test collection: what people asked, as `queries.tsv` lists it (topic id, tab, text). A topic is
 * text and no query: it is never read with operators.
 */
import { malformedLine, readLines } from './lines.js';

export interface Topic {
  readonly id: string;
  readonly text: string;
}

/** In the order of the file. Throws `file_unreadable` that names file and line. */
export function parseTopics(content: string, file: string): Topic[] {
  const topics = new Map<string, Topic>();
  for (const line of readLines(content)) {
    const tab = line.text.indexOf('\t');
    const id = tab < 0 ? '' : line.text.slice(0, tab).trim();
    const text = tab < 0 ? '' : line.text.slice(tab + 1).trim();
    // White space in an id would break the columns of a run file.
    if (!/^\S+$/.test(id) || text === '') throw malformedLine(file, line, 'topic id, tab, text');
    if (topics.has(id)) throw malformedLine(file, line, 'each topic id once', `The topic ${id} is there twice.`);
    topics.set(id, { id, text });
  }
  return [...topics.values()];
}
