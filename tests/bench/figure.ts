/**
 * One measured number, as it goes into the JSON file and into the table.
 */
import { loadAverage } from './measure.js';

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The same of raw MiniSearch, where there is such a thing. */
  readonly against: number | null;
  /** How many times better Broadsheet is: above 1 it is the better one, whether more or less of the unit is good. */
  readonly ratio: number | null;
  /** Documents in the folder. */
  readonly documents: number;
  /** When the figure was taken. */
  readonly loadAverage: number;
}

/** What a question of the bench gives. */
export interface Answer {
  /** Every figure. */
  readonly figures: readonly Figure[];
  /** Those that the common table shows. */
  readonly shown: readonly Figure[];
  /** A table of its own, as lines of Markdown. */
  readonly table?: readonly string[];
}

export function answerOf(figures: readonly Figure[]): Answer {
  return { figures, shown: figures };
}

/** Makes the figures of one folder. `better` says whether more or less of the unit is good. */
export function figuresOf(
  documents: number,
): (name: string, unit: string, better: 'more' | 'less', value: number, against?: number) => Figure {
  return (name, unit, better, value, against) => ({
    name,
    value,
    unit,
    against: against ?? null,
    ratio: against === undefined ? null : better === 'more' ? value / against : against / value,
    documents,
    loadAverage: loadAverage(),
  });
}
