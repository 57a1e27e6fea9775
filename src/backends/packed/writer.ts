/**
 * Writes `postings.bin` list by list; the layout is told in format.ts.
 */
import { layOutSections } from '../../index/sections.js';
import type { BackendWriter, Collection, OpenFile } from '../backend.js';
import { GrowingArray } from '../growing.js';
import { formOrdinals, type PostingList } from '../invert.js';
import { formBit, frequencyByte, OVERFLOW, POSTINGS, SKIP } from './format.js';

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
    this.beginLists(list.key);
    const forms = this.formCounts[list.key]!;
    let at = 0;
    for (let i = 0; i < list.documents.length; i += 1) {
      if (i % SKIP === 0) this.skips.push(this.positions.length);
      const [title, body] = [list.title[i]!, list.body[i]!];
      this.documents.push(list.documents[i]!);
      this.frequencies.push(frequencyByte(title, body));
      if (frequencyByte(title, body) === OVERFLOW) this.overflow(this.documents.length - 1, title, body);
      let bits = 0;
      for (let j = at; j < at + title + body; j += 1) bits |= formBit(list.forms[j]!);
      this.forms.push(bits);
      this.writePositions(list, at, at + title, forms);
      this.writePositions(list, at + title, at + title + body, forms);
      at += title + body;
    }
  }

  finish(): void {
    this.beginLists(this.lists.length - 1);
    const file = this.openFile(POSTINGS.file);
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
      'lengths.title': this.collection.lengths.title,
      'lengths.body': this.collection.lengths.body,
    };
    for (const bytes of layOutSections(POSTINGS.kind, POSTINGS.version, sections)) file.write(bytes);
    file.close();
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
    let last = -1;
    for (let i = from; i < to; i += 1) {
      const position = list.positions[i]!;
      let number = (position - last - 1) * forms + list.forms[i]!;
      last = position;
      while (number > 127) {
        this.positions.push((number % 128) | 128);
        number = Math.floor(number / 128);
      }
      this.positions.push(number);
    }
  }
}
