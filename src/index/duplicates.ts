/**
 * Which documents are copies of each other, as `columns.bin` keeps it: only documents that have a copy take room.
 */
import type { Copies } from './find-duplicates.js';
import { damaged, type SectionArray, type SectionReader } from './sections.js';

/** `exact`: the same words in the same order; `near`: small changes. */
export type CopyKind = keyof Copies;

/** Group after group: the members ascending, and beside each the first document with exactly its words. */
export function duplicateSections({ near, exact }: Copies): Record<string, SectionArray> {
  const groups = new Map<number, number[]>();
  for (const [document, first] of near.entries()) {
    if (first === document) continue;
    const members = groups.get(first);
    if (members === undefined) groups.set(first, [first, document]);
    else members.push(document);
  }
  const members = [...groups.values()].sort((a, b) => a[0]! - b[0]!);
  const starts = [0];
  for (const { length } of members) starts.push(starts.at(-1)! + length);
  return {
    'duplicates.starts': Uint32Array.from(starts),
    'duplicates.documents': Uint32Array.from(members.flat()),
    'duplicates.exact': Uint32Array.from(members.flat(), (document) => exact[document]!),
  };
}

export class Duplicates {
  /** For each document the first one of its group, itself where it has no copies: what documents are folded by. */
  readonly firsts: Copies;
  private readonly starts: Uint32Array;
  private readonly members: Uint32Array;
  /** Which group begins with a document. */
  private readonly groupNumbers = new Map<number, number>();

  /** Throws `index_damaged` where a section is missing or holds what cannot be. */
  constructor(file: string, sections: SectionReader, documents: number) {
    this.starts = sections.get('duplicates.starts', 'u32');
    this.members = sections.get('duplicates.documents', 'u32');
    const exact = sections.get('duplicates.exact', 'u32');
    if (this.starts.at(-1) !== this.members.length || exact.length !== this.members.length)
      throw damaged(file, 'the groups of copies do not fit together');
    const own = new Uint32Array(documents);
    for (let document = 0; document < documents; document += 1) own[document] = document;
    this.firsts = { near: own, exact: own.slice() };
    for (let group = 0; group < this.groups; group += 1) {
      const [start, end] = [this.starts[group]!, this.starts[group + 1]!];
      this.groupNumbers.set(this.members[start]!, group);
      for (let at = start; at < end; at += 1) {
        const document = this.members[at]!;
        if (document >= documents || exact[at]! > document || (at > start && document <= this.members[at - 1]!))
          throw damaged(file, 'a group of copies holds what cannot be in it');
        this.firsts.near[document] = this.members[start]!;
        this.firsts.exact[document] = exact[at]!;
      }
    }
  }

  /** How many groups of at least two there are. */
  get groups(): number {
    return this.starts.length - 1;
  }

  /** How many documents are in one. */
  get documents(): number {
    return this.members.length;
  }

  /** Visits every document that has a copy. */
  forEachCopy(visit: (document: number) => void): void {
    for (let at = 0; at < this.members.length; at += 1) visit(this.members[at]!);
  }

  /** The document and its copies, ascending; undefined where it has none. */
  groupOf(document: number, kind: CopyKind = 'near'): readonly number[] | undefined {
    const group = this.groupNumbers.get(this.firsts.near[document]!);
    if (group === undefined) return undefined;
    const members = [...this.members.subarray(this.starts[group], this.starts[group + 1])];
    if (kind === 'near') return members;
    const { exact } = this.firsts;
    const same = members.filter((member) => exact[member] === exact[document]);
    return same.length === 1 ? undefined : same;
  }
}
