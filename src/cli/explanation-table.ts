/**
 * An explanation as lines: what each part is worth, and beside it what it is, further in the deeper it goes.
 */
import type { Explanation } from '../answer.js';
import { alignColumns } from './table.js';

/** `depth`: levels below the first one, which is the score itself. */
export function explanationLines(explanation: Explanation, depth: number): string[] {
  return alignColumns(rowsOf(explanation, 0, depth), [0]);
}

/** The parts of a score alone, without what they are made of. */
export function partLines({ details }: Explanation): string[] {
  return alignColumns(
    details.flatMap((part) => rowsOf(part, 0, 0)),
    [0],
  );
}

function rowsOf({ value, description, combine, details }: Explanation, level: number, depth: number): string[][] {
  const how = combine === 'product' && depth > 0 ? ', product of' : '';
  const row = [printValue(value), `${'  '.repeat(level)}${description}${how}`];
  return [row, ...(depth === 0 ? [] : details.flatMap((detail) => rowsOf(detail, level + 1, depth - 1)))];
}

/** Whole numbers are counts. */
function printValue(value: number): string {
  return Number.isInteger(value) && value !== 0 ? String(value) : value.toFixed(3);
}
