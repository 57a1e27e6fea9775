/**
 * Checks values that come from outside: each shape takes a value and its name, and returns the value with its type or
 * throws. A schema library would say the same in fewer words, but loading one takes longer than all else that a first
 * answer needs: 85 ms of CPU for zod.
 */
import { SearchError } from './errors.js';

/** Throws `invalid_parameter` or `unknown_parameter`. */
export type Shape<T> = (value: unknown, name: string) => T;

export type Shaped<S> = S extends Shape<infer T> ? T : never;

type Fields = Readonly<Record<string, Shape<unknown>>>;

type Properties<Required extends Fields, Optional extends Fields> = {
  -readonly [Name in keyof Required]: Shaped<Required[Name]>;
} & { -readonly [Name in keyof Optional]?: Shaped<Optional[Name]> | undefined };

/** Has every required property and no unknown one. A property that is `undefined` counts as left out. */
export function object<Required extends Fields, Optional extends Fields = Record<never, never>>(
  required: Required,
  optional?: Optional,
): Shape<Properties<Required, Optional>> {
  const known: Fields = { ...required, ...optional };
  return (value, name) => {
    const given = entriesOf(value, name).filter(([, property]) => property !== undefined);
    for (const [property] of given) if (!Object.hasOwn(known, property)) throw unknown(property, name, known);
    for (const property of Object.keys(required)) {
      if (!given.some(([there]) => there === property)) throw misfit(`${name}.${property}`, 'a value', undefined);
    }
    for (const [property, content] of given) known[property]!(content, `${name}.${property}`);
    return value as Properties<Required, Optional>;
  };
}

/** An object with any names. */
export function recordOf<T>(shape: Shape<T>): Shape<Record<string, T>> {
  return (value, name) => {
    for (const [property, content] of entriesOf(value, name)) shape(content, `${name}.${property}`);
    return value as Record<string, T>;
  };
}

export function listOf<T>(shape: Shape<T>): Shape<T[]> {
  return (value, name) => {
    if (!Array.isArray(value)) throw misfit(name, 'a list', value);
    value.forEach((item, i) => {
      shape(item, `${name}[${i}]`);
    });
    return value as T[];
  };
}

export function nullOr<T>(shape: Shape<T>): Shape<T | null> {
  return (value, name) => (value === null ? null : shape(value, name));
}

export function oneOf<const T extends string | number>(...choices: readonly T[]): Shape<T> {
  const expected = choices.length === 1 ? String(choices[0]) : `one of ${choices.join(', ')}`;
  return that(expected, (value): value is T => choices.includes(value as T));
}

export function wholeNumber(minimum: number, maximum = Number.MAX_SAFE_INTEGER): Shape<number> {
  const expected =
    maximum === Number.MAX_SAFE_INTEGER
      ? `a whole number, ${minimum} or more`
      : `a whole number from ${minimum} to ${maximum}`;
  return that(
    expected,
    (value): value is number => Number.isInteger(value) && Number(value) >= minimum && Number(value) <= maximum,
  );
}

export function matching(pattern: RegExp, expected: string): Shape<string> {
  return that(expected, (value): value is string => typeof value === 'string' && pattern.test(value));
}

export const string: Shape<string> = that('a string', (value) => typeof value === 'string');

export const boolean: Shape<boolean> = that('true or false', (value) => typeof value === 'boolean');

/** What `fits` accepts; `expected` says in words what that is. */
export function that<T>(expected: string, fits: (value: unknown) => value is T): Shape<T> {
  return (value, name) => {
    if (fits(value)) return value;
    throw misfit(name, expected, value);
  };
}

function entriesOf(value: unknown, name: string): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw misfit(name, 'an object', value);
  return Object.entries(value);
}

function misfit(name: string, expected: string, value: unknown): SearchError {
  return new SearchError('invalid_parameter', `${name} is not valid.`, {
    parameter: name,
    expected,
    found: describe(value),
  });
}

function unknown(property: string, name: string, known: Fields): SearchError {
  return new SearchError('unknown_parameter', `${name} has an unknown property "${property}".`, {
    parameter: `${name}.${property}`,
    hint: `Known: ${Object.keys(known).join(', ')}.`,
  });
}

/** Longest string that is shown, in UTF-16 units. */
const SHOWN = 60;

function describe(value: unknown): string | number {
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return value.length > SHOWN ? `${value.slice(0, SHOWN).toWellFormed()}…` : value;
  if (Array.isArray(value)) return 'a list';
  if (value instanceof Date) return 'a Date';
  if (typeof value === 'object' && value !== null) return 'an object';
  return typeof value === 'function' ? 'a function' : String(value);
}
