/**
 * Text with its matches marked. Works on ranges of the plain text and never on HTML, so a match can neither break
 * nor make markup.
 */
import type { Range } from '../../answer.js';
import { type Child, h } from './tree.js';

export function markedText(text: string, ranges: readonly Range[]): Child[] {
  const parts: Child[] = [];
  let position = 0;
  for (const [start, end] of ranges) {
    if (start < position || end <= start || end > text.length) continue;
    parts.push(text.slice(position, start), h('mark', {}, text.slice(start, end)));
    position = end;
  }
  parts.push(text.slice(position));
  return parts;
}

/** The parts of the ranges that lie in one stretch of the text, counted from where that stretch begins. */
export function cutRanges(ranges: readonly Range[], start: number, end: number): Range[] {
  return ranges
    .filter((range) => range[1] > start && range[0] < end)
    .map((range): Range => [Math.max(range[0], start) - start, Math.min(range[1], end) - start]);
}
