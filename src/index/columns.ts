/**
 * What is known of each document without reading its text, as typed arrays over document numbers: date, id, and the
 * values it can be filtered and counted by. The same for every back end.
 */
import { parseDay, UNDATED } from '../documents/date.js';
import type { Document } from '../documents/document.js';
import type { SectionArray, SectionReader } from './sections.js';
import { StringTable, sortByCodePoint } from './strings.js';

/** An attribute with more distinct values is no facet: nobody reads such a list. */
const MAX_FACET_VALUES = 1000;

/** Facets that come from the document itself; attributes of these names give way. `year` and `month` come from the date. */
const DERIVED = ['folder', 'year', 'month'];

/** The values of one facet: those of document `d` are `ordinals[starts[d]] … ordinals[starts[d + 1] - 1]`. */
export interface FacetColumn {
  /** Sorted. */
  readonly values: StringTable;
  readonly starts: Uint32Array;
  readonly ordinals: Uint32Array;
}

/** Paths: most are the ids of their documents, and only the others are kept once more. */
export interface PathColumn {
  readonly others: StringTable;
  /** By document: PATH_IS_ID, or the place in `others` plus 1. Empty where there are no others. */
  readonly ordinals: Uint32Array;
}

export const PATH_IS_ID = 0;

export interface Columns {
  readonly documents: number;
  /** Days since 1970-01-01, or UNDATED. */
  readonly dates: Int32Array;
  readonly ids: StringTable;
  /** The place of each document when all are sorted by id: what decides ties. */
  readonly idRank: Uint32Array;
  readonly facets: ReadonlyMap<string, FacetColumn>;
  readonly paths: PathColumn;
  /** The document number of an id, or undefined. */
  find(id: string): number | undefined;
}

export class ColumnsBuilder {
  private readonly ids: string[] = [];
  private readonly dates: number[] = [];
  /** Paths that are no ids, with their ordinals. */
  private readonly otherPaths = new Map<string, number>();
  private readonly pathOrdinals: number[] = [];
  private readonly facets = new Map<string, FacetBuilder>();
  private readonly crowded = new Set<string>();

  add(document: Document): void {
    const number = this.ids.length;
    this.ids.push(document.id);
    this.dates.push(document.date === undefined ? UNDATED : (parseDay(document.date) ?? UNDATED));
    this.pathOrdinals.push(document.path === document.id ? PATH_IS_ID : this.ordinalOf(document.path));
    this.note('folder', number, [folderOf(document.path)]);
    for (const [field, values] of Object.entries(document.attributes)) {
      if (!DERIVED.includes(field)) this.note(field, number, values);
    }
  }

  get documents(): number {
    return this.ids.length;
  }

  idOf(document: number): string {
    return this.ids[document]!;
  }

  /** First and last day, and how many documents have none. */
  span(): {
    first: number | undefined;
    last: number | undefined;
    undated: number;
  } {
    let first: number | undefined;
    let last: number | undefined;
    let undated = 0;
    for (const date of this.dates) {
      if (date === UNDATED) {
        undated += 1;
        continue;
      }
      if (first === undefined || date < first) first = date;
      if (last === undefined || date > last) last = date;
    }
    return { first, last, undated };
  }

  facetFields(): string[] {
    return sortByCodePoint([...this.facets.keys()], (field) => field);
  }

  sections(): Record<string, SectionArray> {
    // Mostly they are in order already, which this finds out.
    const order = Uint32Array.from(sortByCodePoint([...this.ids.keys()], (document) => this.ids[document]!));
    const sections: Record<string, SectionArray> = {
      dates: Int32Array.from(this.dates),
      ...StringTable.from(this.ids).sections('ids'),
      'ids.order': order,
      ...StringTable.from([...this.otherPaths.keys()]).sections('paths'),
      'paths.ordinals': Uint32Array.from(this.otherPaths.size === 0 ? [] : this.pathOrdinals),
      ...StringTable.from(this.facetFields()).sections('facets'),
    };
    for (const field of this.facetFields())
      Object.assign(sections, this.facets.get(field)!.sections(`facet.${field}`, this.ids.length));
    return sections;
  }

  private ordinalOf(path: string): number {
    const ordinal = this.otherPaths.get(path) ?? this.otherPaths.size + 1;
    this.otherPaths.set(path, ordinal);
    return ordinal;
  }

  private note(field: string, document: number, values: readonly string[]): void {
    if (this.crowded.has(field)) return;
    const facet = this.facets.get(field) ?? new FacetBuilder();
    this.facets.set(field, facet);
    facet.add(document, values);
    if (facet.distinct > MAX_FACET_VALUES) {
      this.facets.delete(field);
      this.crowded.add(field);
    }
  }
}

/** Throws `index_damaged` where a section is missing. */
export function readColumns(sections: SectionReader): Columns {
  const ids = StringTable.read(sections, 'ids');
  const order = sections.get('ids.order', 'u32');
  const idRank = new Uint32Array(order.length);
  for (let rank = 0; rank < order.length; rank += 1) idRank[order[rank]!] = rank;
  const fields = StringTable.read(sections, 'facets');
  const facets = new Map<string, FacetColumn>();
  for (let i = 0; i < fields.length; i += 1) {
    const name = `facet.${fields.get(i)}`;
    const [starts, ordinals] = [sections.get(`${name}.documents`, 'u32'), sections.get(`${name}.ordinals`, 'u32')];
    facets.set(fields.get(i), {
      values: StringTable.read(sections, name),
      starts,
      ordinals,
    });
  }
  return {
    documents: ids.length,
    dates: sections.get('dates', 'i32'),
    ids,
    idRank,
    facets,
    paths: { others: StringTable.read(sections, 'paths'), ordinals: sections.get('paths.ordinals', 'u32') },
    find(id: string): number | undefined {
      const document = ids.find(id, order);
      return document === -1 ? undefined : document;
    },
  };
}

/** The first folder of a path, or the empty string for a file at the top. */
function folderOf(path: string): string {
  const slash = path.indexOf('/');
  return slash === -1 ? '' : path.slice(0, slash);
}

/** Gathers the values of one facet; values get their sorted place only at the end. */
class FacetBuilder {
  private readonly numbers = new Map<string, number>();
  private readonly documents: number[] = [];
  private readonly values: number[] = [];

  get distinct(): number {
    return this.numbers.size;
  }

  add(document: number, values: readonly string[]): void {
    for (const value of new Set(values)) {
      if (value === '') continue;
      const number = this.numbers.get(value) ?? this.numbers.size;
      this.numbers.set(value, number);
      this.documents.push(document);
      this.values.push(number);
    }
  }

  sections(name: string, documents: number): Record<string, SectionArray> {
    const sorted = sortByCodePoint([...this.numbers.keys()], (value) => value);
    const ordinal = new Uint32Array(sorted.length);
    sorted.forEach((value, i) => {
      ordinal[this.numbers.get(value)!] = i;
    });
    const starts = new Uint32Array(documents + 1);
    for (const document of this.documents) starts[document + 1]! += 1;
    for (let i = 0; i < documents; i += 1) starts[i + 1]! += starts[i]!;
    // Documents were added in ascending order, so their values already stand where `starts` points.
    const ordinals = Uint32Array.from(this.values, (value) => ordinal[value]!);
    return {
      ...StringTable.from(sorted).sections(name),
      [`${name}.documents`]: starts,
      [`${name}.ordinals`]: ordinals,
    };
  }
}
