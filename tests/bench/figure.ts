/**
 * One measured number, as it goes into the JSON file and into the table.
 */
import { loadAverage } from './measure.js';

export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** The same of raw MiniSearch, or of what the name says; null where there is no such thing. */
  readonly against: number | null;
  /** How many times better Broadsheet is: above 1 it is the better one, whether more or less of the unit is good. */
  readonly ratio: number | null;
  /** What it should be, for people to compare: nothing is asserted. */
  readonly goal: string | null;
  /** Documents in the index. */
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

/** Makes the figures of one index. `better` says whether more or less of the unit is good. */
export type MakeFigure = (
  name: string,
  unit: string,
  better: 'more' | 'less',
  value: number,
  against?: number,
  goal?: string,
) => Figure;

export function figuresOf(documents: number): MakeFigure {
  return (name, unit, better, value, against, goal) => ({
    name,
    value,
    unit,
    against: against ?? null,
    ratio: against === undefined ? null : better === 'more' ? value / against : against / value,
    goal: goal ?? null,
    documents,
    loadAverage: loadAverage(),
  });
}
