/**
 * What was measured of the peers, as figures and as Markdown. Pure.
 */
import { type Figure, figuresOf } from '../figure.js';
import { formatNumber, formatRatio, printFigures, printTable } from '../table.js';
import { OWN, OWN_CARDS } from './list.js';
import type { Left, PeerResult } from './measure.js';

const MEAN_GOAL = '≤ 0.05 ms';
const CARDS_GOAL = '≤ 0.25 ms';

export function peerFigures(documents: number, results: readonly PeerResult[]): Figure[] {
  const figure = figuresOf(documents);
  const own = results.find(({ peer }) => peer.name === OWN);
  const cards = results.find(({ peer }) => peer.name === OWN_CARDS);
  const others = results.filter(({ peer }) => peer.name !== OWN && peer.name !== OWN_CARDS);
  if (own === undefined) return [];
  return [
    figure('A query, mean CPU time', 'ms', 'less', own.cpu, undefined, MEAN_GOAL),
    ...(cards === undefined
      ? []
      : [
          figure(
            'A query, with ten cards and their snippets, mean CPU time',
            'ms',
            'less',
            cards.cpu,
            undefined,
            CARDS_GOAL,
          ),
        ]),
    ...others.map(({ peer, cpu }) =>
      figure(`A query, mean CPU time, against ${peer.label}`, 'ms', 'less', own.cpu, cpu, peer.goal),
    ),
    ...others.flatMap(({ peer, p50, p99, first, index }) => [
      figure(`A query, median, against ${peer.label}`, 'ms', 'less', own.p50, p50),
      figure(`A query, 99th percentile, against ${peer.label}`, 'ms', 'less', own.p99, p99),
      figure(
        `Fresh process to first answer, wall time, against ${peer.label}`,
        'ms',
        'less',
        own.first.wall,
        first.wall,
      ),
      figure(`Fresh process to first answer, CPU time, against ${peer.label}`, 'ms', 'less', own.first.cpu, first.cpu),
      ...(['cpu', 'bytes', 'peakBytes'] as const).map((measure) => {
        const name = { cpu: 'Indexing, CPU time', bytes: 'Index on disk', peakBytes: 'Indexing, peak memory' }[measure];
        const unit = measure === 'cpu' ? 's' : 'MB';
        const divisor = measure === 'cpu' ? 1000 : 1e6;
        const ours = own.index![measure] / divisor;
        return figure(`${name}, against ${peer.label}`, unit, 'less', ours, index![measure] / divisor);
      }),
    ]),
  ];
}

export function printPeers(
  documents: number,
  results: readonly PeerResult[],
  left: readonly Left[],
  figures: readonly Figure[],
): string[] {
  const own = results.find(({ peer }) => peer.name === OWN);
  const header = [
    'Engine',
    'A query, mean CPU time, ms',
    "in times of Broadsheet's",
    'median, ms',
    '99th percentile, ms',
    'queries asked',
    'Indexing, CPU time, s',
    'documents per CPU second',
    'Index, MB',
    'Fresh process to first answer, ms',
    'CPU time of it, ms',
    'Peak memory, MB',
  ];
  const rows = results.toSorted((a, b) => a.cpu - b.cpu).map((result) => printRow(documents, result, own));
  const goals = figures.filter(({ goal }) => goal !== null);
  return [
    ...printTable(header, rows),
    ...left.map(({ peer, reason }) => `\nNot here: ${peer.label}: ${reason}`),
    '',
    ...printFigures(goals, 'the other'),
  ];
}

function printRow(documents: number, result: PeerResult, own: PeerResult | undefined): string[] {
  const { peer, cpu, p50, p99, asked, index, first, askBytes } = result;
  return [
    peer.label,
    formatNumber(cpu),
    own === undefined ? '–' : formatRatio(cpu / own.cpu),
    formatNumber(p50),
    formatNumber(p99),
    formatNumber(asked),
    index === undefined ? '–' : formatNumber(index.cpu / 1000),
    index === undefined ? '–' : formatNumber((1000 * documents) / index.cpu),
    index === undefined ? '–' : formatNumber(index.bytes / 1e6),
    formatNumber(first.wall),
    formatNumber(first.cpu),
    formatNumber(askBytes / 1e6),
  ];
}
