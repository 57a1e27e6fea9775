/**
 * Is the word at the end of a text still being typed? It is while nothing follows it but a sign that the next letter
 * or digit may make a part of it: `175,` on the way to `175,000`, `4.` to `4.2`, `O’` to `O’Brien`, `U.` to `U.S.`
 */
const JOINER = /(?<=\p{N})[.,]$|(?<=\p{L}\p{M}*)['’ʼ＇]$|(?<![\p{L}\p{M}\p{N}])\p{L}\.$/u;

/** `end` is one past the last UTF-16 unit of a word. */
export function isStillTyped(text: string, end: number): boolean {
  return end === text.length || (end === text.length - 1 && JOINER.test(text));
}
