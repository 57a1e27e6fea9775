/**
 * Markdown: the text without its markup, each block a paragraph, each list item and table row too. YAML front matter
 * gives title, date, language and attributes; its values are kept as they are written, so a date stays a date.
 */
import { Lexer, type MarkedToken, type Token } from 'marked';
import { parseDocument } from 'yaml';
import { cleanLine, cleanText, decodeUtf8 } from '../clean.js';
import { splitDateLine } from '../date-line.js';
import type { ReadResult } from '../document.js';
import { finishDraft } from '../draft.js';
import { decodeEntities } from '../entities.js';
import { type RecordFields, readFields } from '../record.js';
import type { SourceFile } from './reader.js';

/** Longest front matter in UTF-16 units: far beyond what people write, and it bounds the work of the YAML parser. */
const FRONT_MATTER_LENGTH = 65_536;

export function readMarkdown({ path, bytes }: SourceFile): ReadResult[] {
  const skip = (reason: string): ReadResult[] => [{ kind: 'skipped', path, reason }];
  const decoded = decodeUtf8(bytes);
  if ('problem' in decoded) return skip(decoded.problem);
  const parts = splitFrontMatter(cleanText(decoded.text));
  if ('problem' in parts) return skip(parts.problem);
  const dateLine = splitDateLine(parts.rest);
  const fields = readFields(parts.record);
  const content = readContent(dateLine?.rest ?? parts.rest, cleanLine(fields.title ?? ''));
  if (content === undefined) return skip('Markdown too deep or too long to parse');
  return [finishDraft({ id: path, path, place: path, ...fields, ...content, date: fields.date ?? dateLine?.date })];
}

type Parts = { readonly record: RecordFields; readonly rest: string } | { readonly problem: string };

/** Front matter stands between two lines of `---` at the very start. A rule there, or a plain sentence, is text. */
function splitFrontMatter(text: string): Parts {
  const noFrontMatter = { record: new Map(), rest: text };
  const opening = /^--- *\n/.exec(text);
  if (opening === null) return noFrontMatter;
  const closing = /^(?:---|\.\.\.) *$/gm;
  closing.lastIndex = opening[0].length;
  const end = closing.exec(text);
  if (end === null) return noFrontMatter;
  if (end.index > FRONT_MATTER_LENGTH) return { problem: `front matter longer than ${FRONT_MATTER_LENGTH} characters` };
  const yaml = parseYaml(text.slice(opening[0].length, end.index));
  if ('problem' in yaml) return yaml;
  return yaml.record === undefined ? noFrontMatter : { record: yaml.record, rest: text.slice(closing.lastIndex) };
}

/** The schema `failsafe` knows only strings: `2021-12-29`, `007` and `1.10` stay as they are written. */
function parseYaml(text: string): { readonly record: RecordFields | undefined } | { readonly problem: string } {
  try {
    const document = parseDocument(text, { schema: 'failsafe', logLevel: 'error' });
    const error = document.errors[0];
    // The line counts within the file: front matter begins on its second one.
    if (error !== undefined)
      return { problem: `front matter is not valid YAML (line ${(error.linePos?.[0].line ?? 1) + 1})` };
    const value: unknown = document.toJS({ mapAsMap: true });
    if (value instanceof Map) return { record: withoutNulls(value) };
    return { record: document.contents === null ? new Map() : undefined };
  } catch {
    // Aliases that multiply, or nesting beyond the stack.
    return { problem: 'front matter is not valid YAML' };
  }
}

function withoutNulls(map: ReadonlyMap<unknown, unknown>): RecordFields {
  const record = new Map<string, unknown>();
  for (const [key, value] of map)
    if (typeof key === 'string' && value !== '~' && value !== 'null') record.set(key, value);
  return record;
}

interface Content {
  readonly title: string;
  readonly text: string;
}

/** `undefined` where nesting, or a paragraph of some megabytes in the lexer's patterns, exceeds the stack. */
function readContent(markdown: string, givenTitle: string): Content | undefined {
  try {
    const tokens = Lexer.lex(markdown).filter((token) => token.type !== 'space');
    const heading = firstHeading(tokens);
    // Where front matter and heading differ, the heading is text.
    const isTitle = heading !== undefined && (givenTitle === '' || givenTitle === heading);
    const text = cleanText(blockTexts(isTitle ? tokens.slice(1) : tokens).join('\n\n'));
    return { title: isTitle ? heading : givenTitle, text };
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function firstHeading(tokens: readonly Token[]): string | undefined {
  const token = tokens[0] as MarkedToken | undefined;
  return token?.type === 'heading' && token.depth === 1 ? cleanLine(inlineText(token.tokens)) : undefined;
}

function blockTexts(tokens: readonly Token[]): string[] {
  return tokens.flatMap((token) => blockText(token as MarkedToken));
}

function blockText(token: MarkedToken): string[] {
  switch (token.type) {
    case 'space':
    case 'hr':
    case 'def':
    case 'checkbox':
      return [];
    case 'code':
      return [token.text];
    case 'html':
      return [decodeEntities(dropTags(token.text))];
    case 'blockquote':
    case 'list_item':
      return blockTexts(token.tokens);
    case 'list':
      return blockTexts(token.items);
    case 'table':
      return [token.header, ...token.rows].map((row) => row.map((cell) => inlineText(cell.tokens)).join(', '));
    default:
      return [inlineText('tokens' in token && token.tokens !== undefined ? token.tokens : [token])];
  }
}

function inlineText(tokens: readonly Token[]): string {
  let text = '';
  for (const token of tokens as readonly MarkedToken[]) {
    if (token.type === 'br') text += '\n';
    else if (token.type === 'html') text += /^<br\b/i.test(token.text) ? '\n' : '';
    else if (token.type === 'codespan' || token.type === 'escape') text += token.text;
    else if ('tokens' in token && token.tokens !== undefined && token.tokens.length > 0)
      text += inlineText(token.tokens);
    else if ('text' in token) text += decodeEntities(token.text);
  }
  return text;
}

/** Text of raw HTML: what stands outside of tags and comments. Written as a scan, which is linear on broken HTML too. */
function dropTags(html: string): string {
  let text = '';
  let position = 0;
  while (position < html.length) {
    const open = html.indexOf('<', position);
    if (open === -1) break;
    const mark = html.startsWith('<!--', open) ? '-->' : '>';
    const close = html.indexOf(mark, open + 1);
    text += `${html.slice(position, open)} `;
    if (close === -1) return text;
    position = close + mark.length;
  }
  return text + html.slice(position);
}
