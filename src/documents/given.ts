/**
 * Documents that a program hands over instead of a folder. They pass the same last steps as those of files, but what a
 * file may get wrong with a notice (an impossible date, say) is refused here: a program can be mended.
 */
import { SearchError } from '../errors.js';
import { listOf, matching, object, recordOf, type Shape, string, that } from '../shape.js';
import { createGate } from './accept.js';
import { cleanLine, cleanText } from './clean.js';
import type { ReadResult } from './document.js';
import { dayOf, finishDraft, isLanguageTag } from './draft.js';
import type { ReaderLimits } from './readers/reader.js';
import { ATTRIBUTE_LENGTH, ATTRIBUTE_VALUES, isAttributeName, readAttributes } from './record.js';
import type { DocumentSource } from './source.js';

export interface GivenDocument {
  /** Unique in the index. Of two documents with one id the first is kept, and the other is reported as skipped. */
  readonly id: string;
  /** The text; blank lines part paragraphs. */
  readonly body: string;
  /** Default: the first sentence of the body, for display. */
  readonly title?: string | undefined;
  /** `YYYY-MM-DD`, or a time stamp that begins so; a time zone does not move the day. Default: undated. */
  readonly date?: string | undefined;
  /** BCP 47 tag, such as `en`. */
  readonly language?: string | undefined;
  /** With `/`; its first part is the facet `folder`. Default: the id. */
  readonly path?: string | undefined;
  /** What can be filtered and counted: short strings by name, at most 100 of 200 UTF-16 units for each name. */
  readonly attributes?: Readonly<Record<string, string | readonly string[]>> | undefined;
}

export type GivenDocuments = Iterable<GivenDocument> | AsyncIterable<GivenDocument>;

/** Throws `invalid_parameter` where the documents cannot be iterated; so does reading, at one that is no document. */
export function givenSource(documents: GivenDocuments, limits: ReaderLimits): DocumentSource {
  isIterable(documents, 'documents');
  return {
    folder: null,
    bytes: 0,
    async *read(account) {
      const accept = createGate(account);
      let number = 0;
      for await (const given of documents) {
        const document = accept(finishGiven(given, `documents[${number}]`, limits));
        number += 1;
        if (document !== undefined) yield document;
      }
    },
  };
}

const isIterable: Shape<GivenDocuments> = that('an array or another iterable', (value): value is GivenDocuments => {
  if (typeof value !== 'object' || value === null) return false;
  return Symbol.iterator in value || Symbol.asyncIterator in value;
});

const shortString = that(
  `a string of at most ${ATTRIBUTE_LENGTH} characters`,
  (value): value is string => typeof value === 'string' && value.length <= ATTRIBUTE_LENGTH,
);

const shortStrings: Shape<string | readonly string[]> = (value, name) =>
  Array.isArray(value) ? listOf(shortString)(isShortList(value, name), name) : shortString(value, name);

const isShortList = that(
  `at most ${ATTRIBUTE_VALUES} strings`,
  (value): value is unknown[] => Array.isArray(value) && value.length <= ATTRIBUTE_VALUES,
);

const checkDocument = object(
  { id: matching(/\S/, 'a string that is not blank'), body: string },
  {
    title: string,
    date: that(
      'a calendar day (YYYY-MM-DD)',
      (value): value is string => typeof value === 'string' && dayOf(value) !== undefined,
    ),
    language: that(
      'a language tag, such as "en" or "pt-BR"',
      (value): value is string => typeof value === 'string' && isLanguageTag(value),
    ),
    path: string,
    attributes: recordOf(shortStrings),
  },
);

function finishGiven(given: GivenDocument, name: string, limits: ReaderLimits): ReadResult {
  const { id: writtenId, path: writtenPath, body, attributes = {}, ...others } = checkDocument(given, name);
  for (const attribute of Object.keys(attributes)) refuseReserved(attribute, `${name}.attributes`);
  const id = writtenId.toWellFormed().normalize('NFC');
  const path = writtenPath?.toWellFormed().normalize('NFC') ?? id;
  if (Buffer.byteLength(body) > limits.maxFileBytes)
    return { kind: 'skipped', path, reason: `larger than ${limits.maxFileBytes} bytes (maxFileBytes)` };
  const read = readAttributes(new Map(Object.entries(attributes)));
  return finishDraft({ id, path, place: path, text: cleanText(body), attributes: read, ...others });
}

function refuseReserved(attribute: string, name: string): void {
  if (isAttributeName(cleanLine(attribute))) return;
  throw new SearchError('invalid_parameter', `${name} has a name that is no attribute.`, {
    parameter: name,
    expected: `at most ${ATTRIBUTE_LENGTH} characters, and none of the names that every document has (id, date, year, folder …)`,
    found: attribute.slice(0, ATTRIBUTE_LENGTH),
  });
}
