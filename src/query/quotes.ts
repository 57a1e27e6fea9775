/**
 * The double quotes of all alphabets, straight and curly. Any of them opens a phrase and any closes it: `„` is closed
 * by `“` in one language and by `”` in another.
 */
export const QUOTES = '"“”„‟«»＂〝〞〟';

const QUOTE = new RegExp(`[${QUOTES}]`, 'g');

export function isQuote(character: string): boolean {
  return character.length === 1 && QUOTES.includes(character);
}

/** Where the next quote stands, or undefined. */
export function findQuote(text: string, from: number): number | undefined {
  QUOTE.lastIndex = from;
  return QUOTE.exec(text)?.index;
}
