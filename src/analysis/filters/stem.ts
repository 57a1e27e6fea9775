/**
 * Brings the forms of a word to one stem with Porter's algorithm (Porter 1980, as in natural). A few short words on
 * which it errs are listed: without them `us` (the United States) and `used` would be one term.
 */
import porter from 'natural/lib/natural/stemmers/porter_stemmer.js';

const EXCEPTIONS: ReadonlyMap<string, string> = new Map([
  ['us', 'us'],
  ...['use', 'used', 'uses', 'using', 'useful'].map((form): [string, string] => [form, 'use']),
  ['news', 'news'],
  ['gas', 'gas'],
  ['gases', 'gas'],
  ...['try', 'tries', 'tried', 'trying'].map((form): [string, string] => [form, 'try']),
  ...['cry', 'cries', 'cried', 'crying'].map((form): [string, string] => [form, 'cry']),
  ...['dry', 'dries', 'dried', 'drying'].map((form): [string, string] => [form, 'dry']),
  ...['fly', 'flies', 'flying'].map((form): [string, string] => [form, 'fly']),
  ...['spy', 'spies', 'spied', 'spying'].map((form): [string, string] => [form, 'spy']),
  ...['die', 'dies', 'died', 'dying'].map((form): [string, string] => [form, 'die']),
  ...['lie', 'lies', 'lied', 'lying'].map((form): [string, string] => [form, 'lie']),
  ...['tie', 'ties', 'tied', 'tying'].map((form): [string, string] => [form, 'tie']),
]);

/** All endings that a rule of the algorithm begins with; a third of the words has none, and is spared the algorithm. */
const ENDING = /(?:[eisy]|ed|ing|[au]l|ll|er|or|on|sm|ic|nt|ou)$/;

/** The stem of a folded form. Forms with anything but a–z (digits, other scripts) are their own stems. */
export function stem(form: string): string {
  const exception = EXCEPTIONS.get(form);
  if (exception !== undefined) return exception;
  return /^[a-z]{3,}$/.test(form) && ENDING.test(form) ? porter.stem(form) : form;
}

/** Everything that shapes a stem besides the algorithm; part of the analyzer's version. */
export const STEMMER_EXCEPTIONS = [...EXCEPTIONS].map(([form, term]) => `${form}>${term}`).join(' ');
