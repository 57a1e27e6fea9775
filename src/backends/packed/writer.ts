/**
 * Writes `postings.bin` list by list; the layout is told in format.ts.
 */
import { writeTable } from '../../index/directory.js';
import type { BackendWriter, Collection, OpenFile } from '../backend.js';
import { GrowingArray } from '../growing.js';
import { formOrdinals, type PostingList } from '../invert.js';
import { formBit, frequencyByte, OVERFLOW, POSTINGS, SKIP } from './format.js';
import { stopWordSections } from './stop-words.js';

export class PackedWriter implements BackendWriter {
  private readonly collection: Collection;
  private readonly openFile: OpenFile;
  private readonly formCounts: Uint32Array;
  private readonly lists: Uint32Array;
  private readonly skipLists: Uint32Array;
  private readonly documents = new GrowingArray(Uint32Array);
  private readonly frequencies = new GrowingArray(Uint8Array);
  private readonly forms = new GrowingArray(Uint8Array);
  private readonly overflowPostings = new GrowingArray(Uint32Array);
  private readonly overflowTitle = new GrowingArray(Uint32Array);
  private readonly overflowBody = new GrowingArray(Uint32Array);
  private readonly positions = new GrowingArray(Uint8Array);
  private readonly skips = new GrowingArray(Float64Array);
  /** Lists begun so far; those between two that are written are empty. */
  private begun = 0;

  constructor(collection: Collection, openFile: OpenFile) {
    this.collection = collection;
    this.openFile = openFile;
    const { vocabulary } = collection;
    this.lists = new Uint32Array(2 * vocabulary.terms.length + 1);
    this.skipLists = new Uint32Array(this.lists.length);
    this.formCounts = new Uint32Array(2 * vocabulary.terms.length);
    for (const key of formOrdinals(vocabulary).keys) this.formCounts[key]! += 1;
  }

  list(list: PostingList): void {
    const { key, documents, title, body } = list;
    this.beginLists(key);
    const forms = this.formCounts[key]!;
    const first = this.documents.length;
    this.documents.append(documents);
    const frequencies = this.frequencies.room(documents.length);
    const bits = this.forms.room(documents.length);
    // Numbers of up to 53 bits.
    this.positions.room(8 * list.positions.length);
    let at = 0;
    for (let i = 0; i < documents.length; i += 1) {
      if (i % SKIP === 0) this.skips.push(this.positions.length);
      const inTitle = title[i]!;
      const inBody = body[i]!;
      const frequency = frequencyByte(inTitle, inBody);
      frequencies[first + i] = frequency;
      if (frequency === OVERFLOW) this.overflow(first + i, inTitle, inBody);
      const behindTitle = at + inTitle;
      const end = behindTitle + inBody;
      bits[first + i] = joinBits(list.forms, at, end);
      if (inTitle > 0) this.writePositions(list, at, behindTitle, forms);
      if (inBody > 0) this.writePositions(list, behindTitle, end, forms);
      at = end;
    }
    this.frequencies.length += documents.length;
    this.forms.length += documents.length;
  }

  finish(): void {
    this.beginLists(this.lists.length - 1);
    const sections = {
      lists: this.lists,
      documents: this.documents.view(),
      frequencies: this.frequencies.view(),
      forms: this.forms.view(),
      'overflow.postings': this.overflowPostings.view(),
      'overflow.title': this.overflowTitle.view(),
      'overflow.body': this.overflowBody.view(),
      positions: this.positions.view(),
      skips: this.skips.view(),
      'skips.lists': this.skipLists,
      ...stopWordSections(this.collection.stream, this.collection.vocabulary),
      'lengths.title': this.collection.lengths.title,
      'lengths.body': this.collection.lengths.body,
    };
    writeTable(this.openFile(POSTINGS.file), POSTINGS, sections);
  }

  private beginLists(key: number): void {
    for (; this.begun <= key; this.begun += 1) {
      this.lists[this.begun] = this.documents.length;
      this.skipLists[this.begun] = this.skips.length;
    }
  }

  private overflow(posting: number, title: number, body: number): void {
    this.overflowPostings.push(posting);
    this.overflowTitle.push(title);
    this.overflowBody.push(body);
  }

  private writePositions(list: PostingList, from: number, to: number, forms: number): void {
    const bytes = this.positions.room(0);
    let at = this.positions.length;
    let last = -1;
    for (let i = from; i < to; i += 1) {
      const position = list.positions[i]!;
      let number = (position - last - 1) * forms + list.forms[i]!;
      last = position;
      while (number > 127) {
        bytes[at++] = (number % 128) | 128;
        number = Math.floor(number / 128);
      }
      bytes[at++] = number;
    }
    this.positions.length = at;
  }
}

/** The bits of the forms that stand somewhere in a document. */
function joinBits(forms: Uint16Array, from: number, to: number): number {
  let bits = 0;
  for (let i = from; i < to; i += 1) bits |= formBit(forms[i]!);
  return bits;
}
