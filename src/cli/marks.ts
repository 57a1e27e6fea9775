/**
 * Puts matches in bold: ranges of a text become marked pieces, and every piece is made safe to print on its own, so
 * that escapes never shift a range.
 */
import type { Range } from '../answer.js';

/** Ranges are sorted and disjoint. */
export function markRanges(
  text: string,
  ranges: readonly Range[],
  safe: (text: string) => string,
  strong: (text: string) => string,
): string {
  let marked = '';
  let done = 0;
  for (const [start, end] of ranges) {
    marked += safe(text.slice(done, start)) + strong(safe(text.slice(start, end)));
    done = end;
  }
  return marked + safe(text.slice(done));
}
