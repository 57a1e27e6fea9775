/**
 * The fields of a record, a JSON object or the front matter of Markdown: title, date and language by their names, and
 * every other short value as an attribute that can be filtered and counted.
 */
import { cleanLine, cleanText } from './clean.js';
import type { ReadResult } from './document.js';
import { finishDraft } from './draft.js';
import type { ReaderLimits } from './readers/reader.js';

/** Longest attribute value, in UTF-16 units; a longer string is prose, not something to filter by. */
export const ATTRIBUTE_LENGTH = 200;

/** Most values of one attribute; a longer list is data (a vector, say), not something to filter by. */
export const ATTRIBUTE_VALUES = 100;

const TEXT_FIELDS = ['body', 'text', 'content'] as const;

/** Names that are no attributes: the document's own fields, and the facets that are computed for every document. */
const RESERVED = new Set([
  ...['id', 'path', 'title', 'titleFrom', 'date', 'language', 'lang', 'attributes', ...TEXT_FIELDS],
  ...['year', 'month', 'folder'],
]);

export type RecordFields = ReadonlyMap<string, unknown>;

/** Where a record stands, and the id that it has when it names none. */
interface RecordOrigin {
  readonly path: string;
  readonly place: string;
  readonly id: string;
}

/** A document from a parsed JSON value. */
export function readRecord(value: unknown, origin: RecordOrigin, limits: ReaderLimits): ReadResult {
  const skip = (reason: string): ReadResult => ({ kind: 'skipped', path: origin.place, reason });
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return skip('not a JSON object');
  const record = new Map<string, unknown>(Object.entries(value));
  const text = TEXT_FIELDS.map((name) => record.get(name)).find((field) => typeof field === 'string' && field !== '');
  const id = readId(record.get('id')) ?? origin.id;
  const body = typeof text === 'string' ? text : '';
  // A UTF-16 unit is at most 3 bytes of UTF-8, so most texts need not be measured.
  if (body.length * 3 > limits.maxFileBytes && Buffer.byteLength(body) > limits.maxFileBytes)
    return skip(`larger than ${limits.maxFileBytes} bytes (maxFileBytes)`);
  const { path, place } = origin;
  const { title, date, language, attributes } = readFields(record);
  return finishDraft({ id, path, place, title, text: cleanText(body), date, language, attributes });
}

/** Everything but id and text. */
export function readFields(record: RecordFields): {
  title: string | undefined;
  date: string | undefined;
  language: string | undefined;
  attributes: Map<string, readonly string[]>;
} {
  const title = record.get('title');
  return {
    title: typeof title === 'string' || typeof title === 'number' ? String(title) : undefined,
    date: readDate(record.get('date')),
    language: [record.get('language'), record.get('lang')].find((field) => typeof field === 'string'),
    attributes: readAttributes(record),
  };
}

/** Numbers and strings, so that 1 and "1" are one id. Kept as it is but for NFC: judgments refer to it. */
function readId(value: unknown): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const id = String(value).toWellFormed().normalize('NFC');
  return id.trim() === '' ? undefined : id;
}

/** Whatever stands in place of a date is kept as text, so that the document's notice can name it. */
function readDate(value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

export function readAttributes(record: RecordFields): Map<string, readonly string[]> {
  const attributes = new Map<string, readonly string[]>();
  for (const [key, value] of record) {
    const name = cleanLine(key);
    if (!isAttributeName(name) || attributes.has(name)) continue;
    const values = readValues(value);
    if (values.length > 0) attributes.set(name, values);
  }
  return attributes;
}

/** Expects a cleaned line. */
export function isAttributeName(name: string): boolean {
  return name !== '' && name.length <= ATTRIBUTE_LENGTH && !RESERVED.has(name);
}

function readValues(value: unknown): string[] {
  if (!Array.isArray(value)) return readValue(value);
  return value.length > ATTRIBUTE_VALUES ? [] : [...new Set(value.flatMap(readValue))];
}

function readValue(value: unknown): string[] {
  if (typeof value === 'number' || typeof value === 'boolean') return [String(value)];
  if (typeof value !== 'string' || value.length > ATTRIBUTE_LENGTH) return [];
  const text = cleanLine(value);
  return text === '' ? [] : [text];
}
