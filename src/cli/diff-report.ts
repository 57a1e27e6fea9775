/**
 * How moved hits are told: as JSON, or as tables for a person. Changes of a part of the score have a sign; ranks that
 * are not known, because a hit was too far behind, are a dash.
 */
import type { ExplainedHit, Move } from '../evaluation/moves.js';
import type { TopicMoves } from './diff-topics.js';
import { shorten } from './evaluation-report.js';
import { count } from './report.js';
import { alignColumns } from './table.js';
import { escapeControls, type Terminal } from './terminal.js';

export interface QueryDiff {
  readonly query: string;
  /** Names of the two systems. */
  readonly before: string;
  readonly after: string;
  readonly moves: readonly Move[];
}

export interface TopicsDiff {
  readonly directory: string;
  readonly before: string;
  readonly after: string;
  readonly depth: number;
  readonly topics: readonly TopicMoves[];
}

export function describeMoves({ query, before, after, moves }: QueryDiff) {
  return { query, before, after, moved: moves.filter(isMoved).length, hits: moves.map(describeMove) };
}

function describeMove({ id, before, after, parts, movedBy }: Move) {
  const side = (hit: ExplainedHit | undefined) =>
    hit === undefined ? null : { rank: hit.rank, score: hit.score, parts: hit.parts ?? null };
  return { id, before: side(before), after: side(after), change: parts, movedBy: movedBy ?? null };
}

function isMoved({ before, after }: Move): boolean {
  return before?.rank !== after?.rank;
}

export function printMoves({ before, after, moves }: QueryDiff, terminal: Terminal): void {
  terminal.say(escapeControls(`${count(moves.filter(isMoved).length, 'hit')} moved; before: ${before}, now: ${after}`));
  const names = [...new Set(moves.flatMap(({ parts }) => Object.keys(parts)))];
  const rows = moves.map((move) => [
    rankOf(move.after),
    rankOf(move.before),
    move.after?.score.toFixed(3) ?? '–',
    ...names.map((name) => changeOf(move.parts[name])),
    move.movedBy ?? (isMoved(move) ? '–' : ''),
    escapeControls(move.id),
  ]);
  if (rows.length === 0) return;
  const head = ['now', 'before', 'score', ...names.map((name) => `Δ ${name}`), 'moved by', 'id'];
  const numbers = Array.from({ length: names.length + 3 }, (_, column) => column);
  for (const line of alignColumns([head, ...rows], numbers)) terminal.print(line);
}

function rankOf(hit: ExplainedHit | undefined): string {
  return hit === undefined ? '–' : String(hit.rank);
}

/** Of three digits, like the score. */
function changeOf(change: number | undefined): string {
  if (change === undefined) return '–';
  return Math.abs(change) < 0.0005 ? '0' : `${change > 0 ? '+' : ''}${change.toFixed(3)}`;
}

export function describeTopics({ directory, before, after, depth, topics }: TopicsDiff, listed: number) {
  return {
    directory,
    before,
    after,
    depth,
    topics: topics.length,
    changed: topics.filter(({ distance }) => distance > 0).length,
    listed: topics.slice(0, listed).map(({ topic, distance, entered, moves }) => {
      return { ...topic, distance, entered, movedBy: countCauses(moves), hits: moves.map(describeMove) };
    }),
  };
}

export function printTopics(
  { directory, before, after, depth, topics }: TopicsDiff,
  listed: number,
  terminal: Terminal,
): void {
  const changed = topics.filter(({ distance }) => distance > 0);
  const all = count(topics.length, 'topic');
  terminal.print(escapeControls(`${directory}: the first ${depth} hits changed in ${changed.length} of ${all}`));
  terminal.print(escapeControls(`${after}, against ${before}`));
  if (changed.length === 0) return;
  const rows = changed.slice(0, listed).map(({ topic, distance, entered, moves }) => {
    const causes = Object.entries(countCauses(moves)).map(([name, hits]) => `${name} ${hits}`);
    return [topic.id, distance.toFixed(3), String(entered), causes.join(', '), escapeControls(shorten(topic.text))];
  });
  for (const line of alignColumns([['topic', 'distance', 'new', 'moved by', ''], ...rows], [1, 2]))
    terminal.print(line);
}

/** How many hits each part of the score moved, most first. */
function countCauses(moves: readonly Move[]): Readonly<Record<string, number>> {
  const hits = new Map<string, number>();
  for (const { movedBy } of moves) if (movedBy !== undefined) hits.set(movedBy, (hits.get(movedBy) ?? 0) + 1);
  return Object.fromEntries([...hits].sort(([, one], [, other]) => other - one));
}
