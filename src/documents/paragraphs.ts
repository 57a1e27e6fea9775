/**
 * The form of every body: paragraphs in one line each, parted by `\n\n`. A single line end is a wrapped line and
 * becomes a space; a line with nothing but spaces parts paragraphs as well as an empty one.
 */
import { joinLines } from './clean.js';

/** Expects cleaned text. */
export function joinParagraphs(text: string): string {
  const paragraphs: string[] = [];
  for (const paragraph of text.split(/\n[ \n]*\n/)) {
    const line = joinLines(paragraph);
    if (line !== '') paragraphs.push(line);
  }
  return paragraphs.join('\n\n');
}
