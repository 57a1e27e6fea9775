/**
 * What was done to a query on its way to the index, line by line: whoever is to trust an answer must know.
 */
import type { QueryReceipt } from '../answer.js';

export function describeReading(query: QueryReceipt): string[] {
  return [
    ...(query.ignored.length > 0 ? [`Ignored, too common: ${query.ignored.join(', ')}`] : []),
    ...query.corrections.map(
      ({ typed, used, undo }) => `No document holds "${typed}"; searched for "${used}". To undo: ${undo}`,
    ),
    ...query.warnings.map(({ message }) => message),
    ...query.limitsHit.map(({ message }) => message),
  ];
}

export function readAs({ readAs: text }: QueryReceipt): string {
  return `read as: ${text || 'everything'}`;
}
