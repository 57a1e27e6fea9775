/**
 * `topics:crude`, `path:2021/*`: values of attributes are compared whole and without case, and a star stands for any
 * characters, none included.
 */
import { QUOTES } from './quotes.js';

/** What would end the value, begin something else behind it, or make its colon that of an address. */
const NEEDS_QUOTES = new RegExp(`[\\s()^${QUOTES}]|^(?:\\/\\/|:)`, 'u');

/** The clause that selects by a pattern; read again it is the same clause. */
export function printAttribute(field: string, pattern: string): string {
  const value = NEEDS_QUOTES.test(pattern) ? `"${pattern}"` : pattern;
  return `${field.toLowerCase()}:${value}`;
}

/** True for the values that fit a pattern of an AttributeQuery. Takes time in proportion to value and stars at most. */
export function createValueMatcher(pattern: string): (value: string) => boolean {
  const [first = '', ...others] = pattern.split('*');
  const last = others.pop();
  return (value) => {
    const compared = value.toLowerCase().normalize('NFC');
    if (last === undefined) return compared === first;
    if (compared.length < first.length + last.length) return false;
    if (!compared.startsWith(first) || !compared.endsWith(last)) return false;
    // Between the two ends, the leftmost place for each part leaves most room for the next.
    let at = first.length;
    const end = compared.length - last.length;
    for (const part of others) {
      const found = compared.indexOf(part, at);
      if (found === -1 || found + part.length > end) return false;
      at = found + part.length;
    }
    return true;
  };
}
