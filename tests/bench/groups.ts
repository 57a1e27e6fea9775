/**
 * Figures by what a query asks of the engine: any of its words, all of them, a prefix, a phrase, similar words.
 */
import { askInTurns, type Engine, type Measured, meanCpu } from './asking.js';
import type { Figure, MakeFigure } from './figure.js';
import type { BenchQuery } from './queries.js';

/** How many times less CPU time than MiniSearch. */
export type GroupGoals = Readonly<Partial<Record<BenchQuery['shape'], number>>>;

const GROUPS: readonly (readonly [shape: BenchQuery['shape'], name: string])[] = [
  ['any', 'any word (OR)'],
  ['all', 'every word (AND)'],
  ['prefix', 'prefix'],
  ['fuzzy', 'similar words (fuzzy)'],
  ['phrase', 'phrase'],
];

/** One figure for each shape that was asked. */
export function groupFigures(
  figure: MakeFigure,
  label: string,
  own: readonly Measured[],
  raw: readonly Measured[] = [],
  goals: GroupGoals = {},
): Figure[] {
  return GROUPS.flatMap(([shape, name]) => {
    const [ours, theirs] = [own, raw].map((measured) => measured.filter((kind) => kind.shape === shape));
    if (ours!.length === 0) return [];
    const against = theirs!.length === 0 ? undefined : meanCpu(theirs!);
    const goal = goals[shape] === undefined ? undefined : `≥ ${goals[shape]}×`;
    return [figure(`${label}, ${name}, mean CPU time`, 'ms', 'less', meanCpu(ours!), against, goal)];
  });
}

/** The same words, all required, against any of them: to want more must not cost more. */
export function compareAllWithAny(
  figure: MakeFigure,
  label: string,
  engine: Engine,
  queries: readonly BenchQuery[],
  rounds: number,
): Figure {
  const required = queries.filter(({ shape }) => shape === 'all').map((query) => ({ ...query, kind: 'all' }));
  const relaxed = required.map((query): BenchQuery => ({ ...query, kind: 'any', shape: 'any' }));
  const [all, any] = askInTurns([engine], [...required, ...relaxed], rounds)[0]!;
  const name = `${label}, every word (AND), against any of the same words (OR), mean CPU time`;
  return figure(name, 'ms', 'less', all!.cpu, any!.cpu, '≥ 1×');
}
