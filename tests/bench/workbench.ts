/**
 * What the questions share: the folder, the indexes, the queries, and runs that two questions look at. Each is made
 * when it is first asked for, so that one question alone makes only what it needs.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildPlan, type Builds, buildIndexes } from './builds.js';
import { type PlainFile, prepareFolder, readFiles } from './collection.js';
import { type Loads, measureLoads } from './loads.js';
import { type BenchQuery, generateQueries } from './queries.js';
import { measureServer, type ServerRun } from './server-run.js';

/** How much is measured. The quick run shows that everything works; its figures are rough. */
export interface Scale {
  /** Articles that are taken; absent: all. */
  readonly documents?: number;
  readonly queries: number;
  /** Turns of each build. */
  readonly builds: number;
  readonly loads: number;
  /** Rounds over the queries. */
  readonly rounds: number;
}

export const FULL: Scale = { queries: 1000, builds: 3, loads: 5, rounds: 3 };
export const QUICK: Scale = { documents: 2000, queries: 200, builds: 1, loads: 2, rounds: 2 };

export class Workbench {
  readonly scale: Scale;
  readonly folder: string;
  readonly say: (line: string) => void;
  private readonly place: string;
  private built: Promise<Builds> | undefined;
  private files: readonly PlainFile[] | undefined;
  private drawn: readonly BenchQuery[] | undefined;
  private loaded: Promise<Loads> | undefined;
  private served: Promise<ServerRun> | undefined;

  /** `data` is the folder for everything that is made, `collection` the packed documents. */
  constructor(data: string, collection: string, scale: Scale, say: (line: string) => void) {
    this.scale = scale;
    this.say = say;
    this.place = join(data, `reuters-${scale.documents ?? 'all'}`);
    this.folder = join(this.place, 'documents');
    if (!existsSync(this.folder)) say(`writing the documents to ${this.folder}`);
    prepareFolder(collection, this.folder, scale.documents);
  }

  /** Built once in each run, by this code. Who only needs the indexes does not have them built several times. */
  builds(plan: Pick<BuildPlan, 'repeats' | 'withoutMemo'> = { repeats: 1, withoutMemo: false }): Promise<Builds> {
    this.built ??= buildIndexes({ ...plan, folder: this.folder, into: this.place, say: this.say });
    return this.built;
  }

  documents(): readonly PlainFile[] {
    this.files ??= [...readFiles(this.folder)];
    return this.files;
  }

  queries(): readonly BenchQuery[] {
    if (this.drawn === undefined) {
      this.say('drawing the queries');
      const texts = this.documents().map(({ text }) => text);
      this.drawn = generateQueries(texts, this.scale.queries);
    }
    return this.drawn;
  }

  loads(): Promise<Loads> {
    this.loaded ??= measureLoads(this);
    return this.loaded;
  }

  serverRun(): Promise<ServerRun> {
    this.served ??= measureServer(this);
    return this.served;
  }
}
