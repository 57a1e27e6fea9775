/**
 * Bytes and strings to text that later stages need not distrust: strict UTF-8, Unicode NFC, `\n` as the only control
 * character and the plain space as the only space. Invisible characters are taken out, not replaced: "cli\u00admate",
 * with a soft hyphen, must be found as "climate".
 */
import { isUtf8 } from 'node:buffer';

type Decoded = { readonly text: string } | { readonly problem: string };

/** Text of UTF-8 bytes without a byte order mark, or the reason why they are no text. */
export function decodeUtf8(bytes: Buffer): Decoded {
  if (!isUtf8(bytes)) return { problem: `not UTF-8 text (${hasUtf16Mark(bytes) ? 'UTF-16' : badByte(bytes)})` };
  if (isFullOfNuls(bytes)) return { problem: 'not UTF-8 text (NUL bytes)' };
  return { text: bytes.toString('utf8', bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0) };
}

/**
 * Anything but ASCII, Latin letters, and the dashes, quotation marks and currency signs of the press. Text without such
 * characters, which is nearly all news in English, is clean and in NFC as it stands, and costs this one pass.
 */
const SUSPECT = /[^\n\x20-\x7e\xa1-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]/;

/** Cleaned text with its lines. Cleaning twice changes nothing. */
export function cleanText(text: string): string {
  if (!SUSPECT.test(text)) return text;
  return text
    .toWellFormed()
    .replace(/\r\n?|[\v\f\x85\u2028]/g, '\n')
    .replace(/\u2029/g, '\n\n')
    .replace(/[\t\x1c-\x1f\xa0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
    .replace(/(?!\n)[\p{Cc}\p{Cf}]/gu, '')
    .normalize('NFC');
}

/** Cleaned text in one line, for titles, names and values. */
export function cleanLine(text: string): string {
  return joinLines(cleanText(text));
}

/** Turns line ends and runs of spaces of cleaned text into single spaces, and trims. */
export function joinLines(text: string): string {
  // Two plain searches cost a third of the pattern, and most paragraphs have nothing to join.
  if (!text.includes('\n') && !text.includes('  ')) return text.trim();
  return text.replace(/ *\n[ \n]*| {2,}/g, ' ').trim();
}

function hasUtf16Mark(bytes: Buffer): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

/** UTF-16 without a mark, and many binary formats, are valid UTF-8 with NULs; one stray NUL is only cleaned away. */
function isFullOfNuls(bytes: Buffer): boolean {
  if (!bytes.includes(0)) return false;
  let count = 0;
  for (const byte of bytes) if (byte === 0) count++;
  return count > 1 && count * 16 > bytes.length;
}

/**
 * Where UTF-8 breaks, counted from 1: the first byte of the character in which the shortest prefix ends that a decoder
 * refuses. It is found by halving.
 */
function badByte(bytes: Buffer): string {
  let valid = 0;
  let refused = bytes.length;
  while (refused - valid > 1) {
    const middle = (valid + refused) >>> 1;
    if (isPrefixOfUtf8(bytes.subarray(0, middle))) valid = middle;
    else refused = middle;
  }
  let end = refused - 1;
  while (!isUtf8(bytes.subarray(0, end))) end--;
  return `byte ${end + 1}`;
}

function isPrefixOfUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
