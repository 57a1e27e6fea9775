/**
 * Indexes of large collections. They are kept from run to run, with what building them took, as long as neither the
 * generator nor the code that builds them changes.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runMeasured, scriptPath } from './child.js';
import type { ReplicaBuild } from './children/index-replica.js';
import { sha256 } from './collection.js';
import type { Figure } from './figure.js';
import { loadAverage } from './measure.js';
import { LIBRARY } from './own-library.js';
import { MINISEARCH } from './raw-minisearch.js';
import { GENERATOR, type ReplicaPlan } from './replica.js';
import type { Workbench } from './workbench.js';

export interface ReplicaIndex {
  /** Folder of the index, or the JSON of MiniSearch. */
  readonly path: string;
  readonly built: Built;
}

interface Built extends ReplicaBuild {
  readonly stamp: string;
  readonly peakBytes: number;
  /** When it was built, which may have been in an earlier run. */
  readonly loadAverage: number;
}

export async function replicaIndex(
  bench: Workbench,
  engine: 'broadsheet' | 'minisearch',
  { documents, words = 0 }: ReplicaPlan,
): Promise<ReplicaIndex> {
  const place = join(bench.data, `replica-${documents}-${words === 0 ? 'whole' : words}`);
  const path = join(place, engine === 'broadsheet' ? 'index' : 'minisearch.json');
  const record = join(place, `${engine}-built.json`);
  const code = engine === 'broadsheet' ? libraryStamp() : MINISEARCH;
  const stamp = `${GENERATOR} ${sha256(readFileSync(bench.collection))} ${code}`;
  if (existsSync(record) && existsSync(path)) {
    const built = JSON.parse(readFileSync(record, 'utf8')) as Built;
    if (built.stamp === stamp) {
      bench.say(`${engine}, ${documents} documents: the index of an earlier run is there, and so is what it took`);
      return { path, built };
    }
  }
  bench.say(`${engine}, ${documents} documents: building`);
  rmSync(record, { force: true });
  rmSync(path, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  const script = scriptPath('./children/index-replica.js');
  const ran = await runMeasured([script, engine, bench.collection, String(documents), String(words), path]);
  const built: Built = {
    ...(JSON.parse(ran.stdout) as ReplicaBuild),
    stamp,
    peakBytes: ran.peakBytes,
    loadAverage: loadAverage(),
  };
  // Written last: an index without it was interrupted.
  writeFileSync(record, JSON.stringify(built));
  return { path, built };
}

/** Documents indexed in a second of CPU time, making them left out. */
export function documentsPerSecond({ documents }: ReplicaPlan, { making, indexing }: ReplicaBuild): number {
  return (1000 * documents) / (indexing.cpu - making.cpu);
}

/** A figure of the build, which has its own load average. */
export function asBuilt(figure: Figure, { built }: ReplicaIndex): Figure {
  return { ...figure, loadAverage: built.loadAverage };
}

/** Another one for each state of the code that builds and answers. */
function libraryStamp(): string {
  const files = readdirSync(LIBRARY).sort();
  return sha256(Buffer.concat(files.map((name) => readFileSync(join(LIBRARY, name)))));
}
