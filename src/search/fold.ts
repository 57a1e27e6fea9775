/**
 * Copies of one article as one hit: which documents of a list are versions of each other, and how many hits that makes.
 */
import type { Found } from '../backends/backend.js';
import type { Bitmap } from '../index/bitmap.js';
import type { CopyKind, Duplicates } from '../index/duplicates.js';

export class Folding {
  private readonly duplicates: Duplicates;
  private readonly kind: CopyKind;
  private readonly found: Pick<Found, 'total' | 'matches'>;
  private readonly filter: Bitmap | undefined;

  /** `filter`: what the list may hold; absent: all that matches. */
  constructor(
    duplicates: Duplicates,
    kind: CopyKind,
    found: Pick<Found, 'total' | 'matches'>,
    filter: Bitmap | undefined,
  ) {
    this.duplicates = duplicates;
    this.kind = kind;
    this.found = found;
    this.filter = filter;
  }

  /** The document and its copies that are in the list too, ascending; undefined where there are none. */
  versionsOf(document: number): readonly number[] | undefined {
    const versions = this.duplicates.groupOf(document, this.kind)?.filter((other) => this.isListed(other));
    return versions === undefined || versions.length < 2 ? undefined : versions;
  }

  /** Hits when every group counts once. Only documents that have copies are looked at. */
  count(): number {
    const firsts = new Set<number>();
    let copies = 0;
    this.duplicates.forEachCopy((document) => {
      if (!this.isListed(document)) return;
      copies += 1;
      firsts.add(this.duplicates.firsts[this.kind][document]!);
    });
    return this.found.total - copies + firsts.size;
  }

  private isListed(document: number): boolean {
    return this.found.matches.has(document) && (this.filter === undefined || this.filter.has(document));
  }
}
