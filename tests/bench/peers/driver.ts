/**
 * How a peer written in JavaScript is run: its driver gives two functions, and this does what the driver of every peer
 * does, the ones in Python and Java too. One process does one thing and prints what it took as JSON, in milliseconds:
 *
 * | arguments                           | what is measured                                                           |
 * | build DOCUMENTS FOLDER              | from documents in memory to an index in the folder                         |
 * | ask FOLDER QUERIES WARM SECONDS …   | queries one after the other: WARM seconds to warm up, then SECONDS         |
 * | first FOLDER WORDS …                | from the start of the process to one answer                                |
 *
 * Documents are lines of id, title and text with tabs between them, queries lines of words. Seconds are of CPU time, so
 * that a busy machine does not end a peer early. Each query is asked at least once, unless that takes four times as long
 * as it should.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PROJECT } from '../../project.js';
import { percentile, startClock } from '../measure.js';
import { peersFolder } from './places.js';

export interface PeerDocument {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}

/** Finds the ten best documents that hold any of the words, with scores, and says how many came. */
export type Ask = (words: string) => number | Promise<number>;

export interface Driver {
  readonly build: (documents: readonly PeerDocument[], folder: string) => void | Promise<void>;
  /** `more` are the further arguments. */
  readonly open: (folder: string, more: readonly string[]) => Ask | Promise<Ask>;
}

export interface BuildResult {
  readonly cpu: number;
  readonly peakBytes: number;
}

export interface AskResult {
  readonly asked: number;
  /** Hits of all queries that were timed. */
  readonly found: number;
  /** A query, on average. */
  readonly cpu: number;
  readonly p50: number;
  readonly p99: number;
  readonly peakBytes: number;
}

export interface FirstResult {
  /** Of the whole process, its start included. */
  readonly cpu: number;
  readonly found: number;
}

const BETWEEN_CLOCKS = 20;

export async function runDriver(driver: Driver): Promise<void> {
  const [task = '', ...words] = process.argv.slice(2);
  const tasks: Readonly<Record<string, (driver: Driver, words: string[]) => Promise<object>>> = { build, ask, first };
  process.stdout.write(JSON.stringify(await tasks[task]!(driver, words)));
}

/** A package of the peers; what it offers is declared by who uses it. */
export function loadPackage<T>(name: string): T {
  return createRequire(join(peersFolder(join(PROJECT, 'bench-data')), 'package.json'))(name) as T;
}

async function build(driver: Driver, [file = '', folder = '']: string[]): Promise<BuildResult> {
  const documents = readLines(file).map((line): PeerDocument => {
    const [id = '', title = '', text = ''] = line.split('\t');
    return { id, title, text };
  });
  const clock = startClock();
  await driver.build(documents, folder);
  return { cpu: clock().cpu, peakBytes: peakBytes() };
}

async function ask(driver: Driver, [folder = '', file = '', warm, seconds, ...more]: string[]): Promise<AskResult> {
  const answer = await driver.open(folder, more);
  const queries = readLines(file);
  await askFor(answer, queries, 1000 * Number(warm), 0);
  const clock = startClock();
  const { walls, found } = await askFor(answer, queries, 1000 * Number(seconds), queries.length);
  const { cpu } = clock();
  const asked = walls.length;
  return {
    asked,
    found,
    cpu: cpu / asked,
    p50: percentile(walls, 50),
    p99: percentile(walls, 99),
    peakBytes: peakBytes(),
  };
}

async function first(driver: Driver, [folder = '', words = '', ...more]: string[]): Promise<FirstResult> {
  const answer = await driver.open(folder, more);
  const found = await answer(words);
  const { user, system } = process.cpuUsage();
  return { cpu: (user + system) / 1000, found };
}

async function askFor(
  answer: Ask,
  queries: readonly string[],
  milliseconds: number,
  least: number,
): Promise<{ walls: number[]; found: number }> {
  const walls: number[] = [];
  const clock = startClock();
  let found = 0;
  do {
    // The clock costs a microsecond or two: it is not read after each query.
    for (let i = 0; i < BETWEEN_CLOCKS; i += 1) {
      const asked = performance.now();
      const hits = answer(queries[walls.length % queries.length]!);
      // Only where there is something to wait for: waiting has its price.
      found += typeof hits === 'number' ? hits : await hits;
      walls.push(performance.now() - asked);
    }
  } while (clock().cpu < (walls.length < least ? 4 : 1) * milliseconds);
  return { walls, found };
}

function readLines(file: string): string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
}

function peakBytes(): number {
  return process.resourceUsage().maxRSS * 1024;
}
