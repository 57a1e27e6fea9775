/**
 * Selects documents by their paths. Most paths are ids, of which a large collection has a million: those that cannot
 * fit by their first bytes are passed over without making a string of them, at an eighth of the cost.
 */
import { Bitmap } from './bitmap.js';
import { type Columns, PATH_IS_ID } from './columns.js';

/** What fits begins with `beginning`, which is lower-cased, in small letters or capitals. */
export function filterByPath(
  { documents, ids, paths }: Pick<Columns, 'documents' | 'ids' | 'paths'>,
  fits: (path: string) => boolean,
  beginning: string,
): Bitmap {
  const found = new Bitmap(documents);
  const isWanted = Uint8Array.from({ length: paths.others.length }, (_, i) => (fits(paths.others.get(i)) ? 1 : 0));
  const bytes = asciiBytes(beginning);
  for (let document = 0; document < documents; document += 1) {
    const other = paths.ordinals[document] ?? PATH_IS_ID;
    if (other === PATH_IS_ID) {
      if (mayBeginWith(ids, document, bytes) && fits(ids.get(document))) found.add(document);
    } else if (isWanted[other - 1] === 1) found.add(document);
  }
  return found;
}

/** Up to the first letter that is not ASCII. */
function asciiBytes(text: string): Uint8Array {
  const end = text.search(/[^\0-\x7f]/);
  return new TextEncoder().encode(end === -1 ? text : text.slice(0, end));
}

/** False where a string surely begins otherwise. What is not ASCII may be anything in lower case. */
function mayBeginWith({ bytes, starts }: Columns['ids'], i: number, beginning: Uint8Array): boolean {
  const start = starts[i]!;
  const end = starts[i + 1]!;
  for (let at = 0; at < beginning.length; at += 1) {
    if (start + at === end) return false;
    const byte = bytes[start + at]!;
    if (byte >= 0x80) return true;
    if ((byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte) !== beginning[at]) return false;
  }
  return true;
}
