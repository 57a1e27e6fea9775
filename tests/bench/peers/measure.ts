/**
 * Every peer builds its index once, and then they are asked in rounds, one after the other, so that the load of the
 * machine strikes them alike. Each is a process of its own.
 */
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { median } from '../measure.js';
import type { AskResult, BuildResult, FirstResult } from './driver.js';
import type { Command } from './install.js';
import { PEERS, type Peer } from './list.js';
import { folderBytes, peerIndex, peersFolder } from './places.js';

export interface PeerPlan {
  readonly data: string;
  readonly documents: number;
  /** Files for the drivers. */
  readonly documentsFile: string;
  readonly queriesFile: string;
  /** The query of a fresh process. */
  readonly words: string;
  readonly rounds: number;
  /** Seconds of CPU time to warm up, and to measure in each round. */
  readonly warm: number;
  readonly seconds: number;
  readonly say: (line: string) => void;
}

/** What was measured of one peer; times are medians of the rounds, in milliseconds. */
export interface PeerResult {
  readonly peer: Peer;
  readonly asked: number;
  readonly cpu: number;
  readonly p50: number;
  readonly p99: number;
  readonly askBytes: number;
  /** Absent where it asks the index of another. */
  readonly index?: { readonly cpu: number; readonly bytes: number; readonly peakBytes: number };
  /** A fresh process up to its first answer and its end. */
  readonly first: { readonly cpu: number; readonly wall: number };
}

export interface Left {
  readonly peer: Peer;
  readonly reason: string;
}

export async function measurePeers(
  plan: PeerPlan,
  names: readonly string[],
): Promise<{ results: PeerResult[]; left: Left[] }> {
  const left: Left[] = [];
  const present: Present[] = [];
  for (const peer of PEERS.filter(({ name }) => names.includes(name))) {
    try {
      present.push(await prepare(plan, peer));
    } catch (error) {
      left.push({ peer, reason: reasonOf(error) });
      plan.say(`${peer.label} is not here: ${reasonOf(error)}`);
    }
  }
  const asked = present.map((): AskResult[] => []);
  const first = present.map((): { cpu: number; wall: number }[] => []);
  for (let round = 1; round <= plan.rounds; round += 1) {
    for (const [i, peer] of present.entries()) {
      plan.say(`asking ${peer.peer.label}, ${round} of ${plan.rounds}`);
      asked[i]!.push(await askPeer(plan, peer));
      first[i]!.push(await askFirst(plan, peer));
    }
  }
  return { left, results: present.map((peer, i) => summarize(peer, asked[i]!, first[i]!)) };
}

interface Present {
  readonly peer: Peer;
  readonly command: Command;
  readonly folder: string;
  readonly index?: NonNullable<PeerResult['index']>;
}

/** Installs it and has its index built. */
async function prepare(plan: PeerPlan, peer: Peer): Promise<Present> {
  // The first time this may take minutes: packages are downloaded, and one of them is compiled.
  plan.say(`looking for ${peer.label}`);
  const command = peer.install(peersFolder(plan.data));
  const folder = peerIndex(plan.data, peer.asks ?? peer.name, plan.documents);
  if (peer.asks !== undefined) return { peer, command, folder };
  plan.say(`building the index of ${peer.label}`);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { cpu, peakBytes } = (await run<BuildResult>(command, ['build', plan.documentsFile, folder])).result;
  return { peer, command, folder, index: { cpu, peakBytes, bytes: folderBytes(folder) } };
}

async function askPeer(plan: PeerPlan, { peer, command, folder }: Present): Promise<AskResult> {
  const words = ['ask', folder, plan.queriesFile, String(plan.warm), String(plan.seconds), ...(peer.more ?? [])];
  return (await run<AskResult>(command, words)).result;
}

async function askFirst(plan: PeerPlan, { peer, command, folder }: Present): Promise<{ cpu: number; wall: number }> {
  const { result, wall } = await run<FirstResult>(command, ['first', folder, plan.words, ...(peer.more ?? [])]);
  return { cpu: result.cpu, wall };
}

function summarize(present: Present, asked: readonly AskResult[], first: readonly PeerResult['first'][]): PeerResult {
  const { peer, index } = present;
  return {
    peer,
    asked: median(asked.map((round) => round.asked)),
    cpu: median(asked.map((round) => round.cpu)),
    p50: median(asked.map((round) => round.p50)),
    p99: median(asked.map((round) => round.p99)),
    askBytes: median(asked.map((round) => round.peakBytes)),
    ...(index === undefined ? {} : { index }),
    first: { cpu: median(first.map(({ cpu }) => cpu)), wall: median(first.map(({ wall }) => wall)) },
  };
}

/** Runs a driver to its end and reads the one line of JSON that it prints. */
async function run<T>(command: Command, words: readonly string[]): Promise<{ result: T; wall: number }> {
  const started = performance.now();
  const child = spawn(command.program, [...command.words, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | string>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });
  const [stdout, stderr, outcome] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  const wall = performance.now() - started;
  if (outcome !== 0) throw new Error(`its driver ended with ${outcome}: ${stderr.trim()}`);
  return { result: JSON.parse(stdout) as T, wall };
}

/** The line that says what went wrong: the last one, in what drivers, npm and pip print. */
function reasonOf(error: unknown): string {
  const { stderr, message } = error as Error & { stderr?: Buffer };
  const lines = `${message}\n${stderr?.toString() ?? ''}`.split('\n').map((line) => line.trim());
  return lines.findLast((line) => /error|not found|ENOENT|cannot/i.test(line)) ?? lines[0]!;
}
