/**
 * Relevance judgments by topic, as `qrels.tsv` lists them (topic id, tab, document id, tab, grade). A grade above 0
 * is relevant; a pair that is not listed is not. Judged documents need not be in the collection.
 */
import { malformedLine, readLines } from './lines.js';

/** Grade by document id, for one topic. */
export type Judgments = ReadonlyMap<string, number>;

/** Judgments by topic id. */
export type Qrels = ReadonlyMap<string, Judgments>;

/** Throws `file_unreadable` that names file and line. */
export function parseQrels(content: string, file: string): Qrels {
  const qrels = new Map<string, Map<string, number>>();
  for (const line of readLines(content)) {
    const [topic, id, grade, ...rest] = line.text.split('\t').map((column) => column.trim());
    if (!topic || !id || grade === undefined || !/^-?\d{1,9}$/.test(grade) || rest.length > 0)
      throw malformedLine(file, line, 'topic id, tab, document id, tab, grade as a whole number');
    const judgments = qrels.get(topic) ?? new Map<string, number>();
    qrels.set(topic, judgments);
    // Document ids of the index are in NFC.
    const document = id.normalize('NFC');
    const earlier = judgments.get(document);
    if (earlier !== undefined && earlier !== Number(grade))
      throw malformedLine(file, line, `the grade ${earlier} that an earlier line gives the same pair`);
    judgments.set(document, Number(grade));
  }
  return qrels;
}

/** How many documents are relevant to the topic. */
export function countRelevant(judgments: Judgments): number {
  let relevant = 0;
  for (const grade of judgments.values()) if (grade > 0) relevant += 1;
  return relevant;
}
