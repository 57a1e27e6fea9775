/**
 * Figures as Markdown. Numbers are cut to three digits: the rest is noise of the machine.
 */
import type { Figure } from './figure.js';

/** One table of all figures, Broadsheet beside MiniSearch, and the goal beside both. */
export function printFigures(figures: readonly Figure[], minisearch: string): string[] {
  return printTable(
    ['', 'Broadsheet', minisearch, 'Ratio', 'Goal'],
    figures.map(({ name, value, unit, against, ratio, goal }) => [
      `${name}, ${unit}`,
      formatNumber(value),
      against === null ? '–' : formatNumber(against),
      ratio === null ? '–' : formatRatio(ratio),
      goal ?? '–',
    ]),
  );
}

/** The first column is text, the others are numbers. */
export function printTable(header: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(header), line(header.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line)];
}

/** Three digits: `21,600`, `4.57`, `0.0421`. */
export function formatNumber(value: number): string {
  return value.toLocaleString('en', { maximumSignificantDigits: 3 });
}

/** Two digits: `112` is `110×`. */
export function formatRatio(ratio: number): string {
  return `${ratio.toLocaleString('en', { maximumSignificantDigits: 2 })}×`;
}
