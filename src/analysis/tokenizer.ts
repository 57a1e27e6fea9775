/**
 * Finds the words of a text and where they stand. A word is a run of letters, marks and digits of any script; what
 * joins two runs is decided here, so that `Ukraine’s`, `U.S.`, `175,000` and `4.2` are one word each, while a hyphen
 * parts words: `COVID-19` is `COVID` and `19`, and `north-east` is found by `east`.
 *
 * One pattern says what a word is. Most words of a text are plain runs of ASCII letters and digits with nothing near
 * them that could join; these are found by a loop over character codes, at a quarter of the cost of the pattern.
 */

/** Called for each word, in order, with UTF-16 offsets into the text. Nothing more is read once it returns false. */
export type WordVisitor = (start: number, end: number) => unknown;

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
  'uy',
);

const LETTER = 1;
const DIGIT = 2;

/** What each ASCII code is: LETTER, DIGIT or 0. */
const KIND = Uint8Array.from({ length: 128 }, (_, code) =>
  /[A-Za-z]/.test(String.fromCharCode(code)) ? LETTER : /[0-9]/.test(String.fromCharCode(code)) ? DIGIT : 0,
);

/**
 * Visits the words of a text from left to right: those that begin at `from` or behind it, and before `to`. Words do not
 * hold blanks; `from` at a word or behind a blank gives the same words as the whole text does.
 */
export function tokenize(text: string, visit: WordVisitor, from = 0, to = text.length): void {
  const length = text.length;
  for (let at = from; at < to; ) {
    const code = text.charCodeAt(at);
    if (code < 128 ? KIND[code] === 0 : isPunctuation(code)) {
      at += 1;
      continue;
    }
    let end = at;
    if (code < 128) {
      end = at + 1;
      while (end < length && isAsciiWord(text.charCodeAt(end))) end += 1;
    }
    if (end === at || (end < length && mayJoin(text, at, end))) {
      end = endByPattern(text, at);
      if (end === -1) {
        at += text.codePointAt(at)! > 0xffff ? 2 : 1;
        continue;
      }
    }
    if (visit(at, end) === false) return;
    at = end;
  }
}

/** The end of the word that begins at a place, or -1. */
function endByPattern(text: string, at: number): number {
  WORD.lastIndex = at;
  return WORD.test(text) ? WORD.lastIndex : -1;
}

function isAsciiWord(code: number): boolean {
  return code < 128 && KIND[code] !== 0;
}

/** True where what follows a plain run might belong to its word, so that the pattern must decide. */
function mayJoin(text: string, start: number, end: number): boolean {
  const next = text.charCodeAt(end);
  if (next === 0x27 || next === 0x2019) return isLetterLike(text, end + 1);
  if (next === 0x2e) {
    return (end - start === 1 && isLetterLike(text, end + 1)) || (isDigit(text, end - 1) && isDigitLike(text, end + 1));
  }
  if (next === 0x2c) return isDigit(text, end - 1) && isDigitLike(text, end + 1);
  return next >= 128 && !isPunctuation(next);
}

/** Letters that are not ASCII count here, and so does what is no letter but not ASCII either: the pattern decides. */
function isLetterLike(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 128 || KIND[code] === LETTER;
}

function isDigit(text: string, at: number): boolean {
  return KIND[text.charCodeAt(at)] === DIGIT;
}

function isDigitLike(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 128 || KIND[code] === DIGIT;
}

/** The block of dashes, quotation marks and spaces: no letter, mark or digit is in it. */
function isPunctuation(code: number): boolean {
  return code >= 0x2000 && code <= 0x206f;
}
