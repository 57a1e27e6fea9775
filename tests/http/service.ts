/** A small index, and the service over it without a port. */
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll } from '@jest/globals';
import { pino } from 'pino';
import { type App, type AppOptions, createApp } from '../../src/http/app.js';
import { ingest } from '../../src/ingest.js';
import { DEFAULT_SETTINGS, type Settings } from '../../src/settings.js';
import { type Files, makeFolder } from '../documents/temp-folder.js';

/** Ids that are hard to carry in an address. */
export const HARD_IDS = [
  'a/b c.txt',
  '50% off?#1',
  'x/../../etc',
  'Zürich/日本 🗞',
  'a%2Fb',
  'q=1&r=2',
  '__proto__',
  '.',
];

const ARTICLES: Files = {
  'harbour/ferry.txt':
    ' date 2021-12-29 The ferry to Ossel was late again.\n\nThe crew had gone on strike over <b>pay</b>.',
  'harbour/storm.txt': ' date 2022-01-03 A storm broke the ferry quay and the breakwater.',
  'sport/cricket.txt': ' date 2021-07-19 All out for nine, and no ferry home.',
  'sport/photo.png': 'not a document',
  'records.jsonl': HARD_IDS.map((id, i) =>
    JSON.stringify({
      id,
      title: `Record ${i}`,
      body: `Ledger entry number ${i}.`,
      topics: [i % 2 === 0 ? 'odd' : 'even'],
    }),
  ).join('\n'),
};

export interface Place {
  readonly folder: string;
  readonly directory: string;
}

/** A folder of documents, and the folder where its index goes. */
export function makePlace(files: Files = ARTICLES): Place {
  return { folder: makeFolder(files), directory: join(makeFolder(), 'index') };
}

export async function buildIndex({ folder, directory }: Place): Promise<void> {
  await ingest({ folder, directory, settings: DEFAULT_SETTINGS, now: () => new Date(0) });
}

export interface ServiceOptions extends Partial<Omit<AppOptions, 'settings'>> {
  readonly settings?: Partial<Settings>;
}

/** Watches for a new index often, so that tests need not wait. */
export async function startService({ directory }: Place, { settings, ...options }: ServiceOptions = {}): Promise<App> {
  const service = createApp({
    version: '1.2.3',
    log: pino({ level: 'silent' }),
    pollMs: 10,
    assetsDirectory: ASSETS,
    startBuild: () => ({ finished: Promise.resolve(), stop: () => {} }),
    ...options,
    settings: { ...DEFAULT_SETTINGS, rateLimit: 0, adminRateLimit: 0, index: directory, ...settings },
  });
  started.push(service);
  await service.start();
  return service;
}

export async function serveArticles(options: ServiceOptions = {}): Promise<App> {
  const place = makePlace();
  await buildIndex(place);
  return startService(place, options);
}

/** Damages what `CURRENT` names, in a way that is seen when it is opened. */
export function damageIndex({ directory }: Place): void {
  for (const generation of readdirSync(join(directory, 'generations')))
    rmSync(join(directory, 'generations', generation, 'manifest.json'));
}

/** Leaves MiniSearch alone to answer. */
export function damagePostings({ directory }: Place): void {
  for (const generation of readdirSync(join(directory, 'generations')))
    rmSync(join(directory, 'generations', generation, 'postings.bin'));
}

const started: App[] = [];
afterAll(() => {
  for (const service of started) service.close();
});

const ASSETS = makeFolder({
  'app-ABC.js': 'export {};',
  'app-DEF.css': 'body { color: CanvasText }',
  'theme-GHI.js': '"use strict";',
  'assets.json': JSON.stringify({ script: 'app-ABC.js', style: 'app-DEF.css', theme: 'theme-GHI.js' }),
});
