/**
 * Highlights are ranges of the original text; marked HTML is made from them last, by escaping each piece. Escaping
 * first and marking afterwards would find words inside the escapes.
 */
import type { Match } from './matches.js';

/** Start and end in UTF-16 units, end excluded. */
export type Range = readonly [start: number, end: number];

/** The ranges of matches within `[start, end)`, relative to `start`: sorted, overlaps joined. */
export function highlightsWithin(matches: readonly Match[], start: number, end: number): Range[] {
  const ranges: [number, number][] = [];
  for (const match of matches) {
    if (match.start < start || match.end > end) continue;
    const last = ranges.at(-1);
    if (last !== undefined && match.start - start < last[1]) last[1] = Math.max(last[1], match.end - start);
    else ranges.push([match.start - start, match.end - start]);
  }
  return ranges;
}

/** The text as HTML with `<mark>` around the ranges; safe to insert. */
export function markHtml(text: string, highlights: readonly Range[]): string {
  let html = '';
  let at = 0;
  for (const [start, end] of highlights) {
    html += `${escapeHtml(text.slice(at, start))}<mark>${escapeHtml(text.slice(start, end))}</mark>`;
    at = end;
  }
  return html + escapeHtml(text.slice(at));
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character]!);
}
