/**
 * Brings a word to the form that is compared: lower case, accents folded, apostrophes and inner full stops gone, the
 * English possessive cut. A form may be shorter or longer than the word in the text (`Straße` is `strasse`), which is
 * why offsets are kept apart from forms.
 */

/** Longer words are cut: what follows cannot be told apart, and stemming stays cheap on hostile input. */
export const MAX_FORM_LENGTH = 64;

/** Letters that Unicode does not take apart into a base letter and an accent. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  ı: 'i',
  þ: 'th',
  ħ: 'h',
};
const LETTER = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'g');

export function fold(word: string): string {
  if (word.length > 4 * MAX_FORM_LENGTH) return fold(word.slice(0, 4 * MAX_FORM_LENGTH));
  let form = word.toLowerCase();
  if (!/^[a-z0-9]+$/.test(form)) form = foldUnusual(form);
  return form.length > MAX_FORM_LENGTH ? cut(form) : form;
}

function foldUnusual(lower: string): string {
  return lower
    .replace(/['’ʼ＇]s?$/u, '')
    .replace(/['’ʼ＇]/gu, '')
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(LETTER, (letter) => LETTERS[letter] ?? letter)
    .replace(/(?<=\p{N}),(?=\p{N})/gu, '')
    .replace(/(?<!\p{N})\.|\.(?!\p{N})/gu, '');
}

/** Cuts without leaving half of a surrogate pair behind. */
function cut(form: string): string {
  return form
    .slice(0, MAX_FORM_LENGTH)
    .toWellFormed()
    .replace(/\uFFFD$/, '');
}
