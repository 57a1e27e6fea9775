/**
 * What the questions share: the folder, the indexes, the queries, and runs that two questions look at. Each is made
 * when it is first asked for, so that one question alone makes only what it needs.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildPlan, type Builds, buildIndexes } from './builds.js';
import { type Article, type PlainFile, prepareFolder, readArticles, readFiles } from './collection.js';
import { type Loads, measureLoads } from './loads.js';
import { type BenchQuery, generateQueries, KINDS, type Kind } from './queries.js';
import { Replica, type ReplicaPlan } from './replica.js';
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
  /** Starts of a process, each engine in turn. */
  readonly starts: number;
  /** Queries of each kind that must score alike. */
  readonly alike: number;
  readonly large: LargeScale;
}

/** The collections that are made of the articles, and what is asked of them. */
export interface LargeScale {
  /** As much as MiniSearch can be measured with. */
  readonly many: ReplicaPlan;
  /** As much as Broadsheet is meant for, in short documents … */
  readonly short: ReplicaPlan;
  /** … and in whole articles. */
  readonly whole: ReplicaPlan;
  /** Of each kind. MiniSearch takes up to a second for one. */
  readonly queries: number;
  readonly loads: number;
  readonly rounds: number;
}

export const FULL: Scale = {
  queries: 1000,
  builds: 3,
  loads: 5,
  rounds: 3,
  starts: 15,
  alike: 1000,
  large: {
    many: { documents: 200_000, words: 100 },
    short: { documents: 1_000_000, words: 40 },
    whole: { documents: 215_780 },
    queries: 12,
    loads: 3,
    rounds: 1,
  },
};
export const QUICK: Scale = {
  documents: 2000,
  queries: 200,
  builds: 1,
  loads: 2,
  rounds: 2,
  starts: 5,
  alike: 100,
  large: {
    many: { documents: 4000, words: 100 },
    short: { documents: 8000, words: 40 },
    whole: { documents: 3000 },
    queries: 5,
    loads: 1,
    rounds: 1,
  },
};

export class Workbench {
  readonly scale: Scale;
  private readonly folder: string;
  /** Where everything is that the bench makes. */
  readonly data: string;
  /** The packed documents. */
  readonly collection: string;
  readonly say: (line: string) => void;
  private readonly place: string;
  private isWritten = false;
  private built: Promise<Builds> | undefined;
  private files: readonly PlainFile[] | undefined;
  private read: readonly Article[] | undefined;
  private readonly drawn = new Map<readonly Kind[], readonly BenchQuery[]>();
  private loaded: Promise<Loads> | undefined;
  private served: Promise<ServerRun> | undefined;

  constructor(data: string, collection: string, scale: Scale, say: (line: string) => void) {
    this.scale = scale;
    this.data = data;
    this.collection = collection;
    this.say = say;
    this.place = join(data, `reuters-${scale.documents ?? 'all'}`);
    this.folder = join(this.place, 'documents');
  }

  /** Built once in each run, by this code. Who only needs the indexes does not have them built several times. */
  builds(plan: Pick<BuildPlan, 'repeats' | 'withoutMemo'> = { repeats: 1, withoutMemo: false }): Promise<Builds> {
    this.built ??= buildIndexes({ ...plan, folder: this.writeFolder(), into: this.place, say: this.say });
    return this.built;
  }

  documents(): readonly PlainFile[] {
    this.files ??= [...readFiles(this.writeFolder())];
    return this.files;
  }

  /** All of them, however few documents a quick run takes. */
  articles(): readonly Article[] {
    this.read ??= readArticles(this.collection);
    return this.read;
  }

  replica(plan: ReplicaPlan): Replica {
    return new Replica(this.articles(), plan);
  }

  /** Of the given kinds, each as often as each of the usual kinds. */
  queries(kinds: readonly Kind[] = KINDS): readonly BenchQuery[] {
    let queries = this.drawn.get(kinds);
    if (queries === undefined) {
      this.say('drawing the queries');
      const texts = this.documents().map(({ text }) => text);
      queries = generateQueries(texts, (this.scale.queries / KINDS.length) * kinds.length, 1, kinds);
      this.drawn.set(kinds, queries);
    }
    return queries;
  }

  loads(): Promise<Loads> {
    this.loaded ??= this.open();
    return this.loaded;
  }

  serverRun(): Promise<ServerRun> {
    this.served ??= measureServer(this);
    return this.served;
  }

  private async open(): Promise<Loads> {
    const { directory, json } = await this.builds();
    const queries = this.queries()
      .filter(({ shape }) => shape === 'any')
      .slice(0, 1)
      .map(({ words }) => words);
    return measureLoads({ directory, json, fields: ['text'], queries, turns: this.scale.loads, say: this.say });
  }

  /** Only who needs the folder has it written; it is compared with the collection once. */
  private writeFolder(): string {
    if (this.isWritten) return this.folder;
    if (!existsSync(this.folder)) this.say(`writing the documents to ${this.folder}`);
    prepareFolder(this.collection, this.folder, this.scale.documents);
    this.isWritten = true;
    return this.folder;
  }
}
