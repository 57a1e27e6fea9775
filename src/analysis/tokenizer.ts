/**
 * Finds the words of a text and where they stand. A word is a run of letters, marks and digits of any script; what
 * joins two runs is decided here, so that `Ukraine’s`, `U.S.`, `175,000` and `4.2` are one word each, while a hyphen
 * parts words: `COVID-19` is `COVID` and `19`, and `north-east` is found by `east`.
 */

/** Called for each word, in order, with UTF-16 offsets into the text. */
export type WordVisitor = (start: number, end: number) => void;

/**
 * The alternatives, in order:
 * 1. abbreviations of single letters: `U.S.`, `U.S`, `e.g.` (the last full stop belongs to the word);
 * 2. one character of a script that is written without spaces (Chinese characters, kana): each is a word;
 * 3. numbers with grouped thousands or decimals: `175,000`, `1,234.5`, `4.2`;
 * 4. letters, marks and digits, with apostrophes inside: `won’t`, `O'Brien`.
 */
const UNSPACED = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}';
const WORD = new RegExp(
  [
    '(?<![\\p{L}\\p{N}])\\p{L}(?:\\.\\p{L})+(?![\\p{L}\\p{N}\\p{M}])\\.?',
    `[${UNSPACED}]\\p{M}*`,
    '(?<![\\p{L}\\p{N}])\\p{Nd}{1,3}(?:,\\p{Nd}{3})+(?![\\p{L}\\p{Nd}])(?:\\.\\p{Nd}+)?',
    '(?<![\\p{L}\\p{N}])(?<!\\p{N}\\.)\\p{Nd}+\\.\\p{Nd}+(?!\\.?[\\p{L}\\p{N}])',
    `(?:(?![${UNSPACED}])[\\p{L}\\p{N}])(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}]|['’ʼ＇](?![${UNSPACED}])(?=\\p{L}))*`,
  ].join('|'),
  'gu',
);

/** Visits the words of a text from left to right. */
export function tokenize(text: string, visit: WordVisitor): void {
  WORD.lastIndex = 0;
  for (let match = WORD.exec(text); match !== null; match = WORD.exec(text)) {
    visit(match.index, match.index + match[0].length);
  }
}
