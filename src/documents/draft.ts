/**
 * From what a reader found to a document: the last step of every reader, so that date line, paragraphs, derived title
 * and empty documents are treated alike in all formats.
 */
import { cleanLine } from './clean.js';
import { parseDay } from './date.js';
import { splitDateLine } from './date-line.js';
import type { Document, ReadResult } from './document.js';
import { joinParagraphs } from './paragraphs.js';
import { deriveTitle } from './title.js';

export interface Draft {
  readonly id: string;
  readonly path: string;
  /** Names the document in reports: the path, or `path#n` for one record of many. */
  readonly place: string;
  /** The title that the source gives; empty or absent where it gives none. */
  readonly title?: string | undefined;
  /** Cleaned text, with or without a date line. */
  readonly text: string;
  /** As the source has it. It wins over the date line. */
  readonly date?: string | undefined;
  /** As the source has it. */
  readonly language?: string | undefined;
  readonly attributes?: ReadonlyMap<string, readonly string[]>;
}

export function finishDraft(draft: Draft): ReadResult {
  const dateLine = splitDateLine(draft.text);
  const body = joinParagraphs(dateLine === undefined ? draft.text : dateLine.rest);
  const title = cleanLine(draft.title ?? '');
  if (title === '' && body === '') return { kind: 'skipped', path: draft.place, reason: 'no text' };
  const notices: string[] = [];
  const date = settleDate(draft.date ?? dateLine?.date, notices);
  const language = settleLanguage(draft.language, notices);
  const document: Document = {
    id: draft.id,
    path: draft.path,
    title: title === '' ? deriveTitle(body) : title,
    titleFrom: title === '' ? 'first-sentence' : 'given',
    body,
    ...(date === undefined ? {} : { date }),
    ...(language === undefined ? {} : { language }),
    // An attribute may be named `__proto__`: fromEntries defines it as any other key.
    attributes: Object.fromEntries(draft.attributes ?? []),
  };
  return { kind: 'document', document, notices };
}

function settleDate(written: string | undefined, notices: string[]): string | undefined {
  const text = written?.trim() ?? '';
  if (text === '') return undefined;
  const day = dayOf(text);
  if (day === undefined)
    notices.push(`the date ${quote(text)} is no calendar day (YYYY-MM-DD); the document is undated`);
  return day;
}

function settleLanguage(written: string | undefined, notices: string[]): string | undefined {
  const text = written?.trim().replaceAll('_', '-') ?? '';
  if (text === '') return undefined;
  if (isLanguageTag(text)) return text;
  notices.push(`the language ${quote(text)} is no language tag (such as "en" or "pt-BR"); it is left out`);
  return undefined;
}

/** The day, also from the front of a time stamp. It is taken as written: a time zone does not move it. */
export function dayOf(text: string): string | undefined {
  const day = /^\d{4}-\d{2}-\d{2}(?=$|[T ])/.exec(text)?.[0];
  return day !== undefined && parseDay(day) !== undefined ? day : undefined;
}

export function isLanguageTag(text: string): boolean {
  return /^[a-z]{2,8}(?:-[a-z0-9]{1,8}){0,8}$/i.test(text);
}

function quote(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40).toWellFormed()}…` : text);
}
