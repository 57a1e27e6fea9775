/**
 * The date line: ` date 2021-12-29 ` at the very start of a text, with any spacing. It tells the date and is never
 * text, even where the day does not exist.
 */

interface DateLine {
  /** As written: three numbers, perhaps of no existing day. */
  readonly date: string;
  /** The text behind the date line. */
  readonly rest: string;
}

/** Expects cleaned text. */
export function splitDateLine(text: string): DateLine | undefined {
  const match = /^[ \n]*date[ \n]+(\d+-\d+-\d+)(?:[ \n]+|$)/.exec(text);
  return match?.[1] === undefined ? undefined : { date: match[1], rest: text.slice(match[0].length) };
}
