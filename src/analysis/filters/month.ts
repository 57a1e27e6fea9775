/**
 * Reads the abbreviated names of months as the months they stand for, so that `Jan. 10` and `January 10` are the same
 * words. `mar` is left out, being a name and a verb too; `may`, `june` and `july` are written in full.
 */
const MONTHS: ReadonlyMap<string, string> = new Map([
  ['jan', 'january'],
  ['feb', 'february'],
  ['apr', 'april'],
  ['aug', 'august'],
  ['sep', 'september'],
  ['sept', 'september'],
  ['oct', 'october'],
  ['nov', 'november'],
  ['dec', 'december'],
]);

/** The form whose stem is taken; the form itself stays as it was, for exact words and prefixes. */
export function expandMonth(form: string): string {
  return MONTHS.get(form) ?? form;
}

export const MONTH_ABBREVIATIONS = [...MONTHS.keys()].join(' ');
