/**
 * What a document is, for every stage after the readers. `title` and `body` are the only analyzed fields; a title
 * that was derived from the first sentence is for display, and is not analyzed again.
 */

export interface Document {
  /** Unique in the index: the path relative to the folder, or the record's own id, in NFC. */
  readonly id: string;
  /** Path of the file relative to the indexed folder, with `/`. */
  readonly path: string;
  readonly title: string;
  readonly titleFrom: 'given' | 'first-sentence';
  /** Paragraphs parted by one blank line (`\n\n`); never holds the date line. */
  readonly body: string;
  /** `YYYY-MM-DD`, a calendar day without time zone, as the source has it. */
  readonly date?: string;
  /** BCP 47 tag, when the source names one. */
  readonly language?: string;
  /** Short strings by name (`topics`, `author`, `section` …): what can be filtered and counted. */
  readonly attributes: Readonly<Record<string, readonly string[]>>;
}

export const FIELDS = ['title', 'body'] as const;
export type Field = (typeof FIELDS)[number];

/** Something that was left out, and why. `path` is relative to the indexed folder. */
export interface Skipped {
  readonly path: string;
  readonly reason: string;
}

/** Something that was indexed all the same but deserves a look (an impossible date, say). */
export interface Notice {
  readonly path: string;
  readonly message: string;
}

/** What a reader gives for each record it meets. */
export type ReadResult =
  | { readonly kind: 'document'; readonly document: Document; readonly notices?: readonly string[] }
  | { readonly kind: 'skipped'; readonly path: string; readonly reason: string };

/** The text of a field as the index sees it: a derived title is part of the body already. */
export function analyzedText(document: Document, field: Field): string {
  if (field === 'body') return document.body;
  return document.titleFrom === 'given' ? document.title : '';
}
