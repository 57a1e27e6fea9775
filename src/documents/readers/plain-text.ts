/**
 * Plain text: one article a file, opened by a date line or not. A short first line that stands alone is the title, but
 * only where no date line comes before it: behind one, the article itself begins.
 */
import { cleanText, decodeUtf8, joinLines } from '../clean.js';
import { splitDateLine } from '../date-line.js';
import type { ReadResult } from '../document.js';
import { finishDraft } from '../draft.js';
import { TITLE_LENGTH } from '../title.js';
import type { SourceFile } from './reader.js';

export function readPlainText({ path, bytes }: SourceFile): ReadResult[] {
  const decoded = decodeUtf8(bytes);
  if ('problem' in decoded) return [{ kind: 'skipped', path, reason: decoded.problem }];
  const text = cleanText(decoded.text);
  const titled = splitDateLine(text) === undefined ? splitTitleLine(text) : undefined;
  return [finishDraft({ id: path, path, place: path, title: titled?.title, text: titled?.rest ?? text })];
}

function splitTitleLine(text: string): { title: string; rest: string } | undefined {
  const start = text.search(/[^ \n]/);
  const end = text.indexOf('\n', start);
  if (start === -1 || end === -1) return undefined;
  const title = joinLines(text.slice(start, end));
  const isTitle = title.length <= TITLE_LENGTH && !/[.?!…。！？]["'”’)\]»]*$/.test(title);
  const rest = text.slice(end + 1);
  const standsAlone = /^ *\n/.test(rest) && /[^ \n]/.test(rest);
  return isTitle && standsAlone ? { title, rest } : undefined;
}
