/**
 * What changed between two rankings of one query: which hits moved, by how much, and which part of the score moved
 * them. A hit can fall without any change of its own, because others rose; so what counts is how a part of its score
 * changed against the mean change of that part over the hits that are compared.
 */

export interface ExplainedHit {
  readonly id: string;
  /** Counts from 1. */
  readonly rank: number;
  readonly score: number;
  /** They add up to the score; one that is not there is 0. Absent: nothing is known of them. */
  readonly parts?: Readonly<Record<string, number>>;
}

export interface Move {
  readonly id: string;
  /** Absent: not among the hits that were looked at. */
  readonly before?: ExplainedHit;
  readonly after?: ExplainedHit;
  /** How each part of the score changed; empty where the parts of one side are not known. */
  readonly parts: Readonly<Record<string, number>>;
  /** The part that moved it most; absent where it kept its rank, too. */
  readonly movedBy?: string;
}

/** Below it a change is rounding. */
const NO_CHANGE = 1e-9;

/** The hits that are among the first `depth` before or after: by rank afterwards, those that left behind them. */
export function compareHits(
  before: readonly ExplainedHit[],
  after: readonly ExplainedHit[],
  depth: number,
): readonly Move[] {
  const [earlier, later] = [byId(before), byId(after)];
  const ids = new Set([...after.slice(0, depth), ...before.slice(0, depth)].map(({ id }) => id));
  const moves = [...ids].map((id) => describeMove(id, earlier.get(id), later.get(id)));
  const means = meanChanges(moves);
  return moves
    .map((move) => withCause(move, means))
    .sort((one, other) => (one.after?.rank ?? Infinity) - (other.after?.rank ?? Infinity) || rankBefore(one, other));
}

function byId(hits: readonly ExplainedHit[]): ReadonlyMap<string, ExplainedHit> {
  return new Map(hits.map((hit) => [hit.id, hit]));
}

function rankBefore(one: Move, other: Move): number {
  return (one.before?.rank ?? 0) - (other.before?.rank ?? 0);
}

function describeMove(id: string, before: ExplainedHit | undefined, after: ExplainedHit | undefined): Move {
  return {
    id,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    parts: changes(before?.parts, after?.parts),
  };
}

function changes(before: ExplainedHit['parts'], after: ExplainedHit['parts']): Record<string, number> {
  if (before === undefined || after === undefined) return {};
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return Object.fromEntries([...names].map((name) => [name, (after[name] ?? 0) - (before[name] ?? 0)]));
}

function meanChanges(moves: readonly Move[]): ReadonlyMap<string, number> {
  const known = moves.filter(({ parts }) => Object.keys(parts).length > 0);
  const means = new Map<string, number>();
  for (const { parts } of known)
    for (const [name, change] of Object.entries(parts)) means.set(name, (means.get(name) ?? 0) + change / known.length);
  return means;
}

function withCause(move: Move, means: ReadonlyMap<string, number>): Move {
  const steps = (move.before?.rank ?? 0) - (move.after?.rank ?? 0);
  if (move.before === undefined || move.after === undefined || steps === 0) return move;
  const pushes = Object.entries(move.parts).map(
    ([name, change]) => [name, Math.sign(steps) * (change - (means.get(name) ?? 0))] as const,
  );
  const [name, push] = pushes.sort(([, one], [, other]) => other - one)[0] ?? ['', 0];
  return push > NO_CHANGE ? { ...move, movedBy: name } : move;
}

/**
 * How far apart the first `depth` of two lists are, from 0 (the same) to 1 (nothing in common): Spearman's footrule, in
 * which an id that a list lacks stands at its end (Fagin, Kumar, Sivakumar 2003, "Comparing top k lists", F at l = k + 1).
 */
export function topDistance(before: readonly string[], after: readonly string[], depth: number): number {
  const placesOf = (ids: readonly string[]) => new Map(ids.slice(0, depth).map((id, place) => [id, place]));
  const [one, other] = [placesOf(before), placesOf(after)];
  const length = Math.max(one.size, other.size);
  let distance = 0;
  for (const id of new Set([...one.keys(), ...other.keys()]))
    distance += Math.abs((one.get(id) ?? length) - (other.get(id) ?? length));
  return distance === 0 ? 0 : distance / (length * (length + 1));
}
