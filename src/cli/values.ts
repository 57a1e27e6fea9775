/**
 * Parsers of option values. Each refuses what it does not accept and says what it does; commander puts the option's
 * name in front and ends with status 2.
 */
import { InvalidArgumentError } from 'commander';

export function wholeNumber(minimum: number, maximum: number): (text: string) => number {
  return (text) => {
    const number = /^\d{1,15}$/.test(text) ? Number(text) : Number.NaN;
    if (number >= minimum && number <= maximum) return number;
    throw new InvalidArgumentError(`Expected a whole number from ${minimum} to ${maximum}.`);
  };
}

/** For options that may be given several times. */
export function collect<T>(parse: (text: string) => T): (text: string, earlier: readonly T[] | undefined) => T[] {
  return (text, earlier = []) => [...earlier, parse(text)];
}

/** `field:value`; the value may hold colons, and is empty for documents at the top of the folder (`folder:`). */
export function parseFilter(text: string): { field: string; value: string } {
  const colon = text.indexOf(':');
  if (colon > 0) return { field: text.slice(0, colon), value: text.slice(colon + 1) };
  throw new InvalidArgumentError('Expected field:value, such as year:2021.');
}
