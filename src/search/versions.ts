/**
 * The versions of one text: the copies of a document, and what changed from it to each. Two texts are compared to an
 * end or not at all, and the same two always alike; how many are is bounded for each answer, by counting.
 */
import type { ChangedVersion, TextChange, VersionsAnswer } from '../answer.js';
import type { OpenIndex } from '../backends/open-generation.js';
import { type Change, CutText, findChanges, MOST_EFFORT } from '../documents/changes.js';
import { earliestFirst } from './hits.js';
import { numberOf, stamp } from './identity.js';
import { describeVersion } from './similar.js';

export const DEFAULT_VERSIONS_LIMIT = 10;

/**
 * UTF-16 units of a document and those of its versions that one answer compares: some 8,000 words of English. The
 * changes of an answer are never longer than the texts. It bounds what grows with the words, 2 ms in English and 10 in
 * Chinese, where each character is one.
 */
export const MOST_COMPARED = 50_000;

/** Once an answer took so much effort, no further texts are compared for it: it takes less than twice that. */
const ENOUGH_EFFORT = MOST_EFFORT;

/** Words at each end of a piece that are shown of it: enough to find the place, or to read a new paragraph. */
const SHOWN = { kept: 12, removed: 100, added: 100 } as const;

export interface VersionsRequest {
  readonly limit: number;
  /** Versions to pass over. */
  readonly offset: number;
}

/** Throws `not_found`, or `index_damaged` where a text cannot be read. */
export function listVersions(index: OpenIndex, id: string, { limit, offset }: VersionsRequest): VersionsAnswer {
  const document = numberOf(index, id);
  const all = earliestFirst(index.columns, index.duplicates.groupOf(document) ?? [document]);
  const others = all.filter((other) => other !== document);
  const shown = others.slice(offset, offset + limit);
  const comparing = shown.length === 0 ? undefined : new Comparing(index, document);
  return {
    id,
    total: others.length,
    earliest: index.columns.ids.get(all[0]!),
    versions: shown.map((other, i) => {
      return { ...describeVersion(index, document, other), ...comparing!.compareWith(other, offset + i) };
    }),
    index: stamp(index),
  };
}

/** Compares one document with others, one after the other, as long as the answer may take. */
class Comparing {
  private readonly index: OpenIndex;
  private readonly body: string;
  private cut: CutText | undefined;
  private read: number;
  private effort = 0;
  /** The place of the first version that was too much for this answer. */
  private next: number | undefined;

  constructor(index: OpenIndex, document: number) {
    this.index = index;
    this.body = index.documents.body(document);
    this.read = this.body.length;
  }

  compareWith(other: number, place: number): Pick<ChangedVersion, 'changes' | 'reason'> {
    if (this.body.length > MOST_COMPARED) return refuse(TOO_LONG);
    if (this.next !== undefined || this.effort >= ENOUGH_EFFORT || this.read > MOST_COMPARED)
      return this.postpone(place);
    const body = this.index.documents.body(other);
    this.read += body.length;
    if (this.body.length + body.length > MOST_COMPARED) return refuse(TOO_LONG);
    if (this.read > MOST_COMPARED) return this.postpone(place);
    this.cut ??= new CutText(this.body);
    const text = new CutText(body);
    const { changes, effort } = findChanges(this.cut, text);
    this.effort += effort;
    if (changes === undefined) return refuse(TOO_DIFFERENT);
    return { changes: changes.flatMap((change) => show(change, change.kind === 'removed' ? this.cut! : text)) };
  }

  private postpone(place: number): Pick<ChangedVersion, 'changes' | 'reason'> {
    this.next ??= place;
    return refuse(`This answer has compared as much as one may; ask for the next ones with offset=${this.next}.`);
  }
}

const TOO_LONG = `The two texts have more than ${MOST_COMPARED} UTF-16 units together.`;
const TOO_DIFFERENT = 'The two texts differ in too many places.';

function refuse(reason: string): Pick<ChangedVersion, 'changes' | 'reason'> {
  return { changes: null, reason };
}

function show({ kind, first, count }: Change, text: CutText): TextChange[] {
  const shown = SHOWN[kind];
  const leftOut = count - 2 * shown;
  if (leftOut <= 0) return [{ kind, text: text.slice(first, count) }];
  return [
    { kind, text: text.slice(first, shown), leftOut },
    { kind, text: text.slice(first + count - shown, shown) },
  ];
}
