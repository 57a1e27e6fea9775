/**
 * `postings.bin`, byte by byte. A container of sections (index/sections.ts: magic, header with version, CRC-32 of
 * header and of each section); all numbers little endian. T terms, N documents, P postings, list k = 2·term for its
 * content words, 2·term + 1 for its stop words.
 *
 * | section           | type | length   | content                                                                      |
 * | lists             | u32  | 2T + 1   | postings of list k: those from lists[k] to lists[k + 1] − 1                    |
 * | documents         | u32  | P        | document numbers, ascending within a list                                     |
 * | frequencies       | u8   | P        | occurrences in title · 64 + occurrences in body; 255: look in the overflow    |
 * | forms             | u8   | P        | bit i: form i of the list stands in the document; bit 7: form 7 or a later one |
 * | overflow.postings | u32  | V        | ascending: postings with 3 or more in the title or 63 or more in the body     |
 * | overflow.title    | u32  | V        | their occurrences in the title …                                              |
 * | overflow.body     | u32  | V        | … and in the body                                                             |
 * | positions         | u8   | –        | for each posting its positions in the title, then those in the body            |
 * | skips             | f64  | –        | where the positions of every 32nd posting of a list begin, list by list        |
 * | skips.lists       | u32  | 2T + 1   | skips of list k: those from skips.lists[k] on                                 |
 * | stops             | u8   | –        | a bit for each word of each field, set for stop words, the lowest bit first    |
 * | stops.starts      | u32  | 2N + 1   | where the bits of the title and of the body of each document begin, in bytes   |
 * | lengths.title     | u32  | N        | content words of the title                                                    |
 * | lengths.body      | u32  | N        | content words of the body                                                     |
 *
 * A position is written as a variable-length number (7 bits a byte, the lowest first, the top bit set on all but the
 * last): its distance from the position before it in the same field (from −1 for the first), less 1, times the number
 * of forms of the list, plus the number of the form. Forms of a list are numbered in alphabetical order.
 */
export const POSTINGS = { file: 'postings.bin', kind: 'postings', version: 2 } as const;

/** Postings between two skips: fewer make phrases faster and the file larger. */
export const SKIP = 32;

/** A byte of `frequencies` that stands for numbers too large for it. */
export const OVERFLOW = 255;

const TITLE_LIMIT = 3;
const BODY_LIMIT = 63;

/** The byte for so many occurrences. */
export function frequencyByte(title: number, body: number): number {
  return title < TITLE_LIMIT && body < BODY_LIMIT ? title * 64 + body : OVERFLOW;
}

/** The bit of a form in `forms`. */
export function formBit(ordinal: number): number {
  return 1 << Math.min(ordinal, 7);
}
