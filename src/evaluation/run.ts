/**
 * A run: what a system answered to each topic, best first. Its file has the six columns that trec_eval reads:
 * `topic Q0 id rank score tag`. Document ids are paths and may hold spaces, which is why the columns after the id
 * are counted from the end of the line.
 */
import { SearchError } from '../errors.js';
import { malformedLine, readLines } from './lines.js';

interface RankedDocument {
  readonly id: string;
  readonly score: number;
}

export type Ranking = readonly RankedDocument[];

/** Rankings by topic id. */
export type Run = ReadonlyMap<string, Ranking>;

/** Documents of one topic that a run holds: what trec_eval's measures to depth 1,000 look at. */
export const RUN_DEPTH = 1000;

/**
 * `tag` names the system; it is one word. trec_eval keeps scores in 32 bits and orders equal ones by id, backwards: a
 * score that would be equal there is written as the next smaller one, so that every program sees the order of the run.
 */
export function formatRun(run: Run, tag: string): string {
  const lines: string[] = [];
  for (const [topic, ranking] of run) {
    let above = Number.POSITIVE_INFINITY;
    ranking.slice(0, RUN_DEPTH).forEach(({ id, score: exact }, index) => {
      const score = Math.fround(exact) < above ? exact : nextBelow(above);
      above = Math.fround(score);
      if (/[\r\n]/.test(id))
        throw new SearchError('write_failed', 'A document id with a line break cannot stand in a run file.', {
          found: id,
          hint: 'Rename the file, or evaluate without --run.',
        });
      lines.push(`${topic} Q0 ${id} ${index + 1} ${score} ${tag}\n`);
    });
  }
  return lines.join('');
}

/** The largest number of 32 bits below one of them. */
function nextBelow(number: number): number {
  const bits = new DataView(new ArrayBuffer(4));
  // 0 has two signs; the number below it is the negative one that is nearest.
  bits.setFloat32(0, number === 0 ? -0 : number);
  bits.setInt32(0, bits.getInt32(0) + (bits.getInt32(0) < 0 ? 1 : -1));
  return bits.getFloat32(0);
}

/**
 * Reads a run of any system. Documents are put in order by score, as trec_eval does, and by rank where scores are
 * equal. Throws `file_unreadable` that names file and line.
 */
export function parseRun(content: string, file: string): Run {
  const topics = new Map<string, Map<string, RankedDocument & { rank: number }>>();
  for (const line of readLines(content)) {
    const columns = /^\s*(\S+)\s+\S+\s+(\S.*?)\s+(\d+)\s+(\S+)\s+\S+\s*$/.exec(line.text);
    const [, topic, id, rank, score] = columns ?? [];
    if (topic === undefined || id === undefined || rank === undefined || !Number.isFinite(Number(score)))
      throw malformedLine(file, line, 'six columns: topic Q0 id rank score tag');
    const documents = topics.get(topic) ?? new Map<string, RankedDocument & { rank: number }>();
    topics.set(topic, documents);
    const document = id.normalize('NFC');
    if (documents.has(document)) throw malformedLine(file, line, 'each document once in a topic');
    documents.set(document, { id: document, score: Number(score), rank: Number(rank) });
  }
  return new Map([...topics].map(([topic, documents]) => [topic, rankDocuments([...documents.values()])]));
}

function rankDocuments(documents: readonly (RankedDocument & { rank: number })[]): Ranking {
  return [...documents]
    .sort((one, other) => other.score - one.score || one.rank - other.rank)
    .slice(0, RUN_DEPTH)
    .map(({ id, score }) => ({ id, score }));
}
