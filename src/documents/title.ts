/**
 * A title for documents that bring none: the first sentence of the body. Where a sentence ends is guessed, and the
 * guess errs towards too long: a title cut inside "the U.S. Senate" reads worse than one of two sentences.
 */

import { sentenceEnds } from './sentences.js';

/** Longest title, in UTF-16 units, the `…` included. */
export const TITLE_LENGTH = 120;

/** Expects paragraphs parted by `\n\n`; only the first one is looked at. */
export function deriveTitle(body: string): string {
  const end = body.indexOf('\n\n');
  const paragraph = end === -1 ? body : body.slice(0, end);
  const sentence = sentenceEnd(paragraph);
  return sentence === undefined ? cutAtWord(paragraph) : paragraph.slice(0, sentence);
}

/** At most `TITLE_LENGTH` units, cut after a whole word and marked with `…`. */
function cutAtWord(text: string): string {
  if (text.length <= TITLE_LENGTH) return text;
  const space = text.lastIndexOf(' ', TITLE_LENGTH - 1);
  const cut = space > 0 ? text.slice(0, space) : text.slice(0, TITLE_LENGTH - 1).replace(/[\ud800-\udbff]$/, '');
  return `${cut.replace(/[ ,;:–—-]+$/, '')}…`;
}

/** Where the first sentence ends, if that is early enough for a title. */
function sentenceEnd(paragraph: string): number | undefined {
  // The words after the mark decide, so the search sees a little more than a title's length.
  const [end] = sentenceEnds(paragraph.slice(0, TITLE_LENGTH + 40));
  return end !== undefined && end <= TITLE_LENGTH ? end : undefined;
}
